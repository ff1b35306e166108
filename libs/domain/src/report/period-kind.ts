import type { FiguresPeriod } from '../figures/period-lines.js';
import { addDays, addMonths } from '../shared/plain-date.js';

export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year' | 'other';

const kinds: readonly (readonly [months: number, kind: PeriodKind])[] = [
  [1, 'month'],
  [3, 'quarter'],
  [6, 'half-year'],
  [12, 'year'],
];

const roman = ['I', 'II', 'III', 'IV'];

/** Whole months of the civil year; all else is a period of its own kind. */
export const periodKind = ({ from, to }: FiguresPeriod): PeriodKind => {
  const month = Number(from.slice(5, 7)) - 1;
  const found = kinds.find(([months]) => month % months === 0 && from.endsWith('-01') && addDays(addMonths(from, months), -1) === to);
  return found?.[1] ?? 'other';
};

const day = (date: string): string => date.split('-').reverse().join('/');

/** "Quý III/2026", "6 tháng đầu năm 2026", "từ 15/06/2026 đến 14/07/2026". */
export const periodLabel = (period: FiguresPeriod): string => {
  const [year, month] = [period.from.slice(0, 4), Number(period.from.slice(5, 7))];
  switch (periodKind(period)) {
    case 'month':
      return `Tháng ${String(month)}/${year}`;
    case 'quarter':
      return `Quý ${roman[(month - 1) / 3] ?? ''}/${year}`;
    case 'half-year':
      return `6 tháng ${month === 1 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'year':
      return `Năm ${year}`;
    case 'other':
      return `Từ ${day(period.from)} đến ${day(period.to)}`;
  }
};
