import type { Deadline, DayOffRule } from '../deadline/deadline.js';
import { addDays, dayOfWeek, daysBetween, type PlainDate } from '../shared/plain-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/** A worked (make-up) Saturday is a working day; a compensation day is not. */
export const isWorkingDay = (date: PlainDate, calendar: WorkingCalendar): boolean => {
  const exception = calendar.days.get(date);
  return exception === undefined ? dayOfWeek(date) <= 5 : exception.kind === 'worked';
};

/** Beyond this many days off in a row the calendar is taken to be wrong, and the date is kept. */
const LONGEST_REST = 60;

const seek = (date: PlainDate, step: 1 | -1, calendar: WorkingCalendar): PlainDate => {
  for (let days = 0; days <= LONGEST_REST; days += 1) {
    const candidate = addDays(date, days * step);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  return date;
};

/** The date itself where it is a working day, else the first working day after it. */
export const nextWorkingDay = (date: PlainDate, calendar: WorkingCalendar): PlainDate => seek(date, 1, calendar);

/** The date itself where it is a working day, else the last working day before it. */
export const previousWorkingDay = (date: PlainDate, calendar: WorkingCalendar): PlainDate => seek(date, -1, calendar);

/**
 * The nth working day after the date (before it where negative). The first day is not counted (Civil Code 2015, art. 147):
 * one working day from a Friday, Saturday or Sunday is the Monday. Zero gives the date itself, working day or not.
 */
export const addWorkingDays = (date: PlainDate, count: number, calendar: WorkingCalendar): PlainDate => {
  const step = count < 0 ? -1 : 1;
  let reached = date;
  for (let left = Math.abs(Math.trunc(count)); left > 0; left -= 1) reached = seek(addDays(reached, step), step, calendar);
  return reached;
};

/** Mondays to Fridays among the days after `from` up to and including `to`: whole weeks at once, then the rest one by one. */
const weekdaysAfter = (from: PlainDate, to: PlainDate): number => {
  const days = daysBetween(from, to);
  const weeks = Math.floor(days / 7);
  const first = dayOfWeek(from);
  const rest = Array.from({ length: days % 7 }, (_, index) => ((first + index) % 7) + 1);
  return weeks * 5 + rest.filter((day) => day <= 5).length;
};

/** Years lie between today and a due date of 2030: the days that differ from the weekly rule are few, all days are many. */
const countAfter = (from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number => {
  let count = weekdaysAfter(from, to);
  for (const { date, kind } of calendar.days.values()) {
    if (date <= from || date > to) continue;
    const isWeekday = dayOfWeek(date) <= 5;
    if (kind === 'off' && isWeekday) count -= 1;
    if (kind === 'worked' && !isWeekday) count += 1;
  }
  return count;
};

/**
 * Working days after `from` up to and including `to`: what is left until a due date at the end of `to`. Zero on the day itself;
 * negative (the same count, turned round) where `to` is earlier.
 */
export const workingDaysBetween = (from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number =>
  to < from ? 0 - countAfter(to, from, calendar) : countAfter(from, to, calendar);

/**
 * The due date as it is counted. Only a single date rolls; a month, quarter, half-year, year or range ends on its last day
 * (no office counts 2/1/2024 as "năm 2023").
 */
export const shiftedDue = (deadline: Pick<Deadline, 'kind' | 'due'>, rule: DayOffRule, calendar: WorkingCalendar): PlainDate | null => {
  if (deadline.due === null || deadline.kind !== 'date' || rule === 'keep') return deadline.due;
  return rule === 'next' ? nextWorkingDay(deadline.due, calendar) : previousWorkingDay(deadline.due, calendar);
};
