import {
  addDays,
  dateInVietnam,
  instantInVietnam,
  isWorkingDay,
  nextWorkingDay,
  type Instant,
  type PlainDate,
  type PolicySettings,
  type WorkingCalendar,
} from '#domain';

type Hours = PolicySettings['officeHours'];

/**
 * When what has waited for the office leaves: a minute after it opens. The letters of the morning are made first, and what they bring
 * for the same telephone goes with it; otherwise the day would be full before them.
 */
const afterOpening = (day: PlainDate, { from, to }: Hours): Instant => instantInVietnam(day, Math.min(from + 1, to - 1));

/** Until when a message waits for the office: not at all while it is open (null), else to this or the next working day's morning. */
export const opensAt = (now: Instant, hours: Hours, calendar: WorkingCalendar): Instant | null => {
  const today = dateInVietnam(now);
  if (!isWorkingDay(today, calendar) || now >= instantInVietnam(today, hours.to)) return morningAfter(today, hours, calendar);
  return now < instantInVietnam(today, hours.from) ? afterOpening(today, hours) : null;
};

/** The morning of the working day after a day. */
export const morningAfter = (day: PlainDate, hours: Hours, calendar: WorkingCalendar): Instant =>
  afterOpening(nextWorkingDay(addDays(day, 1), calendar), hours);

/** Monday of the week. */
export const weekOf = (day: PlainDate): PlainDate => {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
};
