import type { AskView, LeadPartView, SubmissionView } from '#contracts';
import type { Ask, DocumentRef, Extension, FileRef, LeadPart, LeadPartId, Moment, PlainDate, Submission } from '#domain';
import type { Names } from '../shared/names.js';

const when = (moment: Moment): { effective: string; recorded: string } => ({ effective: moment.effective, recorded: moment.recorded });
export const whenOrNull = (moment: Moment | null) => (moment === null ? null : when(moment));
export const filesView = (files: readonly FileRef[]): FileRef[] => files.map((file) => ({ ...file }));
export const documentView = (document: DocumentRef | null) => (document === null ? null : { ...document });

const submissionOutcome = (outcome: Submission['outcome'], names: Names): SubmissionView['outcome'] => {
  const empty = { by: null, how: null, text: null, resubmitBy: null };
  switch (outcome.kind) {
    case 'pending':
      return { kind: 'pending', at: null, ...empty };
    case 'approved':
      return { ...empty, kind: 'approved', at: when(outcome.at), by: names.agency(outcome.by), text: outcome.note };
    case 'returned':
      return {
        kind: 'returned',
        at: when(outcome.at),
        by: names.agency(outcome.by),
        how: outcome.how,
        text: outcome.reason,
        resubmitBy: outcome.resubmitBy,
      };
    case 'withdrawn':
    case 'lapsed':
      return { kind: outcome.kind, at: when(outcome.at), ...empty };
  }
};

export const submissionView = (submission: Submission, names: Names): SubmissionView => ({
  number: submission.number,
  text: submission.text,
  document: documentView(submission.document),
  sentOn: submission.sentOn,
  provisional: submission.provisional,
  due: submission.due,
  onTime: submission.onTime,
  files: filesView(submission.files),
  submittedAt: when(submission.submittedAt),
  despiteOpenAsks: submission.despiteOpenAsks,
  outcome: submissionOutcome(submission.outcome, names),
});

const extensionOutcome = (outcome: Extension['outcome']): LeadPartView['extensions'][number]['outcome'] => {
  switch (outcome.kind) {
    case 'pending':
      return { kind: 'pending', at: null, due: null, text: null };
    case 'granted':
      return { kind: 'granted', at: when(outcome.at), due: outcome.due, text: null };
    case 'refused':
      return { kind: 'refused', at: when(outcome.at), due: null, text: outcome.reason };
    case 'lapsed':
      return { kind: 'lapsed', at: when(outcome.at), due: null, text: null };
  }
};

export const extensionView = (extension: Extension): LeadPartView['extensions'][number] => ({
  number: extension.number,
  due: extension.due,
  reason: extension.reason,
  requestedAt: when(extension.requestedAt),
  outcome: extensionOutcome(extension.outcome),
});

const askOutcome = (outcome: Ask['outcome']): AskView['outcome'] => {
  switch (outcome.kind) {
    case 'open':
      return { kind: 'open', at: null, text: null, files: [] };
    case 'answered':
      return { kind: 'answered', at: when(outcome.at), text: outcome.text, files: filesView(outcome.files) };
    case 'silent':
      return { kind: 'silent', at: when(outcome.at), text: null, files: [] };
    case 'released':
      return { kind: 'released', at: when(outcome.at), text: outcome.reason, files: [] };
    case 'lapsed':
      return { kind: 'lapsed', at: when(outcome.at), text: null, files: [] };
  }
};

/** `part` null: the general request to coordinate. */
export const askView = (part: LeadPartId | null, ask: Ask, names: Names, today: PlainDate): AskView => ({
  part,
  number: ask.number,
  agency: names.agency(ask.agencyId),
  text: ask.text,
  replyBy: ask.replyBy,
  overdue: ask.outcome.kind === 'open' && ask.replyBy !== null && ask.replyBy < today,
  askedAt: when(ask.askedAt),
  acknowledgedAt: whenOrNull(ask.acknowledgedAt),
  releaseRequested: ask.releaseRequested,
  delivered: ask.delivered === null ? null : { ...ask.delivered },
  outcome: askOutcome(ask.outcome),
});

/** Why the part stands still, in the words that were given. */
export const reasonOf = (part: LeadPart): string | null => {
  const { situation } = part;
  if ('reason' in situation) return situation.reason;
  return 'basis' in situation ? situation.basis : null;
};

export { when };
