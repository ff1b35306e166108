import type { ReminderView } from '#contracts';
import { dateOfInstant } from '../../words/dates.js';

/** As the server counts them. */
const LONGEST_HOLD_DAYS = 30;
const USUAL_HOLD_DAYS = 7;

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * To the end of which days a reminder can be held: from the day on which it is to go, or today where that has passed, and which one
 * the form begins with. Civil dates.
 */
export const holdDays = (
  { at, dueAt }: Pick<ReminderView, 'at' | 'dueAt'>,
  today: string,
): { readonly first: string; readonly usual: string; readonly last: string } => {
  const due = dateOfInstant(at ?? dueAt);
  const first = due > today ? due : today;
  return { first, usual: daysAfter(first, USUAL_HOLD_DAYS), last: daysAfter(first, LONGEST_HOLD_DAYS) };
};
