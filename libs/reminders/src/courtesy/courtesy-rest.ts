import { addDays, dateInVietnam, type Instant, type PolicySettings, type WorkingCalendar } from '#domain';
import { morningAfter, opensAt, weekOf } from './courtesy-hours.js';

/** Why a message to a telephone waits. */
export type RestReason = 'outside-office-hours' | 'day-is-full' | 'week-is-full';

/** Until when, and why. */
export interface Rest {
  readonly until: Instant;
  readonly reason: RestReason;
}

/** What the person got already, not counting this one. */
export interface Rung {
  readonly today: number;
  readonly thisWeek: number;
}

export interface RestQuestion {
  readonly now: Instant;
  /** Somebody by name wants it told outside office hours too. It counts among the messages of day and week all the same. */
  readonly isUrgent: boolean;
  readonly rung: Rung;
}

/**
 * Whether a message to a telephone may leave now (null), by office hours and by how many the person gets. The same for a preview and
 * for the sending.
 */
export const restOf = (
  { now, isUrgent, rung }: RestQuestion,
  { officeHours, phone }: Pick<PolicySettings, 'officeHours' | 'phone'>,
  calendar: WorkingCalendar,
): Rest | null => {
  const closed = isUrgent ? null : opensAt(now, officeHours, calendar);
  if (closed !== null) return { until: closed, reason: 'outside-office-hours' };
  const today = dateInVietnam(now);
  if (rung.thisWeek >= phone.perWeek)
    return { until: morningAfter(addDays(weekOf(today), 6), officeHours, calendar), reason: 'week-is-full' };
  return rung.today >= phone.perDay ? { until: morningAfter(today, officeHours, calendar), reason: 'day-is-full' } : null;
};
