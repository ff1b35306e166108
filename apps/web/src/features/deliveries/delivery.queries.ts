import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DeliveryDetailView, DeliveryPage, SendingHealthView } from '#contracts';
import { request } from '../../api/http-client.js';

const REFRESH_MS = 10_000;

export const sendingQuery = queryOptions({
  queryKey: ['sending'],
  queryFn: ({ signal }) => request<SendingHealthView>('/sending', { signal }),
  refetchInterval: REFRESH_MS,
});

type Parameters = Readonly<Record<string, string | undefined>>;

export const deliverySearch = (parameters: Parameters): string =>
  new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  ).toString();

export const deliveriesQuery = (parameters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', parameters],
    queryFn: ({ signal, pageParam }) =>
      request<DeliveryPage>(`/deliveries?${deliverySearch({ ...parameters, cursor: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => request<DeliveryDetailView>(`/deliveries/${id}`, { signal }),
  });
