import type { Deadline } from '../deadline/deadline.js';
import type { AgencyId, CoordinatingPartId, Instant, LeadPartId, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { Source } from '../shared/references.js';
import type { ObjectiveCause } from './state/cause.state.js';
import type { Cycle, PartRecurrence } from './state/cycle.state.js';
import type { Milestone } from './state/milestone.state.js';
import type { Moment } from './state/moment.js';
import type { Holding, Takeover } from './state/succession.state.js';
import type { Ask, ConsolidatedReport, Extension, Progress, Submission } from './state/work.state.js';
import type { InternalAssignment } from './task.commands.js';
import type { BaselineRecorded } from './task.events.js';

export type * from './state/cause.state.js';
export type * from './state/cycle.state.js';
export type * from './state/milestone.state.js';
export type * from './state/moment.js';
export type * from './state/succession.state.js';
export type * from './state/work.state.js';

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

export interface LeadPart {
  readonly id: LeadPartId;
  readonly holder: AgencyId;
  readonly approver: AgencyId | null;
  readonly approverProposed: boolean;
  /** Authorities that approved the part until a reorganisation ended them. */
  readonly formerApprovers: readonly AgencyId[];
  readonly situation: Situation;
  readonly unreviewed: boolean;
  /** What the review of a late entry found; left out where there was none, or where it was withdrawn. */
  readonly baseline?: Baseline;
  /** The due date in force. */
  readonly due: PlainDate | null;
  /** Every due date with the moment from which it ruled, oldest first. */
  readonly dueHistory: readonly { readonly due: PlainDate | null; readonly from: Moment }[];
  /** Rises with every change of due date or holder and every resubmission or return: reminders planned under another are void. */
  readonly subjectVersion: number;
  /** 1 for the first assignment, one more for each reassignment. */
  readonly assignment: number;
  /** Who has held the part, oldest first; the last is `holder`. */
  readonly holdings: readonly Holding[];
  /** Null where the holder was assigned the part. */
  readonly takeover: Takeover | null;
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
  readonly causes: readonly ObjectiveCause[];
  readonly asks: readonly Ask[];
  readonly milestones: readonly Milestone[];
  /** Null: not reported on by periods. */
  readonly recurrence: PartRecurrence | null;
  readonly cycles: readonly Cycle[];
  readonly urged: Urging | null;
  /** The last effective act: nothing may be entered as effective before it. */
  readonly lastActAt: Instant;
  /** Stream version of the last event that touched this part: the base of its ETag. */
  readonly version: number;
  /** Who has held the clock, from entry on: closed spans, oldest first, the last one open. */
  readonly clock: readonly ClockSpan[];
}

/** The last urging by hand. */
export interface Urging {
  readonly at: Moment;
  readonly urgent: boolean;
}

/** What was recorded of a part that was entered late. */
export interface Baseline {
  readonly outcome: BaselineRecorded['data']['outcome'];
  readonly note: string | null;
  readonly at: Moment;
  /** Stream version of its event: a part of that version has not moved since. */
  readonly version: number;
  /** The part as it stood before, where the review closed it; null where work goes on. */
  readonly before: LeadPart | null;
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
  /** Agencies that coordinated until a reorganisation ended them. */
  readonly formerHolders: readonly AgencyId[];
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
  readonly consolidatedReports: readonly ConsolidatedReport[];
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
