import type {
  BaselineRecorded,
  CompletionApproved,
  CompletionConfirmed,
  CompletionReturned,
  CompletionSubmitted,
  SentDateCorrected,
} from '../task.events.js';
import type { LeadPart, Moment, Submission, Verdict } from '../task.state.js';
import { close, withSubmission } from './part.js';

export const verdictOf = (onTime: boolean | null): Verdict => (onTime === null ? null : onTime ? 'on-time' : 'late');

export const submit = (part: LeadPart, { data }: CompletionSubmitted, at: Moment): LeadPart => {
  const submission: Submission = {
    number: data.submission,
    text: data.text,
    document: data.document,
    sentOn: data.sentOn,
    provisional: data.provisional,
    due: data.due,
    onTime: data.onTime,
    files: data.files,
    submittedBy: data.submittedBy,
    submittedAt: at,
    despiteOpenAsks: data.despiteOpenAsks,
    outcome: { kind: 'pending' },
  };
  return {
    ...part,
    situation: { name: 'submitted', submission: data.submission },
    submissions: [...part.submissions, submission],
    subjectVersion: part.submissions.length === 0 ? part.subjectVersion : part.subjectVersion + 1,
  };
};

export const correctSentDate = (part: LeadPart, { data }: SentDateCorrected): LeadPart => ({
  ...part,
  submissions: withSubmission(part, data.submission, (submission) => ({
    ...submission,
    sentOn: data.sentOn,
    provisional: false,
    due: data.due,
    onTime: data.onTime,
  })),
});

/** The verdict that counts is that of the submission approved. */
export const approve = (part: LeadPart, { data }: CompletionApproved, at: Moment): LeadPart => {
  const submissions = withSubmission(part, data.submission, (submission) => ({
    ...submission,
    outcome: { kind: 'approved', at, by: data.agencyId, note: data.note, document: data.document },
  }));
  const approved: LeadPart = { ...part, submissions, unreviewed: false };
  return data.needsConfirmation
    ? { ...approved, situation: { name: 'approved', submission: data.submission } }
    : complete(approved, data.submission, verdictOf(data.onTime), at);
};

const complete = (part: LeadPart, submission: number | null, verdict: Verdict, at: Moment): LeadPart =>
  close(part, { name: 'completed', submission, verdict, on: at.effective }, at);

/** Completed on the day of the approval; the confirmation only counts it in. */
export const confirm = (part: LeadPart, { data }: CompletionConfirmed, at: Moment): LeadPart => {
  const submission = part.submissions.find(({ number }) => number === data.submission);
  const approvedAt = submission?.outcome.kind === 'approved' ? submission.outcome.at.effective : at.effective;
  return close(
    part,
    { name: 'completed', submission: data.submission, verdict: verdictOf(submission?.onTime ?? null), on: approvedAt },
    at,
  );
};

export const giveBack = (part: LeadPart, { data }: CompletionReturned, at: Moment): LeadPart => {
  const { submission: number, agencyId: by, kind, reason, resubmitBy } = data;
  return {
    ...part,
    situation: { name: 'returned', submission: number, kind, reason, resubmitBy },
    submissions: withSubmission(part, number, (submission) => ({
      ...submission,
      outcome: { kind: 'returned', at, by, how: kind, reason, resubmitBy },
    })),
    subjectVersion: part.subjectVersion + 1,
  };
};

export const recordBaseline = (part: LeadPart, { data }: BaselineRecorded, at: Moment, version: number): LeadPart => {
  const { outcome, note } = data;
  const before = outcome.kind === 'in-progress' ? null : part;
  const reviewed: LeadPart = { ...part, unreviewed: false, baseline: { outcome, note, at, version, before } };
  switch (outcome.kind) {
    case 'in-progress':
      return reviewed;
    case 'overtaken':
      return close(reviewed, { name: 'superseded', basis: outcome.basis, by: outcome.basis }, at);
    case 'done':
      return complete(reviewed, null, verdictOf(outcome.due === null ? null : outcome.sentOn <= outcome.due), at);
  }
};

/** What the review had ended stands as before; the time between belongs to nobody, as after any end that is taken back. */
export const withdrawBaseline = (part: LeadPart): LeadPart => {
  const { baseline, ...rest } = part;
  const before = baseline?.before ?? rest;
  return { ...before, unreviewed: true, clock: part.clock, subjectVersion: part.subjectVersion + 1 };
};
