import {
  cycleDueToMeet,
  cycleStatus,
  isOpenPart,
  isOwed,
  milestoneStatus,
  workingDaysBetween,
  type DeadlineStatus,
  type LeadPart,
  type PlainDate,
  type Task,
} from '#domain';
import type { Reader } from '../shared/reader.js';
import type { GroupKey, InboxEntry } from './inbox.model.js';
import { partItem, type InboxContext } from './item.view.js';

interface Wanted {
  readonly text: string;
  readonly nextAct: string;
  readonly due: PlainDate | null;
  readonly status: DeadlineStatus;
}

const groupOf = ({ due, status }: Wanted, today: PlainDate): GroupKey => {
  if (status === 'overdue') return 'overdue';
  if (due === today) return 'due-today';
  return status === 'due-soon' ? 'due-soon' : 'others';
};

const entryOf = (context: InboxContext, task: Task, part: LeadPart, wanted: Wanted): InboxEntry => {
  const { date, calendar } = context.today;
  const { text, nextAct, due } = wanted;
  return {
    group: groupOf(wanted, date),
    item: {
      ...partItem(context, task, part, text, nextAct),
      due,
      workingDaysLeft: due === null ? null : workingDaysBetween(date, due, calendar),
    },
  };
};

const owedReports = ({ today: { date, calendar } }: InboxContext, part: LeadPart): readonly Wanted[] =>
  part.cycles.filter(isOwed).map((cycle) => ({
    text: cycle.outcome.kind === 'returned' ? `Bổ sung, hoàn thiện báo cáo kỳ ${cycle.period.label}` : `Báo cáo kỳ ${cycle.period.label}`,
    nextAct: 'report-cycle',
    due: cycleDueToMeet(cycle),
    status: cycleStatus(cycle, date, calendar),
  }));

const openMilestones = ({ today: { date, calendar } }: InboxContext, part: LeadPart): readonly Wanted[] =>
  part.milestones
    .filter(({ outcome }) => outcome.kind === 'open')
    .map((milestone) => ({
      text: `Mốc ${String(milestone.number)}: ${milestone.text}`,
      nextAct: 'report-milestone',
      due: milestone.due,
      status: milestoneStatus(milestone, date, calendar),
    }));

/** Periods and milestones that the reader's agencies owe, and parts that a reorganisation brought them. */
export const attachedEntries = (context: InboxContext, reader: Reader, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) =>
    task.leads
      .filter((part) => isOpenPart(part) && part.situation.name !== 'suspended' && reader.agencies.includes(part.holder))
      .flatMap((part) => [
        ...takenOver(context, task, part),
        ...[...owedReports(context, part), ...openMilestones(context, part)].map((wanted) => entryOf(context, task, part, wanted)),
      ]),
  );

const takenOver = (context: InboxContext, task: Task, part: LeadPart): readonly InboxEntry[] => {
  if (part.takeover?.confirmedAt !== null) return [];
  const from = context.names.agency(part.takeover.from).name;
  return [{ group: 'new', item: partItem(context, task, part, `Xác nhận đã nhận bàn giao từ ${from}`, 'confirm-takeover') }];
};

/** Reports on periods that wait for the signature of an agency of the reader's. */
export const signatureEntries = (context: InboxContext, reader: Reader, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) =>
    task.leads
      .filter((part) => part.approver !== null && reader.agencies.includes(part.approver))
      .flatMap((part) =>
        part.cycles
          .filter(({ outcome }) => outcome.kind === 'reported')
          .map(({ period }) => ({
            group: 'to-approve' as const,
            item: partItem(
              context,
              task,
              part,
              `Ký báo cáo kỳ ${period.label} do ${context.names.agency(part.holder).name} gửi`,
              'sign-cycle',
            ),
          })),
      ),
  );
