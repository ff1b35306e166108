import type { Deadline, DayOffRule } from '../deadline/deadline.js';
import { dayOfWeek, fromEpochDay, toEpochDay, weekdayOf, type PlainDate } from '../shared/plain-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/** A worked (make-up) Saturday is a working day; a compensation day is not. */
export const isWorkingDay = (date: PlainDate, calendar: WorkingCalendar): boolean => {
  const exception = calendar.days.get(date);
  return exception === undefined ? dayOfWeek(date) <= 5 : exception.kind === 'worked';
};

/** Days since 1970 that differ from the weekly rule, and whether they are worked. */
type Exceptions = ReadonlyMap<number, boolean>;

/** Counted once for each calendar, which never changes: a changed one is another. */
const known = new WeakMap<WorkingCalendar, Exceptions>();

const exceptionsOf = (calendar: WorkingCalendar): Exceptions => {
  const found = known.get(calendar);
  if (found !== undefined) return found;
  const exceptions = new Map([...calendar.days.values()].map(({ date, kind }) => [toEpochDay(date), kind === 'worked'] as const));
  known.set(calendar, exceptions);
  return exceptions;
};

/** Beyond this many days off in a row the calendar is taken to be wrong, and the date is kept. */
const LONGEST_REST = 60;

const seek = (day: number, step: 1 | -1, exceptions: Exceptions): number => {
  for (let days = 0; days <= LONGEST_REST; days += 1) {
    const candidate = day + days * step;
    if (exceptions.get(candidate) ?? weekdayOf(candidate) <= 5) return candidate;
  }
  return day;
};

const sought = (date: PlainDate, step: 1 | -1, calendar: WorkingCalendar): PlainDate =>
  isWorkingDay(date, calendar) ? date : fromEpochDay(seek(toEpochDay(date), step, exceptionsOf(calendar)));

/** The date itself where it is a working day, else the first working day after it. */
export const nextWorkingDay = (date: PlainDate, calendar: WorkingCalendar): PlainDate => sought(date, 1, calendar);

/** The date itself where it is a working day, else the last working day before it. */
export const previousWorkingDay = (date: PlainDate, calendar: WorkingCalendar): PlainDate => sought(date, -1, calendar);

/**
 * The nth working day after the date (before it where negative). The first day is not counted (Civil Code 2015, art. 147):
 * one working day from a Friday, Saturday or Sunday is the Monday. Zero gives the date itself, working day or not.
 */
export const addWorkingDays = (date: PlainDate, count: number, calendar: WorkingCalendar): PlainDate => {
  const step = count < 0 ? -1 : 1;
  const exceptions = exceptionsOf(calendar);
  let reached = toEpochDay(date);
  for (let left = Math.abs(Math.trunc(count)); left > 0; left -= 1) reached = seek(reached + step, step, exceptions);
  return fromEpochDay(reached);
};

/** Mondays to Fridays among the days after `from` up to and including `to`: whole weeks at once, then the rest one by one. */
const weekdaysAfter = (from: number, to: number): number => {
  const weeks = Math.floor((to - from) / 7);
  let count = weeks * 5;
  for (let day = from + weeks * 7 + 1; day <= to; day += 1) if (weekdayOf(day) <= 5) count += 1;
  return count;
};

/** Years lie between today and a due date of 2030: the days that differ from the weekly rule are few, all days are many. */
const countAfter = (from: number, to: number, calendar: WorkingCalendar): number => {
  let count = weekdaysAfter(from, to);
  for (const [day, isWorked] of exceptionsOf(calendar)) {
    if (day <= from || day > to) continue;
    const isWeekday = weekdayOf(day) <= 5;
    if (!isWorked && isWeekday) count -= 1;
    if (isWorked && !isWeekday) count += 1;
  }
  return count;
};

/**
 * Working days after `from` up to and including `to`: what is left until a due date at the end of `to`. Zero on the day itself;
 * negative (the same count, turned round) where `to` is earlier.
 */
export const workingDaysBetween = (from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number => {
  const [first, last] = [toEpochDay(from), toEpochDay(to)];
  return last < first ? 0 - countAfter(last, first, calendar) : countAfter(first, last, calendar);
};

/**
 * The due date as it is counted. Only a single date rolls; a month, quarter, half-year, year or range ends on its last day
 * (no office counts 2/1/2024 as "năm 2023").
 */
export const shiftedDue = (deadline: Pick<Deadline, 'kind' | 'due'>, rule: DayOffRule, calendar: WorkingCalendar): PlainDate | null => {
  if (deadline.due === null || deadline.kind !== 'date' || rule === 'keep') return deadline.due;
  return rule === 'next' ? nextWorkingDay(deadline.due, calendar) : previousWorkingDay(deadline.due, calendar);
};
