import { cycleDueToMeet, isOwed, type Instant, type LeadPart, type PlainDate, type Task, type WorkingCalendar } from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { dueRows } from './due-rows.js';
import type { Mark } from './planned-task.js';
import type { PlanRow } from './plan-row.js';

/** Something with a date of its own that belongs to a part: a period to report on, a milestone to reach. */
export interface Attached {
  /** `L01/k2`: the second period; `L01/m1`: the first milestone. */
  readonly subject: string;
  /** Rises where what was planned before is void. */
  readonly version: string;
  /** What is owed, in Vietnamese. */
  readonly words: string;
  readonly due: PlainDate;
  readonly since: Instant;
  readonly kind: 'period' | 'milestone';
}

const periodsOf = (part: LeadPart): readonly Attached[] =>
  part.cycles.filter(isOwed).flatMap((cycle): readonly Attached[] => {
    const due = cycleDueToMeet(cycle);
    const { number, period, reports, openedAt } = cycle;
    const subject = `${part.id}/k${String(number)}`;
    const version = `${String(reports.length)}.${String(part.subjectVersion)}`;
    return due === null
      ? []
      : [{ subject, version, words: `Báo cáo định kỳ: ${period.label}.`, due, since: openedAt.recorded, kind: 'period' }];
  });

const milestonesOf = (part: LeadPart): readonly Attached[] =>
  part.milestones
    .filter(({ outcome }) => outcome.kind === 'open')
    .map(({ number, text, due, dueHistory, addedAt }) => ({
      kind: 'milestone',
      subject: `${part.id}/m${String(number)}`,
      version: `${String(dueHistory.length)}.${String(part.subjectVersion)}`,
      words: `Mốc phải đạt: ${text}.`,
      due,
      since: (dueHistory.at(-1)?.from ?? addedAt).recorded,
    }));

export const attachedTo = (part: LeadPart): readonly Attached[] => [...periodsOf(part), ...milestonesOf(part)];

/** Reminders of periods and milestones: to the lead agency alone, while the part is neither suspended nor final. */
export const attachedRows = (
  task: Task,
  part: LeadPart,
  mark: Mark,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] =>
  attachedTo(part).flatMap(({ subject, version, due, since, kind }) =>
    dueRows(
      {
        taskId: task.id,
        planId: task.planId,
        subject,
        subjectVersion: version,
        agency: part.holder,
        seat: 'officer',
        part: part.id,
        officer: part.internal?.officer ?? null,
        due,
        mark: { since: since > mark.since ? since : mark.since, cause: 'change' },
        unreviewed: part.unreviewed,
      },
      kind === 'period' ? { list: 'beforePeriod', days: policy.beforePeriod } : { list: 'beforeDue', days: policy.beforeDue },
      policy,
      calendar,
    ),
  );
