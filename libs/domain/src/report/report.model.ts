import type { FiguresPeriod } from '../figures/period-lines.js';
import type { AgencyId, Instant, PersonId, PlanId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { ReportContent } from './report.content.js';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };
type OfCutOff = { readonly cutOff: number };

/** The figures of a period are read at a position of the log, and laid before the agencies that have lines in them. */
export type CutOffTaken = Event<
  'CutOffTaken',
  {
    readonly reportId: string;
    /** Counts from 1 within the report; a wrong one is withdrawn and taken again. */
    readonly cutOff: number;
    readonly period: FiguresPeriod;
    /** Null: over all plans. */
    readonly planId: PlanId | null;
    /** The last position of the log that the figures know of. */
    readonly position: number;
    /** The last day to answer: two working days later. */
    readonly reconcileBy: PlainDate;
    readonly content: ReportContent;
    /** SHA-256 of the content, hexadecimal. */
    readonly digest: string;
    /** Agencies that confirmed the same lines at the cut-off before: their answer holds. */
    readonly carried: readonly AgencyId[];
  }
>;
/** A cut-off that was wrong is taken back before the lock; what agencies answered to it stays told. */
export type CutOffWithdrawn = Event<'CutOffWithdrawn', OfCutOff & { readonly reason: string }>;
/** An agency confirms that its own lines are right. */
export type LinesConfirmed = Event<'LinesConfirmed', OfCutOff & { readonly agencyId: AgencyId }>;
/** An agency holds that lines of its own are wrong, each with its reason. */
export type LinesObjected = Event<
  'LinesObjected',
  OfCutOff & {
    readonly agencyId: AgencyId;
    readonly objections: readonly { readonly number: number; readonly line: string; readonly reason: string }[];
  }
>;
/** `kept`: the figures are right. `corrected`: put right at the source, the cut-off is to be taken again. `next-period`: told as an adjustment. */
export type ObjectionOutcome = 'kept' | 'corrected' | 'next-period';
/** The Office answers an objection. */
export type ObjectionAnswered = Event<
  'ObjectionAnswered',
  OfCutOff & { readonly objection: number; readonly outcome: ObjectionOutcome; readonly answer: string }
>;
/** The document by which the head of the Office confirmed, where another person records it. */
export type ConfirmingDocument = { readonly number: string; readonly date: PlainDate | null };
/** The head of the Office confirms the figures, or an officer records the document that does. */
export type ReportConfirmed = Event<'ReportConfirmed', OfCutOff & { readonly document: ConfirmingDocument | null }>;
/** From here on the report never changes. Silent agencies are named: silence is no consent. */
export type ReportLocked = Event<'ReportLocked', OfCutOff & { readonly digest: string; readonly silent: readonly AgencyId[] }>;

export type ReportEvent =
  CutOffTaken | CutOffWithdrawn | LinesConfirmed | LinesObjected | ObjectionAnswered | ReportConfirmed | ReportLocked;
export type ReportEventType = ReportEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
/** `cutOff`: the one that the person saw. */
export type ReportCommand =
  | Command<'TakeCutOff', Omit<CutOffTaken['data'], 'effectiveAt' | 'cutOff' | 'carried'>>
  | Command<'WithdrawCutOff', OfCutOff & { readonly reason: string }>
  | Command<'ConfirmLines', OfCutOff>
  | Command<'ObjectToLines', OfCutOff & { readonly objections: readonly { readonly line: string; readonly reason: string }[] }>
  | Command<'AnswerObjection', OfCutOff & Omit<ObjectionAnswered['data'], 'effectiveAt' | 'cutOff'>>
  | Command<'ConfirmReport', OfCutOff & { readonly document: ConfirmingDocument | null }>
  | Command<'LockReport', OfCutOff>;

/** What an agency has said to the newest cut-off; who has said nothing stands in none. */
export interface Reconciliation {
  readonly agencyId: AgencyId;
  readonly kind: 'confirmed' | 'objected';
  readonly at: Instant;
  /** Confirmed at the cut-off before, and its lines are the same. */
  readonly carried: boolean;
}

export interface Objection {
  readonly number: number;
  readonly cutOff: number;
  readonly agencyId: AgencyId;
  /** See `lineKey`. */
  readonly line: string;
  readonly reason: string;
  readonly at: Instant;
  readonly answer: { readonly outcome: ObjectionOutcome; readonly text: string; readonly at: Instant } | null;
}

export interface CutOff {
  readonly number: number;
  readonly position: number;
  readonly takenAt: Instant;
  readonly reconcileBy: PlainDate;
  readonly digest: string;
  readonly withdrawn: { readonly reason: string; readonly at: Instant } | null;
}

/** A period's figures on their way from the cut-off to the lock. */
export interface PeriodReport {
  readonly status: 'open';
  readonly id: string;
  readonly period: FiguresPeriod;
  readonly planId: PlanId | null;
  /** Oldest first; the newest is the one that is reconciled, unless it is withdrawn. */
  readonly cutOffs: readonly CutOff[];
  /** Of the newest cut-off. */
  readonly content: ReportContent;
  readonly reconciliations: readonly Reconciliation[];
  readonly objections: readonly Objection[];
  readonly confirmed: { readonly at: Instant; readonly by: PersonId | null; readonly document: ConfirmingDocument | null } | null;
  readonly locked: { readonly at: Instant; readonly by: PersonId | null; readonly silent: readonly AgencyId[] } | null;
  readonly version: number;
}
export type ReportState = { readonly status: 'none' } | PeriodReport;

/** What is known of the person who confirms. */
export interface ReportFacts {
  /** Heads the Office, or is a deputy of its head. */
  readonly isHeadOfOffice: boolean;
}
