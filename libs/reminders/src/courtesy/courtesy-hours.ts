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

/** Minutes after midnight in Vietnam between which a courtesy may ring somebody's phone. */
const OPEN = { from: 8 * 60, until: 17 * 60 };
export const A_WEEK = 3;

/** When the office opens next: now while it is open (null), later today, or on the next working day. */
export const opensAt = (now: Instant, calendar: WorkingCalendar): Instant | null => {
  const today = dateInVietnam(now);
  if (!isWorkingDay(today, calendar) || now >= instantInVietnam(today, OPEN.until)) return morningAfter(today, calendar);
  const opening = instantInVietnam(today, OPEN.from);
  return now < opening ? opening : null;
};

export const morningAfter = (day: PlainDate, calendar: WorkingCalendar): Instant =>
  instantInVietnam(nextWorkingDay(addDays(day, 1), calendar), OPEN.from);

/** Monday of the week. */
export const weekOf = (day: PlainDate): PlainDate => {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
};
