/** Periods that offices report on, each until today where it has not ended. */
export interface Preset {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const firstOf = (year: number, month: number): string => `${String(year)}-${two(month)}-01`;
const lastOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const roman = ['I', 'II', 'III', 'IV'];

/** From one month to another of a year, cut at today. */
const months = (label: string, year: number, first: number, last: number, today: string): Preset => {
  const end = lastOf(year, last);
  return { label, from: firstOf(year, first), to: end < today ? end : today };
};

/** This month, quarter, half-year and year, and those before. `today`: YYYY-MM-DD. */
export const presetsOf = (today: string): readonly Preset[] => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const monthBefore = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  const quarter = Math.ceil(month / 3);
  const quarterBefore = quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 };
  const ofQuarter = (inYear: number, nth: number): Preset =>
    months(`Quý ${roman[nth - 1] ?? ''}/${String(inYear)}`, inYear, nth * 3 - 2, nth * 3, today);
  const halves =
    month <= 6
      ? [months(`6 tháng đầu năm ${String(year)}`, year, 1, 6, today)]
      : [months(`6 tháng cuối năm ${String(year)}`, year, 7, 12, today), months(`6 tháng đầu năm ${String(year)}`, year, 1, 6, today)];
  return [
    months(`Năm ${String(year)}`, year, 1, 12, today),
    ...halves,
    ofQuarter(year, quarter),
    ofQuarter(quarterBefore.year, quarterBefore.quarter),
    months(`Tháng ${String(month)}/${String(year)}`, year, month, month, today),
    months(`Tháng ${String(monthBefore.month)}/${String(monthBefore.year)}`, monthBefore.year, monthBefore.month, monthBefore.month, today),
    months(`Năm ${String(year - 1)}`, year - 1, 1, 12, today),
  ];
};
