import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  ActLinkView,
  AgencyGroupView,
  AgencyView,
  AnchorView,
  BaselineReviewView,
  CalendarView,
  ErasureView,
  EntryPreview,
  FigureLineView,
  FiguresView,
  HeldTimeView,
  InboxView,
  IndicatorView,
  MailSummary,
  MailView,
  MuteLinkView,
  MyRemindersView,
  MyZaloView,
  PartListItem,
  PlanDraftSummary,
  PlanDraftView,
  PlanSummary,
  PlanView,
  RemarksView,
  RememberedNameView,
  RefusedAddressView,
  ReminderView,
  SessionView,
  StandInsView,
  SourceDocument,
  TaskDetail,
  TaskListItem,
  TimelineEntry,
  ZaloPageView,
} from '#contracts';
import { request } from './http-client.js';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  readonly total: number;
}

type Parameters = Readonly<Record<string, string | undefined>>;

export const withQuery = (path: string, parameters: Parameters): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
};

const minutes = (count: number): number => count * 60_000;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<SessionView>('/session', { signal }),
  staleTime: minutes(10),
});

export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: ({ signal }) => request<InboxView>('/me/inbox', { signal }),
});

export const tasksQuery = (parameters: Parameters) =>
  queryOptions({
    queryKey: ['tasks', 'task', parameters],
    queryFn: ({ signal }) => request<Page<TaskListItem>>(withQuery('/tasks', { ...parameters, by: 'task' }), { signal }),
    placeholderData: keepPreviousData,
  });

/** A list read page by page: `cursor` comes from the page before. */
export const taskPagesQuery = (parameters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'task-pages', parameters],
    queryFn: ({ signal, pageParam }) =>
      request<Page<TaskListItem>>(withQuery('/tasks', { ...parameters, by: 'task', cursor: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const partPagesQuery = (parameters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'part-pages', parameters],
    queryFn: ({ signal, pageParam }) =>
      request<Page<PartListItem>>(withQuery('/tasks', { ...parameters, by: 'part', cursor: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const taskQuery = (id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['task', id, asOf ?? null],
    queryFn: ({ signal }) => request<TaskDetail>(withQuery(`/tasks/${id}`, { asOf }), { signal }),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', id],
    queryFn: ({ signal }) => request<readonly TimelineEntry[]>(`/tasks/${id}/history`, { signal }),
  });

export const remarksQuery = (id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['remarks', id, asOf ?? null],
    queryFn: ({ signal }) => request<RemarksView>(withQuery(`/tasks/${id}/remarks`, { asOf }), { signal }),
  });

export const remindersQuery = (id: string) =>
  queryOptions({
    queryKey: ['reminders', id],
    queryFn: ({ signal }) => request<readonly ReminderView[]>(`/tasks/${id}/reminders`, { signal }),
  });

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => request<readonly PlanSummary[]>('/plans', { signal }),
});

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plan', id], queryFn: ({ signal }) => request<PlanView>(`/plans/${id}`, { signal }) });

export const baselineQuery = (plan: string) =>
  queryOptions({
    queryKey: ['baseline', plan],
    queryFn: ({ signal }) => request<BaselineReviewView>(`/plans/${plan}/baseline`, { signal }),
  });

export const planDraftQuery = (id: string) =>
  queryOptions({ queryKey: ['plan-draft', id], queryFn: ({ signal }) => request<PlanDraftView>(`/plan-drafts/${id}`, { signal }) });

export const planDraftsQuery = queryOptions({
  queryKey: ['plan-drafts'],
  queryFn: ({ signal }) => request<readonly PlanDraftSummary[]>('/plan-drafts', { signal }),
});

/** The file of a draft never changes: read once. */
export const planSourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan-source', id],
    queryFn: ({ signal }) => request<SourceDocument>(`/plan-drafts/${id}/source`, { signal }),
    staleTime: Infinity,
    retry: false,
  });

export const entryPreviewQuery = (id: string, version: number, effectiveOn: string) =>
  queryOptions({
    queryKey: ['entry-preview', id, version, effectiveOn],
    queryFn: ({ signal }) => request<EntryPreview>(withQuery(`/plan-drafts/${id}/preview`, { effectiveOn }), { signal }),
    placeholderData: keepPreviousData,
  });

export const indicatorsQuery = (plan?: string) =>
  queryOptions({
    queryKey: ['indicators', plan ?? null],
    queryFn: ({ signal }) => request<readonly IndicatorView[]>(withQuery('/indicators', { plan }), { signal }),
  });

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: ({ signal }) => request<readonly AgencyView[]>('/agencies', { signal }),
  staleTime: minutes(10),
});

export const agencyGroupsQuery = queryOptions({
  queryKey: ['agencies', 'groups'],
  queryFn: ({ signal }) => request<readonly AgencyGroupView[]>('/agencies/groups', { signal }),
  staleTime: minutes(10),
});

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => request<CalendarView>('/calendar', { signal }),
});

export const agencyNamesQuery = queryOptions({
  queryKey: ['agency-names'],
  queryFn: ({ signal }) => request<readonly RememberedNameView[]>('/agency-names', { signal }),
});

export const figuresQuery = (parameters: Parameters) =>
  queryOptions({
    queryKey: ['figures', parameters],
    queryFn: ({ signal }) => request<FiguresView>(withQuery('/figures', parameters), { signal }),
    placeholderData: keepPreviousData,
  });

export const figureLinesQuery = (parameters: Parameters) =>
  queryOptions({
    queryKey: ['figures', 'lines', parameters],
    queryFn: ({ signal }) => request<readonly FigureLineView[]>(withQuery('/figures/lines', parameters), { signal }),
  });

export const heldTimeQuery = (parameters: Parameters) =>
  queryOptions({
    queryKey: ['figures', 'held-time', parameters],
    queryFn: ({ signal }) => request<HeldTimeView>(withQuery('/figures/held-time', parameters), { signal }),
  });

export const mailboxQuery = queryOptions({
  queryKey: ['mailbox'],
  queryFn: ({ signal }) => request<readonly MailSummary[]>('/test-mailbox', { signal }),
});

export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ['mailbox', id], queryFn: ({ signal }) => request<MailView>(`/test-mailbox/${id}`, { signal }) });

export const anchorsQuery = queryOptions({
  queryKey: ['anchors'],
  queryFn: ({ signal }) => request<readonly AnchorView[]>('/anchors', { signal }),
});

export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: ({ signal }) => request<readonly ErasureView[]>('/erasures', { signal }),
});

export const zaloQuery = queryOptions({
  queryKey: ['zalo'],
  queryFn: ({ signal }) => request<ZaloPageView>('/zalo', { signal }),
});

export const refusedAddressesQuery = queryOptions({
  queryKey: ['refused-addresses'],
  queryFn: ({ signal }) => request<readonly RefusedAddressView[]>('/refused-addresses', { signal }),
});

export const myZaloQuery = queryOptions({
  queryKey: ['me', 'zalo'],
  queryFn: ({ signal }) => request<MyZaloView>('/me/zalo', { signal }),
});

export const myRemindersQuery = queryOptions({
  queryKey: ['me', 'reminders'],
  queryFn: ({ signal }) => request<MyRemindersView>('/me/reminders', { signal }),
});

export const standInsQuery = queryOptions({
  queryKey: ['stand-ins'],
  queryFn: ({ signal }) => request<StandInsView>('/stand-ins', { signal }),
});

export const actLinkQuery = (token: string) =>
  queryOptions({ queryKey: ['link', token], queryFn: ({ signal }) => request<ActLinkView>(`/links/${token}`, { signal }), retry: false });

export const muteLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['mute-link', token],
    queryFn: ({ signal }) => request<MuteLinkView>(`/mute-links/${token}`, { signal }),
    retry: false,
  });
