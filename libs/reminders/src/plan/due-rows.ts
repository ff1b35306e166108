import { addWorkingDays, instantInVietnam, offsetName, type Instant, type PlainDate, type WorkingCalendar } from '#domain';
import type { DueRuleName, ReminderPolicy, RuleName } from '../policy/reminder-policy.js';
import type { Mark } from './planned-task.js';
import { repetition, withKey, type PlanRow } from './plan-row.js';

/** Who is written to about what. */
export type Addressed = Pick<PlanRow, 'taskId' | 'planId' | 'subject' | 'subjectVersion' | 'agency' | 'seat' | 'part' | 'officer'>;

/** Who is reminded of which due date. */
export type DueSubject = Addressed & {
  readonly due: PlainDate;
  readonly mark: Pick<Mark, 'since' | 'cause'>;
  readonly unreviewed: boolean;
};

/** What a rule that falls once depends on. */
export type Standing = Pick<DueSubject, 'mark' | 'unreviewed'> & {
  /** Since when the policy has the rule; undefined: since ever. */
  readonly ruleSince?: Instant | undefined;
};

interface Fall {
  readonly rule: RuleName;
  readonly occurrence: string;
  readonly dueAt: Instant;
  readonly anchor?: PlainDate;
}

/** So many working days after a day (before it: negative), at the hour of the morning's mail. */
export const morningOf = (day: PlainDate, workingDays: number, policy: ReminderPolicy, calendar: WorkingCalendar): Instant =>
  instantInVietnam(addWorkingDays(day, workingDays, calendar), policy.dailyAt);

const rowOf = (
  { taskId, planId, subject, subjectVersion, agency, seat, part, officer }: Addressed,
  { rule, occurrence, dueAt, anchor }: Fall,
  suppressed: PlanRow['suppressed'],
): PlanRow =>
  // Field by field: spreading objects of many shapes took longer than the dates.
  withKey({
    taskId,
    planId,
    subject,
    subjectVersion,
    rule,
    occurrence,
    agency,
    seat,
    part,
    officer,
    kind: 'scheduled',
    dueAt,
    anchor: anchor ?? null,
    suppressed,
  });

/**
 * A rule that falls once: suppressed while unreviewed, where it fell before entry, or before its policy was adopted; left out where
 * a change overtook it.
 */
export const onceRow = (addressed: Addressed, { mark, unreviewed, ruleSince }: Standing, fall: Fall): readonly PlanRow[] => {
  if (unreviewed) return [rowOf(addressed, fall, 'unreviewed')];
  if (fall.dueAt < mark.since) return mark.cause === 'change' ? [] : [rowOf(addressed, fall, 'entered-late')];
  return [rowOf(addressed, fall, ruleSince !== undefined && fall.dueAt < ruleSince ? 'before-policy' : null)];
};

const firstSince = (anchor: PlainDate, since: Instant, policy: ReminderPolicy, calendar: WorkingCalendar): Instant => {
  for (let nth = 0; ; nth += 1) {
    const { dueAt } = repetition({ rule: 'overdue', anchor }, nth, policy, calendar);
    if (dueAt >= since) return dueAt;
  }
};

/** From so many days after the due date on, again and again while it stands. */
export const overdueRows = (subject: DueSubject, after: number, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const anchor = addWorkingDays(subject.due, after, calendar);
  const first = repetition({ rule: 'overdue', anchor }, 0, policy, calendar).dueAt;
  const single: Fall = { rule: 'overdue', occurrence: anchor, dueAt: first };
  if (subject.unreviewed) return [rowOf(subject, single, 'unreviewed')];
  const isLate = first < subject.mark.since;
  const dueAt = isLate ? firstSince(anchor, subject.mark.since, policy, calendar) : first;
  const series = rowOf(subject, { rule: 'overdue', occurrence: '*', dueAt, anchor }, null);
  return isLate && subject.mark.cause !== 'change' ? [rowOf(subject, single, 'entered-late'), series] : [series];
};

/** Offsets before a date, by the list of the policy that they stand in. */
export interface Offsets {
  readonly list: 'beforeDue' | 'beforeDueOfLong' | 'beforePeriod';
  readonly days: readonly number[];
}

/** Everything that counts from a due date before it. */
export const beforeRows = (
  subject: DueSubject,
  { list, days }: Offsets,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] =>
  days.flatMap((offset) =>
    onceRow(
      subject,
      { ...subject, ruleSince: policy.since[offsetName(list, offset)] },
      {
        rule: `due-in-${String(offset)}` as DueRuleName,
        occurrence: subject.due,
        dueAt: morningOf(subject.due, -offset, policy, calendar),
      },
    ),
  );

/** Before the due date, and weekly after it. */
export const dueRows = (subject: DueSubject, offsets: Offsets, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => [
  ...beforeRows(subject, offsets, policy, calendar),
  ...overdueRows(subject, policy.overdue.first, policy, calendar),
];
