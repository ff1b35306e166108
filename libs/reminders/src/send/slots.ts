import { dateInVietnam, instantInVietnam, isWorkingDay, type Instant, type PlainDate, type WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { ReminderPolicy } from '../policy/reminder-policy.js';

/** What scheduled mail may leave today. */
export interface Slots {
  readonly today: PlainDate;
  /** A working day, from the morning's hour on. */
  readonly isOpen: boolean;
  /** The slot for this recipient; null: it has to wait for the next working day. */
  slotFor(recipientKey: string): string | null;
}

/** One scheduled mail for each recipient and working day; one more, in office hours, for what an outage kept back. */
export const readSlots = async (tx: Sql, now: Instant, policy: ReminderPolicy, calendar: WorkingCalendar): Promise<Slots> => {
  const today = dateInVietnam(now);
  const second = `${today}/2`;
  const { rows } = await tx.query<{ recipient_key: string; slot: string }>(
    "select recipient_key, slot from rem.deliveries where slot = any($1) and status <> 'void'",
    [[today, second]],
  );
  const taken = new Set(rows.map((row) => `${row.recipient_key} ${row.slot}`));
  const inOfficeHours = now < instantInVietnam(today, policy.officeHours.to);
  return {
    today,
    isOpen: isWorkingDay(today, calendar) && now >= instantInVietnam(today, policy.dailyAt),
    slotFor: (recipientKey) => {
      if (!taken.has(`${recipientKey} ${today}`)) return today;
      return inOfficeHours && !taken.has(`${recipientKey} ${second}`) ? second : null;
    },
  };
};
