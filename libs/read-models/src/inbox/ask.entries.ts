import { isOpenPart, workingDaysBetween, type Ask, type LeadPart, type Task } from '#domain';
import type { Reader } from '../shared/reader.js';
import type { InboxEntry } from './inbox.model.js';
import { partItem, taskItem, type InboxContext } from './item.view.js';

const isOpenFor = (ask: Ask, reader: Reader): boolean => ask.outcome.kind === 'open' && reader.agencies.includes(ask.agencyId);

const askEntry = (context: InboxContext, task: Task, part: LeadPart, ask: Ask): InboxEntry => {
  const asking = context.names.agency(part.holder).name;
  const { date, calendar } = context.today;
  return {
    group: 'opinions-wanted',
    item: {
      ...partItem(context, task, part, `${asking} đề nghị tham gia ý kiến: ${ask.text ?? ''}`.trim(), 'give-opinion'),
      ask: ask.number,
      due: ask.replyBy,
      workingDaysLeft: ask.replyBy === null ? null : workingDaysBetween(date, ask.replyBy, calendar),
      instruction: null,
      internalDeadline: null,
    },
  };
};

const participationEntries = (reader: Reader, task: Task): readonly InboxEntry[] =>
  task.coordinators
    .filter((part) => !part.released && part.participation.acknowledgedAt === null && isOpenFor(part.participation, reader))
    .map(() => ({
      group: 'new' as const,
      item: { ...taskItem(task, 'Tiếp nhận việc tham gia phối hợp thực hiện nhiệm vụ', 'acknowledge-ask'), ask: 0 },
    }));

/** What other agencies wait for from the reader's: opinions asked for, and general requests not yet acknowledged. */
export const askEntries = (context: InboxContext, reader: Reader, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) => [
    ...task.leads
      .filter((part) => isOpenPart(part))
      .flatMap((part) => part.asks.filter((ask) => isOpenFor(ask, reader)).map((ask) => askEntry(context, task, part, ask))),
    ...(task.leads.some((part) => isOpenPart(part)) ? participationEntries(reader, task) : []),
  ]);
