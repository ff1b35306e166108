import { addWorkingDays, instantInVietnam, type Instant, type PlainDate, type WorkingCalendar } from '#domain';
import type { ReminderPolicy, RuleName } from '../policy/reminder-policy.js';
import type { Mark } from './planned-task.js';
import { repetition, withKey, type PlanRow } from './plan-row.js';

/** Who is reminded of which due date. */
export type DueSubject = Pick<PlanRow, 'taskId' | 'planId' | 'subject' | 'subjectVersion' | 'agency' | 'seat' | 'part' | 'officer'> & {
  readonly due: PlainDate;
  readonly mark: Pick<Mark, 'since' | 'cause'>;
  readonly unreviewed: boolean;
};

interface Fall {
  readonly rule: RuleName;
  readonly occurrence: string;
  readonly dueAt: Instant;
  readonly anchor: PlainDate | null;
}

const rowOf = (
  { due: _due, mark: _mark, unreviewed: _unreviewed, ...subject }: DueSubject,
  fall: Fall,
  suppressed: PlanRow['suppressed'],
): PlanRow => withKey({ ...subject, ...fall, kind: 'scheduled', suppressed });

/** A rule that falls once: suppressed while unreviewed or where it fell before entry, left out where a change overtook it. */
const onceRow = (subject: DueSubject, fall: Fall): readonly PlanRow[] => {
  if (subject.unreviewed) return [rowOf(subject, fall, 'unreviewed')];
  if (fall.dueAt >= subject.mark.since) return [rowOf(subject, fall, null)];
  return subject.mark.cause === 'change' ? [] : [rowOf(subject, fall, 'entered-late')];
};

const firstSince = (anchor: PlainDate, since: Instant, policy: ReminderPolicy, calendar: WorkingCalendar): Instant => {
  for (let nth = 0; ; nth += 1) {
    const { dueAt } = repetition(anchor, nth, policy, calendar);
    if (dueAt >= since) return dueAt;
  }
};

const overdueRows = (subject: DueSubject, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const anchor = addWorkingDays(subject.due, policy.overdue.first, calendar);
  const first = repetition(anchor, 0, policy, calendar).dueAt;
  const single: Fall = { rule: 'overdue', occurrence: anchor, dueAt: first, anchor: null };
  if (subject.unreviewed) return [rowOf(subject, single, 'unreviewed')];
  const isLate = first < subject.mark.since;
  const dueAt = isLate ? firstSince(anchor, subject.mark.since, policy, calendar) : first;
  const series = rowOf(subject, { rule: 'overdue', occurrence: '*', dueAt, anchor }, null);
  return isLate && subject.mark.cause !== 'change' ? [rowOf(subject, single, 'entered-late'), series] : [series];
};

/** Everything that counts from a due date: before it, and weekly after it. */
export const dueRows = (subject: DueSubject, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => [
  ...policy.beforeDue.flatMap((days) =>
    onceRow(subject, {
      rule: `due-in-${String(days)}` as RuleName,
      occurrence: subject.due,
      dueAt: instantInVietnam(addWorkingDays(subject.due, -days, calendar), policy.dailyAt),
      anchor: null,
    }),
  ),
  ...overdueRows(subject, policy, calendar),
];
