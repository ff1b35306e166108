import { queryOptions } from '@tanstack/react-query';
import type { PolicyHistoryView, ReminderPolicyView } from '#contracts';
import { request } from '../../api/http-client.js';

export const policiesQuery = queryOptions({
  queryKey: ['reminder-policies'],
  queryFn: ({ signal }) => request<readonly ReminderPolicyView[]>('/reminder-policies', { signal }),
});

/** Of the general policy (null) or a plan's own. */
export const policyHistoryQuery = (plan: string | null) =>
  queryOptions({
    queryKey: ['reminder-policies', 'history', plan],
    queryFn: ({ signal }) => request<PolicyHistoryView>(`/reminder-policies/history${plan === null ? '' : `?plan=${plan}`}`, { signal }),
  });
