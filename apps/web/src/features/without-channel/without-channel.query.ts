import { queryOptions } from '@tanstack/react-query';
import type { WithoutChannelView } from '#contracts';
import { request } from '../../api/http-client.js';

const KEPT_MS = 60_000;

export const withoutChannelQuery = queryOptions({
  queryKey: ['without-channel'],
  queryFn: ({ signal }) => request<WithoutChannelView>('/without-channel', { signal }),
  staleTime: KEPT_MS,
});
