import { addDays, lastDayOfMonth, parsePlainDate, type PlainDate } from '../shared/plain-date.js';

export type PointKind = 'date' | 'month' | 'quarter' | 'half-year' | 'year';

/** One time expression of a folded text, with its place; `year` null where the text leaves it out. */
export interface Point {
  readonly kind: PointKind;
  readonly year: number | null;
  /** Month, quarter or half; 1 for a year. */
  readonly ordinal: number;
  readonly day: number;
  /** The last of several that share a year: "quý I, II/2026". */
  readonly isLast: boolean;
  readonly start: number;
  readonly end: number;
}

type Reading = Pick<Point, 'kind' | 'year' | 'ordinal' | 'day' | 'isLast'>;
interface Pattern {
  readonly expression: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => Reading;
}

const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const quarterNumber = (text: string | undefined): number => romans[text ?? ''] ?? Number(text);
const yearOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
const reading = (kind: PointKind, year: string | undefined, ordinal: number, day = 0): Reading => ({
  kind,
  year: yearOf(year),
  ordinal,
  day,
  isLast: false,
});
const lastOf = (list: Reading): Reading => ({ ...list, isLast: true });

/** In order of trial: the longer form first. */
const patterns: readonly Pattern[] = [
  {
    expression: /(?:ngay )?(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)/uy,
    read: ([, day, month, year]) => reading('date', year, Number(month), Number(day)),
  },
  {
    expression: /(?:ngay )?(?<![\d/.-])(0?[1-9]|[12]\d|3[01])\s?[/.]\s?(0?[1-9]|1[0-2])\s?[/.]\s?(\d\d)(?![\d/.])/uy,
    read: ([, day, month, year]) => reading('date', `20${year ?? ''}`, Number(month), Number(day)),
  },
  {
    expression: /(?:ngay )?(?<!\d)(?<!tuan )(?<!tuan thu )(\d{1,2}) thang (\d{1,2})(?:(?:,? nam |\s?\/\s?)(\d{4})(?!\d))?/uy,
    read: ([, day, month, year]) => reading('date', year, Number(month), Number(day)),
  },
  {
    // "Giữa tháng" is the fifteenth (Civil Code 2015, art. 146).
    expression: /giua thang (\d{1,2})(?!\d)(?:\s?(?:[/.,-]|,? ?nam)\s?(?:nam )?(\d{4})(?!\d))?/uy,
    read: ([, month, year]) => reading('date', year, Number(month), 15),
  },
  {
    expression: /(?:ngay |(?<=(?:cham nhat|truoc|den|het|han|xong)(?: ngay| den| truoc)? ))(\d{1,2})\s?\/\s?(\d{1,2})(?!\s?[\d/])/uy,
    read: ([, day, month]) => reading('date', undefined, Number(month), Number(day)),
  },
  {
    expression: /(?:0?6 thang|sau thang|nua) (dau|cuoi)(?: cua)?(?: nam)?(?: (\d{4})(?!\d))?/uy,
    read: ([, half, year]) => reading('half-year', year, half === 'dau' ? 1 : 2),
  },
  { expression: /giua nam (\d{4})?(?!\d)/uy, read: ([, year]) => reading('half-year', year, 1) },
  {
    expression: /(?:nam )?((?:19|20)\d\d)\s?[(,]\s?(?:cuoi )?qu[yi] (iv|i{1,3}|0?[1-4])(?![\da-z])(?!\s?[/.-]?\s?(?:nam )?\d{4})/uy,
    read: ([, year, quarter]) => reading('quarter', year, quarterNumber(quarter)),
  },
  {
    // "Quý II, III/2026", "quý 2+3/2026": the last of them.
    expression:
      /qu[yi] (?:iv|i{1,3}|0?[1-4])(?:\s?(?:,|va|&|\+)\s?(?:qu[yi] )?(?:iv|i{1,3}|0?[1-4]))*\s?(?:,|va|&|\+)\s?(?:qu[yi] )?(iv|i{1,3}|0?[1-4])(?![\da-z])\s?[/.,-]?\s?(?:nam )?(\d{4})(?!\d)/uy,
    read: ([, quarter, year]) => lastOf(reading('quarter', year, quarterNumber(quarter))),
  },
  {
    expression: /(?:cuoi |het )?qu[yi] (iv|i{1,3}|0?[1-4])(?![\da-z])(?:\s?[/.,-]?\s?(?:nam )?(\d{4})(?!\d))?/uy,
    read: ([, quarter, year]) => reading('quarter', year, quarterNumber(quarter)),
  },
  {
    expression: /(?<![\da-z])(iv|i{1,3})(?:\s?[/.,-]\s?|\s)(?:nam )?(\d{4})(?!\d)/uy,
    read: ([, quarter, year]) => reading('quarter', year, quarterNumber(quarter)),
  },
  {
    // "Tháng 3, 6, 9 năm 2026": the last of them.
    expression: /thang \d{1,2}(?:\s?(?:,|va)\s?\d{1,2})*\s?(?:,|va)\s?(\d{1,2})\s?(?:[/.-]|,? ?nam)\s?(?:nam )?(\d{4})(?!\d)/uy,
    read: ([, month, year]) => lastOf(reading('month', year, Number(month))),
  },
  { expression: /t\.? ?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)/uy, read: ([, month, year]) => reading('month', year, Number(month)) },
  {
    expression: /(?:cuoi |het )?thang (\d{1,2})(?!\d)(?:\s?(?:[/.,-]|,? ?nam)\s?(?:nam )?(\d{4})(?!\d))?/uy,
    read: ([, month, year]) => reading('month', year, Number(month)),
  },
  { expression: /(?<!\d)(\d{1,2})\s?[/.]\s?(\d{4})(?!\d)/uy, read: ([, month, year]) => reading('month', year, Number(month)) },
  { expression: /(?:cuoi |het )?(?:nam )?(?<![\d/])((?:19|20|21)\d\d)(?![\d/])/uy, read: ([, year]) => reading('year', year, 1) },
  { expression: /(?:cuoi|het|trong) nam(?: nay)?(?! ?\d| hoc| tiep| sau| ke)/uy, read: () => reading('year', undefined, 1) },
];

const pointAt = (text: string, index: number): Point | null => {
  for (const { expression, read } of patterns) {
    expression.lastIndex = index;
    const match = expression.exec(text);
    if (match !== null) return { ...read(match), start: index, end: expression.lastIndex };
  }
  return null;
};

/** Every time expression of a folded text, in order, none overlapping. */
export const findPoints = (text: string): readonly Point[] => {
  const points: Point[] = [];
  for (let index = 0; index < text.length;) {
    // An expression begins where a word does.
    const point = index > 0 && /[a-z0-9]/u.test(text[index - 1] ?? '') ? null : pointAt(text, index);
    if (point !== null) points.push(point);
    index = point?.end ?? index + 1;
  }
  return points;
};

const monthsOf: Readonly<Record<Exclude<PointKind, 'date'>, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** First and last day of a point in its year; null where there is no such day, month or quarter. */
export const spanOf = (point: Point, year: number): { readonly first: PlainDate; readonly last: PlainDate } | null => {
  if (point.kind === 'date') {
    const date = parsePlainDate(`${pad(year, 4)}-${pad(point.ordinal, 2)}-${pad(point.day, 2)}`);
    return date === null ? null : { first: date, last: date };
  }
  const length = monthsOf[point.kind];
  const lastMonth = point.ordinal * length;
  if (point.ordinal < 1 || lastMonth > 12) return null;
  return { first: addDays(lastDayOfMonth(year, lastMonth - length), 1), last: lastDayOfMonth(year, lastMonth) };
};
