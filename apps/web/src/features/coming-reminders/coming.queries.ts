import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ComingDays, ComingLetter, ComingMessages } from '#contracts';
import { request } from '../../api/http-client.js';
import { withQuery } from '../../api/queries.js';

type Parameters = Readonly<Record<string, string | undefined>>;

/** The letters of one day, page by page. */
export const comingQuery = (parameters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['coming-reminders', parameters],
    queryFn: ({ signal, pageParam }) =>
      request<ComingDays>(withQuery('/reminders/coming', { ...parameters, skip: pageParam === 0 ? undefined : String(pageParam) }), {
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The messages by Zalo of one day, page by page. */
export const comingMessagesQuery = (parameters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['coming-reminders', 'messages', parameters],
    queryFn: ({ signal, pageParam }) =>
      request<ComingMessages>(
        withQuery('/reminders/coming/messages', { ...parameters, skip: pageParam === 0 ? undefined : String(pageParam) }),
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const comingLetterQuery = (day: string, recipient: string) =>
  queryOptions({
    queryKey: ['coming-reminders', 'letter', day, recipient],
    queryFn: ({ signal }) => request<ComingLetter>(withQuery('/reminders/coming/letter', { day, recipient }), { signal }),
  });
