import { addDays, dayOfWeek, plainDate, type CalendarDay, type PlainDate, type WorkingCalendar } from '#domain';
import { fixedHolidays, lastStatutoryYear, makeUpBasis, publishedDays, publishedYears, type DayRange } from './calendar-days.data.js';

const daysOf = ([from, to, kind, occasion, basis]: DayRange): readonly CalendarDay[] => {
  const days: CalendarDay[] = [];
  for (let date = plainDate(from); date <= plainDate(to); date = addDays(date, 1)) days.push({ date, kind, occasion, basis });
  return days;
};

/** A holiday on a weekly day of rest is made up on the next day that is neither rest nor holiday (Labour Code 2019, art. 111). */
const madeUpOn = (date: PlainDate, taken: ReadonlySet<PlainDate>): PlainDate => {
  let next = addDays(date, 1);
  while (dayOfWeek(next) > 5 || taken.has(next)) next = addDays(next, 1);
  return next;
};

/** Days off by law alone: all that may be counted for a year whose days are "chưa công bố". Lunar holidays are left out. */
const statutoryDays = (year: number): readonly CalendarDay[] => {
  const holidays = fixedHolidays
    .filter(({ since }) => year >= since)
    .map(({ monthDay, occasion, basis }): CalendarDay => ({
      date: plainDate(`${String(year)}-${monthDay}`),
      kind: 'off',
      occasion,
      basis,
    }));
  const taken = new Set(holidays.map(({ date }) => date));
  const madeUp = holidays
    .filter(({ date }) => dayOfWeek(date) > 5)
    .map(({ date, occasion }): CalendarDay => {
      const next = madeUpOn(date, taken);
      taken.add(next);
      return { date: next, kind: 'off', occasion: `Nghỉ bù ${occasion}`, basis: makeUpBasis };
    });
  return [...holidays, ...madeUp];
};

const unpublishedYears = (): readonly number[] => {
  const first = Math.max(...publishedYears) + 1;
  return Array.from({ length: lastStatutoryYear - first + 1 }, (_, index) => first + index);
};

/** The working calendar of Vietnam's offices: published years in full, later ones with statutory civil dates only. */
export const vietnamWorkingCalendar: WorkingCalendar = {
  version: 1,
  days: new Map([...publishedDays.flatMap(daysOf), ...unpublishedYears().flatMap(statutoryDays)].map((day) => [day.date, day])),
  publishedYears,
};
