import type { AgencyId, CoordinatingPartId, LeadPartId, PersonId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Event } from './event.js';

/** A lead asks another agency for its opinion. `ask` is numbered within the lead part from 1; it reaches a coordinating part (opened where there was none) or another lead. */
export type CoordinationAsked = Event<
  'CoordinationAsked',
  {
    readonly part: LeadPartId;
    readonly ask: number;
    readonly agencyId: AgencyId;
    /** The coordinating part that the asked agency holds; null where it is another lead of the task. */
    readonly coordinatingPart: CoordinatingPartId | null;
    readonly text: string;
    readonly replyBy: PlainDate;
  }
>;
/** `part` null and `ask` 0: the general request to coordinate. */
interface AskRef {
  readonly part: LeadPartId | null;
  readonly ask: number;
  readonly agencyId: AgencyId;
  readonly coordinatingPart: CoordinatingPartId | null;
}
/** The asked agency has taken the request up. */
export type AskAcknowledged = Event<'AskAcknowledged', AskRef>;
/** The asked agency has answered. */
export type OpinionGiven = Event<'OpinionGiven', AskRef & { readonly text: string; readonly files: readonly FileRef[] }>;
/** The asked agency asks to be let out of the request, with its reason. */
export type ReleaseRequested = Event<'ReleaseRequested', AskRef & { readonly reason: string }>;
/** The Office or the asking lead releases the asked agency from one ask. */
export type AskReleased = Event<'AskReleased', AskRef & { readonly reason: string }>;
/** The Office records that an ask reached the asked agency, with what proves it. */
export type AskDelivered = Event<
  'AskDelivered',
  AskRef & { readonly on: PlainDate; readonly evidence: string; readonly document: DocumentRef | null }
>;
/** The reply date of a delivered ask passed in silence, and the policy takes silence for consent. */
export type SilenceAccepted = Event<'SilenceAccepted', AskRef & { readonly replyBy: PlainDate; readonly deliveredOn: PlainDate }>;

/** The consolidating agency reports on all parts of the task together. Numbered within the task from 1. */
export type ConsolidatedReportSent = Event<
  'ConsolidatedReportSent',
  {
    readonly report: number;
    readonly agencyId: AgencyId;
    readonly period: string | null;
    readonly text: string;
    readonly difficulties: string | null;
    readonly document: DocumentRef | null;
    readonly files: readonly FileRef[];
  }
>;
/** The lead agency reports how far the work is. */
export type ProgressReported = Event<
  'ProgressReported',
  {
    readonly part: LeadPartId;
    readonly text: string;
    /** 0–100. */
    readonly percent: number | null;
    readonly status: 'on-course' | 'at-risk' | 'stuck' | null;
    readonly difficulties: string | null;
    readonly files: readonly FileRef[];
    readonly period: string | null;
  }
>;
/** The lead agency submits its result for approval; the verdict is by the civil date on which it was sent. */
export type CompletionSubmitted = Event<
  'CompletionSubmitted',
  {
    readonly part: LeadPartId;
    /** Numbered within the part from 1. */
    readonly submission: number;
    readonly text: string;
    readonly document: DocumentRef | null;
    readonly sentOn: PlainDate;
    /** Typed earlier than the day of entry: "chờ Văn phòng xác nhận". */
    readonly provisional: boolean;
    /** The due date in force when it was sent; a resubmission in its time keeps the first one's. */
    readonly due: PlainDate | null;
    /** Null where there is no due date. */
    readonly onTime: boolean | null;
    readonly files: readonly FileRef[];
    readonly openAsks: readonly number[];
    readonly despiteOpenAsks: string | null;
    readonly submittedBy: PersonId | null;
  }
>;
/** The lead agency takes an undecided submission back. */
export type SubmissionWithdrawn = Event<
  'SubmissionWithdrawn',
  { readonly part: LeadPartId; readonly submission: number; readonly reason: string | null }
>;
/** The Office confirms the date on which a submission was sent, where it lay before the day of entry. */
export type SentDateConfirmed = Event<'SentDateConfirmed', { readonly part: LeadPartId; readonly submission: number }>;
/** The Office corrects the date on which a submission was sent. */
export type SentDateCorrected = Event<
  'SentDateCorrected',
  {
    readonly part: LeadPartId;
    readonly submission: number;
    readonly sentOn: PlainDate;
    readonly due: PlainDate | null;
    readonly onTime: boolean | null;
    readonly reason: string;
  }
>;
/** The approver approves a submission. `document` where the decision was taken on paper or above the province and the Office records it. */
export type CompletionApproved = Event<
  'CompletionApproved',
  {
    readonly part: LeadPartId;
    readonly submission: number;
    readonly agencyId: AgencyId;
    readonly onTime: boolean | null;
    readonly note: string | null;
    readonly document: DocumentRef | null;
    readonly needsConfirmation: boolean;
  }
>;
/** The approver gives the submission back, as incomplete or as not acceptable. The due date does not move. */
export type CompletionReturned = Event<
  'CompletionReturned',
  {
    readonly part: LeadPartId;
    readonly submission: number;
    readonly agencyId: AgencyId;
    readonly kind: 'incomplete' | 'not-acceptable';
    readonly reason: string;
    readonly resubmitBy: PlainDate;
  }
>;
/** The Office confirms an approved completion, where policy asks for it. */
export type CompletionConfirmed = Event<'CompletionConfirmed', { readonly part: LeadPartId; readonly submission: number }>;
