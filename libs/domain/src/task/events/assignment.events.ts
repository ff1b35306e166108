import type { Deadline } from '../../deadline/deadline.js';
import type { AgencyId, CoordinatingPartId, LeadPartId, PersonId, PlanId, TaskId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, Source } from '../../shared/references.js';
import type { Event, WithBasis } from './event.js';

/** The row, letter or conclusion becomes a task that is followed up. First event of its stream. */
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

/** A lead agency is given its part; one event for each lead agency, after the entry or later by the Office. */
export type PartAssigned = Event<
  'PartAssigned',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly due: PlainDate | null; readonly unreviewed: boolean }
>;
/** The Office takes a lead part back, on a legal basis. */
export type PartWithdrawn = Event<'PartWithdrawn', { readonly part: LeadPartId } & WithBasis>;
/** An agency is named to coordinate: opens its part with ask 0, "tham gia phối hợp". */
export type CoordinatorNamed = Event<'CoordinatorNamed', { readonly part: CoordinatingPartId; readonly agencyId: AgencyId }>;
/** A coordinating agency no longer takes part in the task; its open asks lapse. */
export type CoordinatorReleased = Event<'CoordinatorReleased', { readonly part: CoordinatingPartId; readonly reason: string }>;
/** First approver of a part. `agencyId` may be the office of a person, such as `chu-tich-ubnd-tinh`. */
export type ApproverDesignated = Event<
  'ApproverDesignated',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly proposed: boolean }
>;
/** Another authority approves a part from now on. */
export type ApproverReplaced = Event<
  'ApproverReplaced',
  { readonly part: LeadPartId; readonly agencyId: AgencyId; readonly from: AgencyId; readonly reason: string }
>;
/** One agency is named to watch over all parts of a collective task and to report on them together. */
export type ConsolidatorNamed = Event<'ConsolidatorNamed', { readonly agencyId: AgencyId }>;
/** An officer of the Office is charged with following the task up. */
export type FollowUpAssigned = Event<'FollowUpAssigned', { readonly personId: PersonId }>;

/** The Office records what is true of a part that was entered late: takes the mark `unreviewed` off. `done` completes the part with the verdict of the document's date. */
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

/** A recorded baseline was wrong: the part carries the mark `unreviewed` again, as it stood before. */
export type BaselineWithdrawn = Event<'BaselineWithdrawn', { readonly part: LeadPartId; readonly reason: string }>;

/** The lead agency has taken its part up. */
export type AssignmentAcknowledged = Event<'AssignmentAcknowledged', { readonly part: LeadPartId; readonly agencyId: AgencyId }>;
/** The lead agency says which unit and officer do the work, by when and how. */
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
/** The lead agency says that the part is not its own to do; the duty stays until the Office decides. */
export type ReassignmentRequested = Event<
  'ReassignmentRequested',
  { readonly part: LeadPartId; readonly reason: string; readonly proposal: AgencyId | null }
>;
/** The Office gives the part to another agency. Lapses submission, extension request and internal assignment; back to `awaiting`. `assignment` counts assignments of the part from 1. */
export type PartReassigned = Event<
  'PartReassigned',
  { readonly part: LeadPartId; readonly from: AgencyId; readonly agencyId: AgencyId; readonly assignment: number; readonly reason: string }
>;
/** The Office leaves the part with its holder. */
export type AssignmentInsisted = Event<'AssignmentInsisted', { readonly part: LeadPartId; readonly reason: string }>;
