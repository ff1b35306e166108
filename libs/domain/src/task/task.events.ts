import type { Deadline } from '../deadline/deadline.js';
import type { AgencyId, CoordinatingPartId, Instant, LeadPartId, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { DocumentRef, FileRef, Source } from '../shared/references.js';

/** Every event of a task. Types are literals that never change once stored; `effectiveAt` is when it held. */
type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** An act of the Office that stands on a document. */
interface WithBasis {
  /** Legal basis: the deciding document in words. */
  readonly basis: string;
  readonly document: DocumentRef | null;
}

export type TaskEntered = Event<
  'TaskEntered',
  {
    readonly taskId: TaskId;
    readonly planId: PlanId | null;
    /** 0-based row in the plan; null for a single task. */
    readonly row: number | null;
    readonly ordinal: string | null;
    readonly group: string | null;
    readonly groupTitle: string | null;
    readonly title: string;
    readonly deadline: Deadline;
    readonly funding: string | null;
    readonly output: string | null;
    readonly assigningAuthority: AgencyId;
    /** Entered long after its document: parts begin `unreviewed`, notices are one digest. */
    readonly late: boolean;
    readonly source: Source | null;
    readonly findings: readonly string[];
    /** The lead, coordinating and approving texts as printed. */
    readonly printed: { readonly leads: string; readonly coordinators: string; readonly approvers: string };
  }
>;

export type PartAssigned = Event<
  'PartAssigned',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly due: PlainDate | null; readonly unreviewed: boolean }
>;
export type PartWithdrawn = Event<'PartWithdrawn', { readonly part: LeadPartId } & WithBasis>;
/** Opens the coordinating part with ask 0, "tham gia phối hợp". */
export type CoordinatorNamed = Event<'CoordinatorNamed', { readonly part: CoordinatingPartId; readonly agencyId: AgencyId }>;
export type CoordinatorReleased = Event<'CoordinatorReleased', { readonly part: CoordinatingPartId; readonly reason: string }>;
/** First approver of a part. `agencyId` may be the office of a person, such as `chu-tich-ubnd-tinh`. */
export type ApproverDesignated = Event<
  'ApproverDesignated',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly proposed: boolean }
>;
export type ApproverReplaced = Event<
  'ApproverReplaced',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly from: AgencyId; readonly reason: string }
>;
export type ConsolidatorNamed = Event<'ConsolidatorNamed', { readonly agencyId: AgencyId }>;
export type FollowUpAssigned = Event<'FollowUpAssigned', { readonly personId: PersonId }>;

/** Takes the mark `unreviewed` off. `done` completes the part with the verdict of the document's date. */
export type BaselineRecorded = Event<
  'BaselineRecorded',
  {
    readonly part: LeadPartId;
    readonly outcome:
      | { readonly kind: 'in-progress' }
      | { readonly kind: 'done'; readonly document: DocumentRef; readonly sentOn: PlainDate; readonly due: PlainDate | null }
      | { readonly kind: 'overtaken'; readonly basis: string };
    readonly note: string | null;
  }
>;

export type AssignmentAcknowledged = Event<'AssignmentAcknowledged', { readonly part: LeadPartId; readonly agencyId: AgencyId }>;
export type InternallyAssigned = Event<
  'InternallyAssigned',
  {
    readonly part: LeadPartId;
    readonly unit: string | null;
    readonly officer: PersonId | null;
    readonly internalDeadline: PlainDate | null;
    readonly instruction: string | null;
  }
>;
export type ReassignmentRequested = Event<
  'ReassignmentRequested',
  { readonly part: LeadPartId; readonly reason: string; readonly proposal: AgencyId | null }
>;
/** Lapses submission, extension request and internal assignment; back to `awaiting`. `assignment` counts assignments of the part from 1. */
export type PartReassigned = Event<
  'PartReassigned',
  { readonly part: LeadPartId; readonly from: AgencyId; readonly agencyId: AgencyId; readonly assignment: number; readonly reason: string }
>;
export type AssignmentInsisted = Event<'AssignmentInsisted', { readonly part: LeadPartId; readonly reason: string }>;

/** `ask` is numbered within the lead part from 1; it reaches a coordinating part (opened where there was none) or another lead. */
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
export type AskAcknowledged = Event<'AskAcknowledged', AskRef>;
export type OpinionGiven = Event<'OpinionGiven', AskRef & { readonly text: string; readonly files: readonly FileRef[] }>;
export type ReleaseRequested = Event<'ReleaseRequested', AskRef & { readonly reason: string }>;
/** The Office or the asking lead releases the asked agency from one ask. */
export type AskReleased = Event<'AskReleased', AskRef & { readonly reason: string }>;

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
export type SubmissionWithdrawn = Event<
  'SubmissionWithdrawn',
  { readonly part: LeadPartId; readonly submission: number; readonly reason: string | null }
>;
export type SentDateConfirmed = Event<'SentDateConfirmed', { readonly part: LeadPartId; readonly submission: number }>;
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
/** `document` where the decision was taken on paper or above the province and the Office records it. */
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
export type CompletionConfirmed = Event<'CompletionConfirmed', { readonly part: LeadPartId; readonly submission: number }>;

export type ExtensionRequested = Event<
  'ExtensionRequested',
  {
    readonly part: LeadPartId;
    readonly extension: number;
    readonly due: PlainDate;
    readonly reason: string;
    readonly document: DocumentRef | null;
  }
>;
/** Moves the due date from then on; days already overdue stay. `nth` counts the granted ones from 1. */
export type ExtensionGranted = Event<
  'ExtensionGranted',
  {
    readonly part: LeadPartId;
    readonly extension: number;
    readonly nth: number;
    readonly from: PlainDate | null;
    readonly due: PlainDate;
    readonly document: DocumentRef | null;
  }
>;
export type ExtensionRefused = Event<
  'ExtensionRefused',
  { readonly part: LeadPartId; readonly extension: number; readonly reason: string }
>;

export type PartUrged = Event<'PartUrged', { readonly part: LeadPartId; readonly text: string; readonly document: DocumentRef | null }>;

export type DeadlineChanged = Event<
  'DeadlineChanged',
  { readonly part: LeadPartId; readonly from: PlainDate | null; readonly due: PlainDate | null } & WithBasis
>;
export type PartSuspended = Event<'PartSuspended', { readonly part: LeadPartId } & WithBasis>;
export type PartResumed = Event<'PartResumed', { readonly part: LeadPartId; readonly due: PlainDate | null } & WithBasis>;
export type PartCancelled = Event<'PartCancelled', { readonly part: LeadPartId } & WithBasis>;
export type PartSuperseded = Event<'PartSuperseded', { readonly part: LeadPartId; readonly by: string } & WithBasis>;
export type PartClosedNotDone = Event<'PartClosedNotDone', { readonly part: LeadPartId } & WithBasis>;
export type PartReopened = Event<'PartReopened', { readonly part: LeadPartId; readonly due: PlainDate | null } & WithBasis>;

export type TaskEvent =
  | TaskEntered
  | PartAssigned
  | PartWithdrawn
  | CoordinatorNamed
  | CoordinatorReleased
  | ApproverDesignated
  | ApproverReplaced
  | ConsolidatorNamed
  | FollowUpAssigned
  | BaselineRecorded
  | AssignmentAcknowledged
  | InternallyAssigned
  | ReassignmentRequested
  | PartReassigned
  | AssignmentInsisted
  | CoordinationAsked
  | AskAcknowledged
  | OpinionGiven
  | ReleaseRequested
  | AskReleased
  | ProgressReported
  | CompletionSubmitted
  | SubmissionWithdrawn
  | SentDateConfirmed
  | SentDateCorrected
  | CompletionApproved
  | CompletionReturned
  | CompletionConfirmed
  | ExtensionRequested
  | ExtensionGranted
  | ExtensionRefused
  | PartUrged
  | DeadlineChanged
  | PartSuspended
  | PartResumed
  | PartCancelled
  | PartSuperseded
  | PartClosedNotDone
  | PartReopened;

export type TaskEventType = TaskEvent['type'];
