import { isBefore } from '../shared/instant.js';
import { dateInVietnam, daysBetween, type PlainDate } from '../shared/plain-date.js';
import { standingSubmissionBefore } from './evolve/part.js';
import type { LeadPart, Moment, Verdict } from './task.state.js';

/** What a submission is measured against. `onTime` null: there was no due date. */
export interface Measure {
  readonly due: PlainDate | null;
  readonly onTime: boolean | null;
}

/** The due date that ruled on a civil date; before the first one, the first. */
export const dueInForceOn = (part: LeadPart, date: PlainDate): PlainDate | null => ruledOn(part.dueHistory, date);

/** How work that was finished before its task was entered stands against its due date; days late in calendar days. */
export const baselineVerdict = (part: LeadPart, sentOn: PlainDate): { readonly verdict: Verdict; readonly daysLate: number } => {
  const due = dueInForceOn(part, sentOn);
  if (due === null) return { verdict: null, daysLate: 0 };
  return sentOn <= due ? { verdict: 'on-time', daysLate: 0 } : { verdict: 'late', daysLate: daysBetween(due, sentOn) };
};

/** Of due dates, each ruling from a moment on: the one that ruled on a civil date; before the first one, the first. */
export const ruledOn = (
  history: readonly { readonly due: PlainDate | null; readonly from: Moment }[],
  date: PlainDate,
): PlainDate | null => {
  const ruling = history.filter(({ from }) => dateInVietnam(from.effective) <= date).at(-1) ?? history[0];
  return ruling?.due ?? null;
};

/**
 * The verdict of submission `number` of a part, were it sent on that date. A resubmission in its time after an on-time one was
 * returned as incomplete keeps the first one's verdict; after "không đạt yêu cầu" it is as if nothing had been submitted; a late
 * one stays late.
 */
export const measure = (part: LeadPart, number: number, sentOn: PlainDate): Measure => {
  const before = standingSubmissionBefore(part, number);
  const outcome = before?.outcome;
  if (
    before !== null &&
    outcome?.kind === 'returned' &&
    outcome.how === 'incomplete' &&
    before.onTime === true &&
    sentOn <= outcome.resubmitBy &&
    !isBefore(before.submittedAt.effective, part.assignedAt.effective)
  ) {
    return { due: before.due, onTime: true };
  }
  const due = dueInForceOn(part, sentOn);
  return { due, onTime: due === null ? null : sentOn <= due };
};
