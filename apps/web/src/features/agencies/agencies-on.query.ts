import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AgencyView } from '#contracts';
import { request } from '../../api/http-client.js';

/** The directory as it is on a day. */
export const agenciesOnQuery = (on: string) =>
  queryOptions({
    queryKey: ['agencies', 'on', on],
    queryFn: ({ signal }) => request<readonly AgencyView[]>(`/agencies?on=${on}`, { signal }),
    placeholderData: keepPreviousData,
  });
