import { accept, nothing } from '../../shared/decision.js';
import { dateInVietnam } from '../../shared/plain-date.js';
import type { LeadPart, Submission } from '../task.state.js';
import { measure } from '../verdict.js';
import { takeover } from './assignment.js';
import {
  asHolder,
  closedOrSuspended,
  firstOf,
  notAtWork,
  onLeadPart,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

export const findSubmission = (part: LeadPart, number: number): Submission | undefined =>
  part.submissions.find((submission) => submission.number === number);

/** The submission that waits for a decision; none while approved, returned or withdrawn. */
export const pendingSubmission = (part: LeadPart): Submission | undefined =>
  part.submissions.find((submission) => submission.outcome.kind === 'pending');

export const notPending = (part: LeadPart, number: number): Refusal | null => {
  const pending = pendingSubmission(part)?.number ?? null;
  return refuseIf(pending !== number, 'TASK.NOT_PENDING', { part: part.id, submission: number, pending });
};

/** Judged by the civil date on which the document was sent; typed earlier than today, that date waits for the Office. */
export const submitCompletion = ({ data, meta }: CommandOf<'SubmitCompletion'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) => {
    const { part, today, at } = own;
    const sentOn = data.sentOn ?? today;
    const submission = part.submissions.length + 1;
    const openAsks = part.asks.filter(({ outcome }) => outcome.kind === 'open').map(({ number }) => number);
    const { text, document, files } = data;
    return unlessRefused(
      firstOf(
        notAtWork(own),
        refuseIf(sentOn > today, 'TASK.SENT_IN_FUTURE', { sentOn, today }),
        refuseIf(openAsks.length > 0 && data.despiteOpenAsks === null, 'TASK.OPEN_ASKS', { part: part.id, open: openAsks.length }),
      ),
      ...takeover(own),
      {
        type: 'CompletionSubmitted',
        data: {
          part: part.id,
          submission,
          text,
          document,
          sentOn,
          provisional: sentOn < today,
          ...measure(part, submission, sentOn),
          files,
          openAsks,
          despiteOpenAsks: openAsks.length === 0 ? null : data.despiteOpenAsks,
          submittedBy: meta.actor,
          effectiveAt: at,
        },
      },
    );
  });

export const withdrawSubmission = ({ data }: CommandOf<'WithdrawSubmission'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, ({ part, at }) => {
    const { submission, reason } = data;
    if (findSubmission(part, submission)?.outcome.kind === 'withdrawn') return nothing();
    return unlessRefused(notPending(part, submission), {
      type: 'SubmissionWithdrawn',
      data: { part: part.id, submission, reason, effectiveAt: at },
    });
  });

/** An approved submission may still be confirmed: that changes no verdict. */
export const confirmSentDate = ({ data }: CommandOf<'ConfirmSentDate'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, ({ part, at }) => {
    const submission = findSubmission(part, data.submission);
    if (submission === undefined) return refuse('TASK.NO_SUCH_SUBMISSION', { part: part.id, submission: data.submission });
    if (!submission.provisional) return nothing();
    return accept({ type: 'SentDateConfirmed', data: { part: part.id, submission: submission.number, effectiveAt: at } });
  });

/** Only the latest submission, and only while nothing was concluded from its date. */
const settled = (part: LeadPart, submission: Submission): boolean =>
  submission.number !== part.submissions.length || !['pending', 'returned'].includes(submission.outcome.kind);

export const correctSentDate = ({ data }: CommandOf<'CorrectSentDate'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at } = open;
    const submission = findSubmission(part, data.submission);
    if (submission === undefined) return refuse('TASK.NO_SUCH_SUBMISSION', { part: part.id, submission: data.submission });
    if (submission.sentOn === data.sentOn && !submission.provisional) return nothing();
    const entered = dateInVietnam(submission.submittedAt.recorded);
    const { sentOn, reason } = data;
    return unlessRefused(
      firstOf(
        closedOrSuspended(open),
        refuseIf(settled(part, submission), 'TASK.SENT_DATE_SETTLED', { part: part.id, submission: submission.number }),
        refuseIf(sentOn > entered, 'TASK.SENT_IN_FUTURE', { sentOn, today: entered }),
      ),
      {
        type: 'SentDateCorrected',
        data: {
          part: part.id,
          submission: submission.number,
          sentOn,
          ...measure(part, submission.number, sentOn),
          reason,
          effectiveAt: at,
        },
      },
    );
  });
