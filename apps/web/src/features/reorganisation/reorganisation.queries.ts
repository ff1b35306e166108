import { queryOptions } from '@tanstack/react-query';
import type { ReorganisationSummary, ReorganisationView } from '#contracts';
import { request } from '../../api/http-client.js';

export const reorganisationsQuery = queryOptions({
  queryKey: ['reorganisations'],
  queryFn: ({ signal }) => request<readonly ReorganisationSummary[]>('/reorganisations', { signal }),
});

export const reorganisationQuery = (id: string) =>
  queryOptions({
    queryKey: ['reorganisations', id],
    queryFn: ({ signal }) => request<ReorganisationView>(`/reorganisations/${id}`, { signal }),
    // While a confirmation is carried out its lines go one by one.
    refetchInterval: ({ state }) => (state.data?.confirmations.some(({ moved }) => moved === null) === true ? 1_000 : false),
  });
