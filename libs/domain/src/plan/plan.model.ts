import type { Deadline } from '../deadline/deadline.js';
import type { AgencyId, IndicatorId, Instant, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { FileRef, Source } from '../shared/references.js';
import type { Amendment } from './amendment/amendment.model.js';
import type { DraftChange, DraftEdit } from './draft/draft-change.js';

/** One row of Appendix II, ready to be entered: agencies resolved, groups expanded, id derived (UUIDv5 of plan and row). */
export interface PlanTaskRow {
  readonly taskId: TaskId;
  /** 0-based. */
  readonly row: number;
  readonly ordinal: string | null;
  readonly group: string | null;
  readonly groupTitle: string | null;
  readonly title: string;
  readonly deadline: Deadline;
  readonly funding: string | null;
  readonly output: string | null;
  readonly leads: readonly { readonly agencyId: AgencyId; readonly approver: AgencyId | null; readonly approverProposed: boolean }[];
  readonly coordinators: readonly AgencyId[];
  /** The texts as printed, for the appendix with live status. */
  readonly printed: { readonly leads: string; readonly coordinators: string; readonly approvers: string };
  readonly source: Source | null;
  readonly findings: readonly string[];
}

export type TargetKind = 'number' | 'range' | 'at-least' | 'at-most' | 'text';

export interface IndicatorTarget {
  /** For example "2025". */
  readonly period: string;
  readonly text: string;
  readonly kind: TargetKind;
  readonly min: number | null;
  readonly max: number | null;
}

/** One row of Appendix I, ready to be entered. */
export interface PlanIndicatorRow {
  readonly indicatorId: IndicatorId;
  readonly row: number;
  readonly ordinal: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly targets: readonly IndicatorTarget[];
  readonly leads: readonly AgencyId[];
  readonly printedLeads: string;
  readonly source: Source | null;
  readonly findings: readonly string[];
}

export interface PlanDocument {
  readonly number: string | null;
  readonly issuedOn: PlainDate | null;
  readonly issuer: string | null;
  readonly title: string;
}

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** A document has been read and kept for review. First event of its stream. */
export type PlanDrafted = Event<
  'PlanDrafted',
  {
    readonly planId: PlanId;
    readonly file: FileRef;
    readonly document: PlanDocument;
    /** The PlanDraft as read (the shape of `libs/contracts`), kept whole so that the review can be repeated. */
    readonly draft: unknown;
  }
>;
/**
 * What one person corrected at once, and which findings (by index in the draft as read) were looked at and left as they stand.
 * The stream version of the event names the correction.
 */
export type DraftCorrected = Event<'DraftCorrected', { readonly changes: readonly DraftChange[]; readonly seen: readonly number[] }>;
/** A correction, with all its places, is taken back. */
export type CorrectionUndone = Event<'CorrectionUndone', { readonly correction: number }>;
/** A correction that was taken back is laid over the draft again. */
export type CorrectionRedone = Event<'CorrectionRedone', { readonly correction: number }>;
/** The draft is not going to be entered: given up, or taken over by a plan that it amends. */
export type DraftClosed = Event<'DraftClosed', { readonly reason: string; readonly takenOverBy: PlanId | null }>;
/** The Office enters the reviewed plan for follow-up; every row stands in this one event, tasks and indicators follow from it. */
export type PlanEntered = Event<
  'PlanEntered',
  {
    readonly planId: PlanId;
    readonly document: PlanDocument;
    readonly assigningAuthority: AgencyId;
    /** The day on which the plan began to hold (its signing day, or the day the Office names). */
    readonly effectiveOn: PlainDate;
    readonly late: boolean;
    readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
    readonly tasks: readonly PlanTaskRow[];
    readonly indicators: readonly PlanIndicatorRow[];
    readonly file: FileRef | null;
    readonly enteredBy: PersonId | null;
  }
>;
/** The process manager has entered every row. */
export type PlanEntryCompleted = Event<'PlanEntryCompleted', { readonly tasks: number; readonly indicators: number }>;
/**
 * A person has confirmed, line by line, what a new version makes of the plan: all lines stand in this one event, and what it asks of
 * tasks and indicators follows from it.
 */
export type PlanAmended = Event<'PlanAmended', Amendment & { readonly amendment: number; readonly amendedBy: PersonId | null }>;
/** Every line of an amendment has been carried out. */
export type PlanAmendmentCompleted = Event<'PlanAmendmentCompleted', { readonly amendment: number }>;
/** Follow-up of the plan ends, on a legal basis. */
export type PlanClosed = Event<'PlanClosed', { readonly basis: string }>;

export type PlanEvent =
  | PlanDrafted
  | DraftCorrected
  | CorrectionUndone
  | CorrectionRedone
  | DraftClosed
  | PlanEntered
  | PlanEntryCompleted
  | PlanAmended
  | PlanAmendmentCompleted
  | PlanClosed;
export type PlanEventType = PlanEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type PlanCommand =
  | Command<'DraftPlan', { readonly planId: PlanId; readonly file: FileRef; readonly document: PlanDocument; readonly draft: unknown }>
  | Command<'CorrectDraft', { readonly edits: readonly DraftEdit[]; readonly seen: readonly number[] }>
  /** `correction` null: the newest that stands. */
  | Command<'UndoCorrection', { readonly correction: number | null }>
  /** `correction` null: the one undone last. */
  | Command<'RedoCorrection', { readonly correction: number | null }>
  | Command<'CloseDraft', { readonly reason: string; readonly takenOverBy: PlanId | null }>
  | Command<'EnterPlan', Omit<PlanEntered['data'], 'effectiveAt' | 'enteredBy'>>
  | Command<'CompletePlanEntry', { readonly tasks: number; readonly indicators: number }>
  | Command<'AmendPlan', Amendment>
  | Command<'CompletePlanAmendment', { readonly amendment: number }>
  | Command<'ClosePlan', { readonly basis: string }>;
