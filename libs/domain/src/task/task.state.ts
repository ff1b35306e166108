import type { Deadline } from '../deadline/deadline.js';
import type { AgencyId, CoordinatingPartId, Instant, LeadPartId, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { DocumentRef, FileRef, Source } from '../shared/references.js';
import type { InternalAssignment } from './task.commands.js';

/** When something held and when the system learnt it. */
export interface Moment {
  readonly effective: Instant;
  readonly recorded: Instant;
}

/** Situations in which work goes on; a suspended part remembers one of these. */
export type WorkingSituation =
  /** `was`: an amendment asks for a receipt of words that came after work had begun. */
  | { readonly name: 'awaiting'; readonly was?: 'acknowledged' | 'in-progress' }
  | {
      readonly name: 'reassignment-requested';
      readonly reason: string;
      readonly proposal: AgencyId | null;
      readonly was: 'awaiting' | 'acknowledged' | 'in-progress';
    }
  | { readonly name: 'acknowledged' }
  | { readonly name: 'in-progress' }
  | {
      readonly name: 'returned';
      readonly submission: number;
      readonly kind: 'incomplete' | 'not-acceptable';
      readonly reason: string;
      readonly resubmitBy: PlainDate;
    }
  | { readonly name: 'submitted'; readonly submission: number }
  | { readonly name: 'approved'; readonly submission: number };

export type FinalSituation =
  /** `submission` null: completed by the baseline review. */
  | { readonly name: 'completed'; readonly submission: number | null; readonly verdict: Verdict; readonly on: Instant }
  | { readonly name: 'withdrawn'; readonly basis: string }
  | { readonly name: 'cancelled'; readonly basis: string }
  | { readonly name: 'superseded'; readonly basis: string; readonly by: string }
  | { readonly name: 'closed-not-done'; readonly basis: string };

export type Situation =
  WorkingSituation | { readonly name: 'suspended'; readonly basis: string; readonly was: WorkingSituation } | FinalSituation;
export type SituationName = Situation['name'];

/** Null: there was no due date. */
export type Verdict = 'on-time' | 'late' | null;

export interface Submission {
  readonly number: number;
  readonly text: string;
  readonly document: DocumentRef | null;
  readonly sentOn: PlainDate;
  readonly provisional: boolean;
  readonly due: PlainDate | null;
  readonly onTime: boolean | null;
  readonly files: readonly FileRef[];
  readonly submittedBy: PersonId | null;
  readonly submittedAt: Moment;
  readonly despiteOpenAsks: string | null;
  readonly outcome:
    | { readonly kind: 'pending' }
    | {
        readonly kind: 'approved';
        readonly at: Moment;
        readonly by: AgencyId;
        readonly note: string | null;
        readonly document: DocumentRef | null;
      }
    | {
        readonly kind: 'returned';
        readonly at: Moment;
        readonly by: AgencyId;
        readonly how: 'incomplete' | 'not-acceptable';
        readonly reason: string;
        readonly resubmitBy: PlainDate;
      }
    | { readonly kind: 'withdrawn'; readonly at: Moment }
    /** By reassignment or a final act of the Office. */
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Extension {
  readonly number: number;
  readonly due: PlainDate;
  readonly reason: string;
  readonly document: DocumentRef | null;
  readonly requestedAt: Moment;
  readonly outcome:
    | { readonly kind: 'pending' }
    | { readonly kind: 'granted'; readonly at: Moment; readonly due: PlainDate; readonly document: DocumentRef | null }
    | { readonly kind: 'refused'; readonly at: Moment; readonly reason: string }
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Ask {
  /** 0: the general request to coordinate; from 1: numbered within the lead part. */
  readonly number: number;
  readonly agencyId: AgencyId;
  readonly coordinatingPart: CoordinatingPartId | null;
  readonly text: string | null;
  readonly replyBy: PlainDate | null;
  readonly askedAt: Moment;
  readonly acknowledgedAt: Moment | null;
  readonly releaseRequested: string | null;
  readonly outcome:
    | { readonly kind: 'open' }
    | { readonly kind: 'answered'; readonly at: Moment; readonly text: string; readonly files: readonly FileRef[] }
    | { readonly kind: 'released'; readonly at: Moment; readonly reason: string }
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Progress {
  readonly text: string;
  readonly percent: number | null;
  readonly status: 'on-course' | 'at-risk' | 'stuck' | null;
  readonly difficulties: string | null;
  readonly files: readonly FileRef[];
  readonly at: Moment;
}

export interface LeadPart {
  readonly id: LeadPartId;
  readonly holder: AgencyId;
  readonly approver: AgencyId | null;
  readonly approverProposed: boolean;
  readonly situation: Situation;
  readonly unreviewed: boolean;
  /** The due date in force. */
  readonly due: PlainDate | null;
  /** Every due date with the moment from which it ruled, oldest first. */
  readonly dueHistory: readonly { readonly due: PlainDate | null; readonly from: Moment }[];
  /** Rises with every change of due date or holder and every resubmission or return: reminders planned under another are void. */
  readonly subjectVersion: number;
  /** 1 for the first assignment, one more for each reassignment. */
  readonly assignment: number;
  readonly assignedAt: Moment;
  readonly acknowledgedAt: Moment | null;
  /** When an amendment last asked for a new receipt; left out where none did. */
  readonly amendedAt?: Moment;
  readonly internal: InternalAssignment | null;
  readonly progress: Progress | null;
  /** When progress was reported, oldest first: a report takes the fair clock back from a coordinator. */
  readonly reportedAt: readonly Instant[];
  readonly submissions: readonly Submission[];
  readonly extensions: readonly Extension[];
  readonly asks: readonly Ask[];
  readonly urgedAt: Moment | null;
  /** The last effective act: nothing may be entered as effective before it. */
  readonly lastActAt: Instant;
  /** Stream version of the last event that touched this part: the base of its ETag. */
  readonly version: number;
  /** Who has held the clock, from entry on: closed spans, oldest first, the last one open. */
  readonly clock: readonly ClockSpan[];
}

/** The fair clock's holder of an hour. `coordinator` names the agency that is longest overdue with its answer. */
export type ClockHolder =
  | { readonly kind: 'office' }
  | { readonly kind: 'lead'; readonly agencyId: AgencyId }
  | { readonly kind: 'approver'; readonly agencyId: AgencyId | null }
  | { readonly kind: 'coordinator'; readonly agencyId: AgencyId };

/** What the state alone tells of the holder; coordinators' overdue answers are laid over it by `fairClock`. */
export interface ClockSpan {
  readonly holder: Exclude<ClockHolder, { kind: 'coordinator' }>;
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface CoordinatingPart {
  readonly id: CoordinatingPartId;
  readonly holder: AgencyId;
  /** Ask 0. Asks from 1 on stand with the lead part that asked. */
  readonly participation: Ask;
  readonly released: boolean;
  readonly version: number;
}

export interface Task {
  readonly status: 'entered';
  readonly id: TaskId;
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
  readonly leads: readonly LeadPart[];
  readonly coordinators: readonly CoordinatingPart[];
  readonly consolidator: AgencyId | null;
  readonly followUp: PersonId | null;
  readonly enteredAt: Moment;
  /** The last amendment of its plan that changed it; left out where none did. */
  readonly amendment?: number;
  /** The document that says it no more; left out while it stands in its document. */
  readonly withdrawnBy?: string;
  /** Stream version of the last event. */
  readonly version: number;
  /** Stream version of the last event that touched the whole task. */
  readonly ownVersion: number;
}

export type TaskState = { readonly status: 'none' } | Task;

export const initialTask: TaskState = { status: 'none' };
