import type { Brand } from './brand.js';
import type { Instant } from './ids.js';

/** A civil date `YYYY-MM-DD` (proleptic Gregorian), without a time zone. Sorts as text. */
export type PlainDate = Brand<string, 'PlainDate'>;

const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** Days since 1/1/1970: to count over many dates as text costs more than all else. */
export const toEpochDay = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const fromEpochDay = (day: number): PlainDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as PlainDate;

/** Null where the text is no existing civil date in the form YYYY-MM-DD. */
export const parsePlainDate = (text: string): PlainDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || fromEpochDay(time / DAY_MS) !== text ? null : (text as PlainDate);
};

/** Throws where the text is no civil date: for literals and data already checked. */
export const plainDate = (text: string): PlainDate => {
  const date = parsePlainDate(text);
  if (date === null) throw new Error(`Not a civil date: ${text}`);
  return date;
};

export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(toEpochDay(date) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toEpochDay(to) - toEpochDay(from);

/** 1 Monday … 7 Sunday (ISO 8601), of a day since 1970. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
export const dayOfWeek = (date: PlainDate): number => weekdayOf(toEpochDay(date));

export const lastDayOfMonth = (year: number, month: number): PlainDate => fromEpochDay(Date.UTC(year, month, 0) / DAY_MS);

/** The same day so many months later; a month without that day ends on its last (Civil Code 2015, art. 147). */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = lastDayOfMonth(year, month + months);
  const wanted = `${last.slice(0, 8)}${String(day).padStart(2, '0')}` as PlainDate;
  return wanted < last ? wanted : last;
};

export const earliest = (dates: readonly PlainDate[]): PlainDate | null =>
  dates.reduce<PlainDate | null>((least, date) => (least === null || date < least ? date : least), null);

/** The civil date in Vietnam at an instant. */
export const dateInVietnam = (instant: Instant): PlainDate =>
  new Date(Date.parse(instant) + VIETNAM_OFFSET_MS).toISOString().slice(0, 10) as PlainDate;

/** The instant at which a civil date begins in Vietnam, plus minutes after midnight. */
export const instantInVietnam = (date: PlainDate, minutes = 0): Instant =>
  new Date(Date.parse(`${date}T00:00:00Z`) - VIETNAM_OFFSET_MS + minutes * 60_000).toISOString() as Instant;

/** 24:00 in Vietnam of the due date: a submission sent on the date itself is on time. */
export const endOfDay = (date: PlainDate): Instant => instantInVietnam(addDays(date, 1));
