import type { AgencyId } from '../../../shared/ids.js';
import type { PlainDate } from '../../../shared/plain-date.js';
import type { SituationName } from '../../task.state.js';

/** A submission as the work model has it: what was sent when, judged how, and how it ended. */
export interface ExpectedSubmission {
  readonly sentOn: PlainDate;
  readonly onTime: boolean | null;
  readonly assignment: number;
  readonly provisional: boolean;
  readonly end: 'pending' | 'approved' | 'incomplete' | 'not-acceptable' | 'withdrawn' | 'lapsed';
  readonly resubmitBy: PlainDate | null;
}

/** One lead part as the work model has it, told from the orders that were carried out alone. */
export interface ExpectedPart {
  holder: AgencyId;
  approver: AgencyId | null;
  work: SituationName;
  /** What a suspension or a request for another lead stands upon. */
  beneath: SituationName[];
  acknowledged: boolean;
  /** What stands beneath `awaiting`, where an amendment asks for a receipt of new words. */
  again: 'acknowledged' | 'in-progress' | null;
  unreviewed: boolean;
  /** Reviewed: as it stood before, where the review ended it. */
  reviewed: { readonly before: ExpectedPart | null } | null;
  assignment: number;
  /** Due dates, each with the civil date from which it ruled. */
  dues: { readonly due: PlainDate | null; readonly from: PlainDate }[];
  submissions: ExpectedSubmission[];
  extensionPending: boolean;
  causePending: boolean;
  verdict: 'on-time' | 'late' | null;
}

export interface Expected {
  readonly parts: Map<string, ExpectedPart>;
  consolidator: AgencyId | null;
  /** The plan has taken the task out. */
  withdrawn: boolean;
}

export const dueOf = ({ dues }: ExpectedPart): PlainDate | null => dues.at(-1)?.due ?? null;

const finals: readonly SituationName[] = ['completed', 'withdrawn', 'cancelled', 'superseded', 'closed-not-done'];
export const isFinal = ({ work }: ExpectedPart): boolean => finals.includes(work);

/** The verdict by the words of the work model, told slowly. */
export const expectedOnTime = (part: ExpectedPart, before: readonly ExpectedSubmission[], sentOn: PlainDate): boolean | null => {
  const sent = before.filter(({ end }) => end !== 'withdrawn');
  const last = sent[sent.length - 1];
  if (last?.end === 'incomplete' && last.onTime === true && last.assignment === part.assignment) {
    if (last.resubmitBy !== null && sentOn <= last.resubmitBy) return true;
  }
  let due = part.dues[0]?.due ?? null;
  for (const each of part.dues) if (each.from <= sentOn) due = each.due;
  return due === null ? null : sentOn <= due;
};
