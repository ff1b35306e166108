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
import type { ReminderPolicy } from '../policy/reminder-policy.js';

/** Whether scheduled mail may leave. */
export interface Opening {
  readonly today: PlainDate;
  /** A working day, from the morning's hour on. */
  readonly isOpen: boolean;
  /** After an outage one more mail may leave. */
  readonly inOfficeHours: boolean;
  /** The next time at which a day's scheduled mail begins. */
  readonly opensNext: Instant;
}

export const openingAt = (now: Instant, policy: ReminderPolicy, calendar: WorkingCalendar): Opening => {
  const today = dateInVietnam(now);
  const opening = instantInVietnam(today, policy.dailyAt);
  const isWorked = isWorkingDay(today, calendar);
  return {
    today,
    isOpen: isWorked && now >= opening,
    inOfficeHours: now < instantInVietnam(today, policy.officeHours.to),
    opensNext: isWorked && now < opening ? opening : instantInVietnam(nextWorkingDay(addDays(today, 1), calendar), policy.dailyAt),
  };
};

/** The slot of the day for a recipient; null: it has to wait for the next working day. */
export type SlotFor = (recipientKey: string) => string | null;

/** One scheduled mail for each recipient and working day; one more, in office hours, for what an outage kept back. Index: deliveries_slot. */
export const readSlots = async (tx: Sql, { today, inOfficeHours }: Opening, recipientKeys: readonly string[]): Promise<SlotFor> => {
  const second = `${today}/2`;
  const { rows } = await tx.query<{ recipient_key: string; slot: string }>(
    "select recipient_key, slot from rem.deliveries where recipient_key = any($1) and slot = any($2) and status <> 'void'",
    [recipientKeys, [today, second]],
  );
  const taken = new Set(rows.map((row) => `${row.recipient_key} ${row.slot}`));
  return (recipientKey) => {
    if (!taken.has(`${recipientKey} ${today}`)) return today;
    return inOfficeHours && !taken.has(`${recipientKey} ${second}`) ? second : null;
  };
};
