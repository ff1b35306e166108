import {
  addDays,
  dateInVietnam,
  instantInVietnam,
  isWorkingDay,
  nextWorkingDay,
  type Instant,
  type PlainDate,
  type WorkingCalendar,
} from '#domain';
import type { Sql } from '#event-store';
import type { Occurrence } from '../plan/plan-row.js';
import type { ReminderPolicy } from '../policy/reminder-policy.js';

/** Whether scheduled mail may leave. */
export interface Opening {
  readonly today: PlainDate;
  /** A working day, from the morning's hour on. */
  readonly isOpen: boolean;
  /** After an outage one more mail may leave. */
  readonly inOfficeHours: boolean;
  /** What fell due earlier is late. */
  readonly lateBefore: Instant;
  /** What falls due later cannot be late any more while offices are open. */
  readonly waitsUntil: Instant;
  /** The next time at which a day's scheduled mail begins. */
  readonly opensNext: Instant;
}

const minutesBefore = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) - minutes * 60_000).toISOString() as Instant;

export const openingAt = (now: Instant, policy: ReminderPolicy, calendar: WorkingCalendar): Opening => {
  const today = dateInVietnam(now);
  const opening = instantInVietnam(today, policy.dailyAt);
  const closing = instantInVietnam(today, policy.officeHours.to);
  const isWorked = isWorkingDay(today, calendar);
  return {
    today,
    isOpen: isWorked && now >= opening,
    inOfficeHours: now < closing,
    lateBefore: minutesBefore(now, policy.lateAfterMinutes),
    waitsUntil: minutesBefore(closing, policy.lateAfterMinutes),
    opensNext: isWorked && now < opening ? opening : instantInVietnam(nextWorkingDay(addDays(today, 1), calendar), policy.dailyAt),
  };
};

/**
 * Whether it was kept back by an outage, and may be in a second mail of the day. What missed the mail by less waits until it is late, so
 * that all of it goes together, but where it would lose its day by that.
 */
export const isKeptBack =
  ({ lateBefore, waitsUntil }: Opening) =>
  ({ row, dueAt }: Occurrence): boolean =>
    row.kind === 'scheduled' && (dueAt < lateBefore || dueAt >= waitsUntil);

/** The slot of the day for a recipient; null: it has to wait for the next working day. */
export type SlotFor = (recipientKey: string) => string | null;

/**
 * One scheduled mail for each recipient and working day; one more, in office hours, for those of them (`keptBack`) who have something
 * that an outage, or somebody's word, kept back. Index: deliveries_slot.
 */
export const readSlots = async (
  tx: Sql,
  { today, inOfficeHours }: Opening,
  recipientKeys: readonly string[],
  keptBack: ReadonlySet<string>,
): Promise<SlotFor> => {
  const second = `${today}/2`;
  const { rows } = await tx.query<{ recipient_key: string; slot: string }>(
    "select recipient_key, slot from rem.deliveries where recipient_key = any($1) and slot = any($2) and status <> 'void'",
    [recipientKeys, [today, second]],
  );
  const taken = new Set(rows.map((row) => `${row.recipient_key} ${row.slot}`));
  return (recipientKey) => {
    if (!taken.has(`${recipientKey} ${today}`)) return today;
    return inOfficeHours && keptBack.has(recipientKey) && !taken.has(`${recipientKey} ${second}`) ? second : null;
  };
};
