import { addDays, addMonths, daysBetween, plainDate, type PlainDate } from '../shared/plain-date.js';
import type { Period, PresetName, Schedule } from './schedule.js';

const monthsOf: Readonly<Record<PresetName, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 };

/** Every cut-off is the 14th of a month (NĐ 09/2019/NĐ-CP, art. 12): the next period begins on the 15th. */
const CUT_OFF_DAY = 14;

const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));
const monthOf = (date: PlainDate): number => Number(date.slice(5, 7));
const onCutOff = (year: number, month: number): PlainDate =>
  plainDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(CUT_OFF_DAY)}`);

const romans = ['I', 'II', 'III', 'IV'] as const;

/** A period is named after the month, quarter, half or year at whose end it is cut off. */
const presetLabel = (kind: PresetName, to: PlainDate): string => {
  const year = String(yearOf(to));
  const month = monthOf(to);
  switch (kind) {
    case 'monthly':
      return `Tháng ${String(month).padStart(2, '0')}/${year}`;
    case 'quarterly':
      return `Quý ${romans[month / 3 - 1] ?? ''}/${year}`;
    case 'half-yearly':
      return `6 tháng ${month === 6 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'yearly':
      return `Năm ${year}`;
  }
};

const dayMonthYear = (date: PlainDate): string => date.split('-').reverse().join('/');

const presetPeriod = (kind: PresetName, date: PlainDate): Period => {
  const length = monthsOf[kind];
  // From the 15th on a day belongs to the period that is cut off in a later month.
  const shifted = Number(date.slice(8)) > CUT_OFF_DAY ? addMonths(plainDate(`${date.slice(0, 8)}01`), 1) : date;
  const to = onCutOff(yearOf(shifted), Math.ceil(monthOf(shifted) / length) * length);
  return { label: presetLabel(kind, to), from: addDays(addMonths(to, -length), 1), to };
};

/** The nth period of a custom schedule; each begins on the same day of its month, so that none drifts after a short month. */
const customPeriod = (first: PlainDate, months: number, nth: number): Period => {
  const from = addMonths(first, nth * months);
  const to = addDays(addMonths(first, (nth + 1) * months), -1);
  return { label: `Từ ${dayMonthYear(from)} đến ${dayMonthYear(to)}`, from, to };
};

const customPeriodOf = (first: PlainDate, months: number, date: PlainDate): Period => {
  // No month is longer than 31 days: the guess is never too late, and at most a few periods early.
  let nth = Math.max(0, Math.floor(daysBetween(first, date) / (31 * months)));
  while (customPeriod(first, months, nth).to < date) nth += 1;
  return customPeriod(first, months, nth);
};

/** The period in which a day lies; for a day before a custom schedule begins, its first period. */
export const periodOf = (schedule: Schedule, date: PlainDate): Period =>
  schedule.kind === 'custom' ? customPeriodOf(schedule.from, schedule.months, date) : presetPeriod(schedule.kind, date);

/** The first period that ends after `after` and does not end before `since`. */
export const nextPeriod = (schedule: Schedule, since: PlainDate, after: PlainDate | null): Period => {
  const first = periodOf(schedule, since);
  if (after === null || first.to > after) return first;
  return periodOf(schedule, addDays(after, 1));
};

/** Whether a duty of that span also reports by the plan's periods: it lasts longer than six months. */
export const isLongerThanSixMonths = (from: PlainDate, due: PlainDate): boolean => due > addMonths(from, 6);
