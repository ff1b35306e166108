import { queryOptions } from '@tanstack/react-query';
import type { ReportLineView, ReportSummary, ReportView } from '#contracts';
import { request } from '../../api/http-client.js';

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: ({ signal }) => request<readonly ReportSummary[]>('/reports', { signal }),
});

export const reportQuery = (id: string) =>
  queryOptions({ queryKey: ['reports', id], queryFn: ({ signal }) => request<ReportView>(`/reports/${id}`, { signal }) });

/** `agency`: its lines alone. What a cut-off counts never changes. */
export const reportLinesQuery = (id: string, cutOff: number, agency?: string) =>
  queryOptions({
    queryKey: ['reports', id, 'lines', cutOff, agency ?? null],
    queryFn: ({ signal }) =>
      request<readonly ReportLineView[]>(`/reports/${id}/lines${agency === undefined ? '' : `?agency=${agency}`}`, { signal }),
  });
