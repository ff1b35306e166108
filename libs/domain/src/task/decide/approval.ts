import { addWorkingDays } from '../../calendar/working-days.js';
import { accept, nothing } from '../../shared/decision.js';
import type { AgencyId, PersonId } from '../../shared/ids.js';
import { dateInVietnam } from '../../shared/plain-date.js';
import type { DocumentRef } from '../../shared/references.js';
import type { LeadPart, Submission } from '../task.state.js';
import { measure } from '../verdict.js';
import { findSubmission, notPending, pendingSubmission } from './submission.js';
import {
  closedOrSuspended,
  firstOf,
  onLeadPart,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

/** The part's approver, or its superior; never the holder, and never the person who submitted. */
export const notApprover = ({ part, facts, meta }: PartScene, submittedBy: PersonId | null): Refusal | null => {
  const actor = meta.onBehalfOf;
  if (part.approver === null) return refuse('TASK.NO_APPROVER', { part: part.id });
  const mayDecide = actor !== null && actor !== part.holder && (actor === part.approver || facts.isSuperior(actor, part.approver));
  return firstOf(
    refuseIf(!mayDecide, 'TASK.NOT_APPROVER', { part: part.id, approver: part.approver }),
    refuseIf(submittedBy !== null && submittedBy === meta.actor, 'TASK.SAME_PERSON', { part: part.id }),
  );
};

/** A typed date may not decide the verdict before the Office has confirmed it. */
const unconfirmed = (part: LeadPart, submission: Submission | undefined): Refusal | null => {
  if (submission?.provisional !== true || submission.onTime !== true) return null;
  const byEntry = measure(part, submission.number, dateInVietnam(submission.submittedAt.recorded));
  return refuseIf(byEntry.onTime === false, 'TASK.SENT_DATE_UNCONFIRMED', { part: part.id, submission: submission.number });
};

interface Approval {
  readonly submission: number;
  readonly note: string | null;
  readonly document: DocumentRef | null;
  readonly by: AgencyId;
}

const approval = (open: PartScene, { submission: number, note, document, by }: Approval): TaskDecision => {
  const { part, facts, at } = open;
  const submission = findSubmission(part, number);
  return unlessRefused(firstOf(closedOrSuspended(open), notPending(part, number), unconfirmed(part, submission)), {
    type: 'CompletionApproved',
    data: {
      part: part.id,
      submission: number,
      agencyId: by,
      onTime: submission?.onTime ?? null,
      note,
      document,
      needsConfirmation: facts.policy.needsConfirmation,
      effectiveAt: at,
    },
  });
};

const isApproved = (part: LeadPart, submission: number): boolean => findSubmission(part, submission)?.outcome.kind === 'approved';

export const approveCompletion = ({ data }: CommandOf<'ApproveCompletion'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, meta } = open;
    const refusal = notApprover(open, pendingSubmission(part)?.submittedBy ?? null);
    if (refusal !== null) return refusal;
    if (isApproved(part, data.submission)) return nothing();
    return approval(open, { submission: data.submission, note: data.note, document: null, by: meta.onBehalfOf ?? part.holder });
  });

/** The Office records a decision taken on paper or above the province: it is the approver's decision, not the recorder's. */
export const recordApproval = ({ data }: CommandOf<'RecordApproval'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part } = open;
    if (part.approver === null) return refuse('TASK.NO_APPROVER', { part: part.id });
    if (isApproved(part, data.submission)) return nothing();
    return approval(open, { submission: data.submission, note: data.note, document: data.document, by: part.approver });
  });

/** A return never moves the due date; "resubmit by" defaults to the policy's number of working days from today. */
export const returnCompletion = ({ data }: CommandOf<'ReturnCompletion'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, facts, meta, today, at } = open;
    const { submission, kind, reason } = data;
    const refusal = notApprover(open, pendingSubmission(part)?.submittedBy ?? null);
    if (refusal !== null) return refusal;
    const { situation } = part;
    const isSame = situation.name === 'returned' && situation.submission === submission && situation.kind === kind;
    if (isSame && situation.reason === reason) return nothing();
    const resubmitBy = data.resubmitBy ?? addWorkingDays(today, facts.policy.resubmissionDays, facts.calendar);
    return unlessRefused(
      firstOf(
        closedOrSuspended(open),
        notPending(part, submission),
        refuseIf(resubmitBy < today, 'TASK.RESUBMIT_BY_IN_PAST', { resubmitBy }),
      ),
      {
        type: 'CompletionReturned',
        data: { part: part.id, submission, agencyId: meta.onBehalfOf ?? part.holder, kind, reason, resubmitBy, effectiveAt: at },
      },
    );
  });

/** Only where the policy asked for the Office's confirmation when it was approved. */
export const confirmCompletion = ({ data }: CommandOf<'ConfirmCompletion'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at } = open;
    const { situation } = part;
    if (situation.name === 'completed' && situation.submission === data.submission) return nothing();
    const refusal = closedOrSuspended(open);
    if (refusal !== null) return refusal;
    return situation.name === 'approved' && situation.submission === data.submission
      ? accept({ type: 'CompletionConfirmed', data: { part: part.id, submission: data.submission, effectiveAt: at } })
      : refuse('TASK.NOT_AWAITING_CONFIRMATION', { part: part.id, submission: data.submission });
  });
