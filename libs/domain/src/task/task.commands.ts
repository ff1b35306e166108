import type { Deadline } from '../deadline/deadline.js';
import type { Schedule } from '../recurrence/schedule.js';
import type { AgencyId, CoordinatingPartId, LeadPartId, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { TaskWording } from './events/amendment.events.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { DocumentRef, FileRef, Source } from '../shared/references.js';

/** An order to a task. The verb in kebab-case is its path in the HTTP interface. */
type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
type OfPart<Data = unknown> = { readonly part: LeadPartId } & Data;
interface Basis {
  readonly basis: string;
  readonly document: DocumentRef | null;
}

/** One lead of a task to be entered. The handler has resolved groups to agencies. */
export interface LeadToAssign {
  readonly agencyId: AgencyId;
  readonly approver: AgencyId | null;
  /** The approver is a proposal of the import, not of the document. */
  readonly approverProposed: boolean;
}

export type EnterTask = Command<
  'EnterTask',
  {
    readonly taskId: TaskId;
    readonly planId: PlanId | null;
    readonly row: number | null;
    readonly ordinal: string | null;
    readonly group: string | null;
    readonly groupTitle: string | null;
    readonly title: string;
    readonly deadline: Deadline;
    readonly funding: string | null;
    readonly output: string | null;
    readonly assigningAuthority: AgencyId;
    readonly late: boolean;
    readonly source: Source | null;
    readonly findings: readonly string[];
    readonly printed: { readonly leads: string; readonly coordinators: string; readonly approvers: string };
    readonly leads: readonly LeadToAssign[];
    readonly coordinators: readonly AgencyId[];
  }
>;

/** One part that another agency is to lead, date or approve. */
type OfPartIn<Data> = readonly ({ readonly part: LeadPartId } & Data)[];

/**
 * What a new version of the assigning document makes of a task, line by line confirmed by a person. Parts that have ended meanwhile
 * are passed over: nothing of the history moves.
 */
export type AmendTask = Command<
  'AmendTask',
  {
    /** Of the plan; one that the task has been through already changes nothing. Null: the task alone. */
    readonly amendment: number | null;
    /** Only what the new version says otherwise. */
    readonly wording: Partial<TaskWording>;
    readonly dues: OfPartIn<{ readonly due: PlainDate | null }>;
    readonly reassign: OfPartIn<{ readonly agencyId: AgencyId }>;
    readonly assign: readonly (LeadToAssign & { readonly due: PlainDate | null })[];
    readonly withdraw: readonly LeadPartId[];
    readonly approvers: OfPartIn<{ readonly agencyId: AgencyId }>;
    readonly nameCoordinators: readonly AgencyId[];
    readonly releaseCoordinators: readonly AgencyId[];
    readonly acknowledgeAgain: readonly LeadPartId[];
    /** The task stands in the document no more: every open part is withdrawn. */
    readonly withdrawn: boolean;
  } & Basis
>;

export type TaskCommand =
  | EnterTask
  | AmendTask
  | Command<'AssignPart', { readonly agencyId: AgencyId; readonly due: PlainDate | null; readonly approver: AgencyId | null }>
  | Command<'WithdrawPart', OfPart<Basis>>
  | Command<'NameCoordinator', { readonly agencyId: AgencyId }>
  | Command<'ReleaseCoordinator', { readonly agencyId: AgencyId; readonly reason: string }>
  | Command<'DesignateApprover', OfPart<{ readonly agencyId: AgencyId }>>
  | Command<'ReplaceApprover', OfPart<{ readonly agencyId: AgencyId; readonly reason: string }>>
  | Command<'NameConsolidator', { readonly agencyId: AgencyId }>
  | Command<'AssignFollowUp', { readonly personId: PersonId }>
  | Command<
      'RecordBaseline',
      OfPart<{
        readonly outcome:
          | { readonly kind: 'in-progress' }
          | { readonly kind: 'done'; readonly document: DocumentRef; readonly sentOn: PlainDate }
          | { readonly kind: 'overtaken'; readonly basis: string };
        readonly note: string | null;
      }>
    >
  | Command<'WithdrawBaseline', OfPart<{ readonly reason: string }>>
  | Command<'AcknowledgeAssignment', OfPart<{ readonly assignTo: InternalAssignment | null }>>
  | Command<'AssignInternally', OfPart<InternalAssignment>>
  | Command<'RequestReassignment', OfPart<{ readonly reason: string; readonly proposal: AgencyId | null }>>
  | Command<'ReassignPart', OfPart<{ readonly agencyId: AgencyId; readonly reason: string }>>
  | Command<'InsistAssignment', OfPart<{ readonly reason: string }>>
  | Command<'AskCoordination', OfPart<{ readonly agencies: readonly AgencyId[]; readonly text: string; readonly replyBy: PlainDate }>>
  | Command<'AcknowledgeAsk', AskToAnswer>
  | Command<'GiveOpinion', AskToAnswer & { readonly text: string; readonly files: readonly FileRef[] }>
  | Command<'RequestRelease', AskToAnswer & { readonly reason: string }>
  | Command<'ReleaseAsk', AskToAnswer & { readonly agencyId: AgencyId; readonly reason: string }>
  | Command<
      'RecordDelivery',
      AskToAnswer & {
        readonly agencyId: AgencyId;
        readonly on: PlainDate;
        /** What proves it: an entry of the records clerk, a receipt of the document system. */
        readonly evidence: string;
        readonly document: DocumentRef | null;
      }
    >
  | Command<'AcceptSilence', AskToAnswer & { readonly agencyId: AgencyId }>
  | Command<
      'SendConsolidatedReport',
      {
        readonly period: string | null;
        readonly text: string;
        readonly difficulties: string | null;
        readonly document: DocumentRef | null;
        readonly files: readonly FileRef[];
      }
    >
  | Command<
      'ReportProgress',
      OfPart<{
        readonly text: string;
        readonly percent: number | null;
        readonly status: 'on-course' | 'at-risk' | 'stuck' | null;
        readonly difficulties: string | null;
        readonly files: readonly FileRef[];
        readonly period: string | null;
      }>
    >
  | Command<
      'SubmitCompletion',
      OfPart<{
        readonly text: string;
        readonly document: DocumentRef | null;
        /** Null: today. Never in the future. */
        readonly sentOn: PlainDate | null;
        readonly files: readonly FileRef[];
        /** The reason to submit in spite of open asks. */
        readonly despiteOpenAsks: string | null;
      }>
    >
  | Command<'WithdrawSubmission', OfPart<{ readonly submission: number; readonly reason: string | null }>>
  | Command<'ConfirmSentDate', OfPart<{ readonly submission: number }>>
  | Command<'CorrectSentDate', OfPart<{ readonly submission: number; readonly sentOn: PlainDate; readonly reason: string }>>
  | Command<'ApproveCompletion', OfPart<{ readonly submission: number; readonly note: string | null }>>
  | Command<'RecordApproval', OfPart<{ readonly submission: number; readonly document: DocumentRef; readonly note: string | null }>>
  | Command<
      'ReturnCompletion',
      OfPart<{
        readonly submission: number;
        readonly kind: 'incomplete' | 'not-acceptable';
        readonly reason: string;
        /** Null: the policy's number of working days from today. */
        readonly resubmitBy: PlainDate | null;
      }>
    >
  | Command<'ConfirmCompletion', OfPart<{ readonly submission: number }>>
  | Command<'RequestExtension', OfPart<{ readonly due: PlainDate; readonly reason: string; readonly document: DocumentRef | null }>>
  | Command<'GrantExtension', OfPart<{ readonly extension: number; readonly due: PlainDate; readonly document: DocumentRef | null }>>
  | Command<'RefuseExtension', OfPart<{ readonly extension: number; readonly reason: string; readonly document: DocumentRef | null }>>
  | Command<
      'ClaimObjectiveCause',
      OfPart<{
        readonly text: string;
        readonly from: PlainDate | null;
        readonly to: PlainDate | null;
        readonly document: DocumentRef | null;
        readonly files: readonly FileRef[];
      }>
    >
  | Command<'ConfirmCause', OfPart<{ readonly cause: number; readonly document: DocumentRef | null; readonly note: string | null }>>
  | Command<'RefuseCause', OfPart<{ readonly cause: number; readonly document: DocumentRef | null; readonly reason: string }>>
  | Command<'UrgePart', OfPart<{ readonly text: string; readonly document: DocumentRef | null; readonly urgent: boolean }>>
  | Command<'ChangeDeadline', OfPart<{ readonly due: PlainDate | null } & Basis>>
  | Command<'Suspend', OfPart<Basis>>
  | Command<'Resume', OfPart<{ readonly due: PlainDate | null } & Basis>>
  | Command<'Cancel', OfPart<Basis>>
  | Command<'Supersede', OfPart<{ readonly by: string } & Basis>>
  | Command<'CloseNotDone', OfPart<Basis>>
  | Command<'Reopen', OfPart<{ readonly due: PlainDate | null } & Basis>>
  | Command<'AddMilestone', OfPart<{ readonly text: string; readonly due: PlainDate } & Basis>>
  | Command<'ChangeMilestone', OfPart<{ readonly milestone: number; readonly text: string; readonly due: PlainDate } & Basis>>
  | Command<'WithdrawMilestone', OfPart<{ readonly milestone: number } & Basis>>
  | Command<'ReportMilestone', OfPart<{ readonly milestone: number } & Report>>
  | Command<'ConfirmMilestoneDate', OfPart<{ readonly milestone: number } & SentDate>>
  | Command<
      'SetRecurrence',
      {
        /** Null: every open lead part of the task. */
        readonly part: LeadPartId | null;
        readonly schedule: Schedule;
        /** Null: from the period of today on. */
        readonly since: PlainDate | null;
        readonly dueAfter: number;
        readonly signed: boolean;
      } & Basis
    >
  | Command<'CloseRecurring', OfPart<Basis>>
  /** `cycle`: the number that the period gets; opened already, it is nothing. */
  | Command<'OpenCycle', OfPart<{ readonly cycle: number }>>
  | Command<'MissCycle', OfPart<{ readonly cycle: number }>>
  | Command<'ReportCycle', OfPart<{ readonly cycle: number } & Report>>
  | Command<'SignCycle', OfPart<{ readonly cycle: number; readonly note: string | null }>>
  | Command<'ReturnCycle', OfPart<{ readonly cycle: number; readonly reason: string; readonly resubmitBy: PlainDate | null }>>
  | Command<'ConfirmCycleDate', OfPart<{ readonly cycle: number } & SentDate>>
  | Command<'SucceedPart', OfPart<Succession>>
  | Command<'SucceedCoordinator', { readonly part: CoordinatingPartId } & Succession>
  | Command<'SucceedApprover', OfPart<{ readonly from: AgencyId; readonly agencyId: AgencyId | null } & Basis>>
  | Command<'ConfirmTakeover', OfPart>;

/** What the lead reports of a milestone or a period. `sentOn` null: today. */
interface Report {
  readonly text: string;
  readonly document: DocumentRef | null;
  readonly sentOn: PlainDate | null;
  readonly files: readonly FileRef[];
}

/** `sentOn` null: as it was typed. */
interface SentDate {
  readonly sentOn: PlainDate | null;
  readonly reason: string | null;
}

/** From a predecessor to `agencyId`, by a reorganisation of agencies. */
interface Succession extends Basis {
  readonly from: AgencyId;
  readonly agencyId: AgencyId;
}

export interface InternalAssignment {
  readonly unit: string | null;
  readonly officer: PersonId | null;
  readonly internalDeadline: PlainDate | null;
  readonly instruction: string | null;
}

/** `part` null and `ask` 0: the general request to coordinate. The answering agency is `meta.onBehalfOf`. */
interface AskToAnswer {
  readonly part: LeadPartId | null;
  readonly ask: number;
}

export type TaskCommandType = TaskCommand['type'];
