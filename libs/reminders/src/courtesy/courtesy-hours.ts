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

/** When the office opens next: now while it is open (null), later today, or on the next working day. */
export const opensAt = (now: Instant, hours: Hours, calendar: WorkingCalendar): Instant | null => {
  const today = dateInVietnam(now);
  if (!isWorkingDay(today, calendar) || now >= instantInVietnam(today, hours.to)) return morningAfter(today, hours, calendar);
  const opening = instantInVietnam(today, hours.from);
  return now < opening ? opening : null;
};

/** When the office opens on the working day after a day. */
export const morningAfter = (day: PlainDate, hours: Hours, calendar: WorkingCalendar): Instant =>
  instantInVietnam(nextWorkingDay(addDays(day, 1), calendar), hours.from);

/** Monday of the week. */
export const weekOf = (day: PlainDate): PlainDate => {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
};
