import {
  addDays,
  instantInVietnam,
  nextWorkingDay,
  type AgencyId,
  type IndicatorId,
  type Instant,
  type LeadPartId,
  type PersonId,
  type PlainDate,
  type PlanId,
  type TaskId,
  type WorkingCalendar,
} from '#domain';
import type { ReminderPolicy, RuleName } from '../policy/reminder-policy.js';

/** In which capacity the agency is written to. */
export type Seat = 'officer' | 'unit-head' | 'head' | 'clerk' | 'approver' | 'coordinator' | 'follow-up';

/**
 * `unreviewed`: the baseline is not yet recorded. `entered-late`: it fell before the part was entered or reviewed. `before-policy`:
 * it fell before the policy had the rule. `leader`: nothing automatic goes to the chairman or a vice-chairman.
 */
export type PlannedSilence = 'unreviewed' | 'entered-late' | 'before-policy' | 'leader';

/** One reminder that the log calls for. Ids and times only: words are found when the message is composed. */
export interface PlanRow {
  /** task | subject | subject version | rule | occurrence | seat@agency; `*` for the occurrence of a repeating rule. */
  readonly key: string;
  /** Whose stream calls for it: a task's, or an indicator's. */
  readonly taskId: TaskId | IndicatorId;
  readonly planId: PlanId | null;
  /** `L01`, `C03`, an ask such as `L01/2`; of an indicator its period, `ky/2026-12-14`. */
  readonly subject: string;
  readonly subjectVersion: string;
  readonly rule: RuleName;
  readonly occurrence: string;
  readonly agency: AgencyId;
  readonly seat: Seat;
  /** The lead part that it is about. */
  readonly part: LeadPartId | null;
  /** The officer nominated inside the agency, or the follow-up officer. */
  readonly officer: PersonId | null;
  /** Scheduled notices wait for the morning's one digest; the others go at once. */
  readonly kind: 'at-once' | 'scheduled';
  /** When it falls due; for a repeating rule, its first occurrence. */
  readonly dueAt: Instant;
  /** Of a repeating rule: the day from which repetitions are counted. */
  readonly anchor: PlainDate | null;
  readonly suppressed: PlannedSilence | null;
}

/** A row at one point of time: what the ledger has at most once for each recipient. */
export interface Occurrence {
  readonly row: PlanRow;
  readonly key: string;
  readonly occurrence: string;
  readonly dueAt: Instant;
}

export const keyOf = (row: Omit<PlanRow, 'key'>, occurrence = row.occurrence): string =>
  [row.taskId, row.subject, row.subjectVersion, row.rule, occurrence, `${row.seat}@${row.agency}`].join('|');

export const withKey = (row: Omit<PlanRow, 'key'>): PlanRow => ({ ...row, key: keyOf(row) });

/** A rule that comes again and again. */
export interface Series {
  readonly rule: RuleName;
  /** The day from which repetitions are counted. */
  readonly anchor: PlainDate;
}

const DAYS_OF_A_WEEK = 7;

/** The nth repetition: counted in calendar days from the anchor, moved to a working day. The overview's is a Monday: it falls on the week's first working day. */
export const repetition = (
  { rule, anchor }: Series,
  nth: number,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): { readonly label: PlainDate; readonly dueAt: Instant } => {
  const label = addDays(anchor, nth * (rule === 'overview' ? DAYS_OF_A_WEEK : policy.overdue.everyDays));
  return { label, dueAt: instantInVietnam(nextWorkingDay(label, calendar), policy.dailyAt) };
};

/** Every occurrence due up to and at an instant, oldest first; `after` skips labels up to and at it. */
export const occurrencesUntil = (
  row: PlanRow,
  until: Instant,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
  after: string | null = null,
): readonly Occurrence[] => {
  const { anchor, rule } = row;
  if (row.dueAt > until) return [];
  if (anchor === null) return [{ row, key: row.key, occurrence: row.occurrence, dueAt: row.dueAt }];
  const found: Occurrence[] = [];
  for (let nth = 0; ; nth += 1) {
    const { label, dueAt } = repetition({ rule, anchor }, nth, policy, calendar);
    if (dueAt > until) return found;
    if (dueAt < row.dueAt || (after !== null && label <= after)) continue;
    found.push({ row, key: keyOf(row, label), occurrence: label, dueAt });
  }
};

/** The first time after an instant at which a repeating row calls again. */
export const nextRepetition = (
  { dueAt: first, ...series }: Pick<PlanRow, 'dueAt'> & Series,
  after: Instant,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): Instant => {
  for (let nth = 0; ; nth += 1) {
    const { dueAt } = repetition(series, nth, policy, calendar);
    if (dueAt > after && dueAt >= first) return dueAt;
  }
};
