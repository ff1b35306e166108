import { AppendRefused } from '../event-store.errors.js';

/** Date, time and offset; what is finer than a millisecond is cut off. */
const shape = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u;

const isInCalendar = (year: number, month: number, day: number): boolean =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() >= day;

/** A caller's ISO 8601 instant, of the years 1 to 9999, in UTC and to the millisecond, as the log keeps it. @throws AppendRefused */
export const toStoredInstant = (place: string, text: string): string => {
  const [, year, month, day] = shape.exec(text) ?? [];
  const time = year === undefined || !isInCalendar(Number(year), Number(month), Number(day)) ? Number.NaN : Date.parse(text);
  const stored = Number.isNaN(time) ? '' : new Date(time).toISOString();
  if (!/^\d{4}-/u.test(stored) || stored.startsWith('0000')) throw new AppendRefused(`${place} is no ISO 8601 instant: ${text}`);
  return stored;
};
