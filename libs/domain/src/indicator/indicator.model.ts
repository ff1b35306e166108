import type { AgencyId, IndicatorId, Instant, PersonId, PlanId, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { DocumentRef, FileRef, Source } from '../shared/references.js';
import type { IndicatorTarget } from '../plan/plan.model.js';
import type { MovedFigure } from './assess-indicator.js';
import type { Reading } from './reading.js';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** A row of the appendix of indicators is followed from now on. First event of its stream. */
export type IndicatorEntered = Event<
  'IndicatorEntered',
  {
    readonly indicatorId: IndicatorId;
    readonly planId: PlanId | null;
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
>;
/** What the row of a plan says of an indicator. */
export type IndicatorWording = Pick<IndicatorEntered['data'], 'row' | 'ordinal' | 'name' | 'unit' | 'targets' | 'leads' | 'printedLeads'>;

/** The document that sets the indicator says something else from now on; old and new values stand side by side. Measurements stay. */
export type IndicatorAmended = Event<
  'IndicatorAmended',
  {
    /** Counts the amendments of the plan from 1. */
    readonly amendment: number;
    readonly from: Partial<IndicatorWording>;
    readonly to: Partial<IndicatorWording>;
    /** The indicator stands in the document no more. */
    readonly withdrawn: boolean;
    readonly basis: string;
  }
>;
/** By a reorganisation another agency follows and assesses the indicator; what was measured stays with who measured it. */
export type IndicatorSucceeded = Event<
  'IndicatorSucceeded',
  { readonly from: AgencyId; readonly agencyId: AgencyId; readonly basis: string }
>;
/** What is said of an indicator by one measurement, whatever shape it has. */
export interface MeasuredFigure {
  /** For which of the indicator's periods; null: for its day alone. */
  readonly period: string | null;
  readonly on: PlainDate;
  /** In the shape in which it was given, in the indicator's own unit. */
  readonly reading: Reading;
  /** Of prose: whether it says that the target is met; null where a figure says it. */
  readonly meets: boolean | null;
  /** The figure where it is one number. */
  readonly value: number | null;
  /** What is told beside the figure, or the prose itself. */
  readonly text: string | null;
  /** The source document. */
  readonly document: string | null;
}

/** An agency reports a measured figure: a number, a range, a bound, or prose where the target is prose. */
export type MeasurementReported = Event<
  'MeasurementReported',
  MeasuredFigure & {
    readonly measurement: number;
    readonly agencyId: AgencyId;
    readonly files: readonly FileRef[];
    readonly reportedBy: PersonId | null;
  }
>;
/** The Office has checked a measurement against its source. */
export type MeasurementConfirmed = Event<
  'MeasurementConfirmed',
  { readonly measurement: number; readonly note: string | null; readonly confirmedBy: PersonId | null }
>;
/** A measurement said something wrong. Both figures stand side by side, with every figure that moves by it on this day. */
export type MeasurementCorrected = Event<
  'MeasurementCorrected',
  {
    readonly measurement: number;
    readonly from: MeasuredFigure;
    readonly to: MeasuredFigure;
    readonly reason: string;
    readonly moves: readonly MovedFigure[];
    readonly correctedBy: PersonId | null;
  }
>;
/** A task is said to move this indicator. */
export type TaskLinked = Event<'TaskLinked', { readonly taskId: TaskId; readonly note: string | null }>;
/** A task does not move this indicator after all. */
export type TaskUnlinked = Event<'TaskUnlinked', { readonly taskId: TaskId }>;
/** Law or another document has overtaken the indicator: it is measured against other targets from now on. Measurements stay. */
export type IndicatorRebased = Event<
  'IndicatorRebased',
  {
    readonly from: readonly IndicatorTarget[];
    readonly to: readonly IndicatorTarget[];
    readonly basis: string;
    readonly document: DocumentRef | null;
  }
>;
/** Law or another document has overtaken the indicator, and nothing takes its place: it is followed no more. */
export type IndicatorClosed = Event<'IndicatorClosed', { readonly basis: string; readonly document: DocumentRef | null }>;

export type IndicatorEvent =
  | IndicatorEntered
  | IndicatorAmended
  | IndicatorSucceeded
  | MeasurementReported
  | MeasurementConfirmed
  | MeasurementCorrected
  | TaskLinked
  | TaskUnlinked
  | IndicatorRebased
  | IndicatorClosed;
export type IndicatorEventType = IndicatorEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type IndicatorCommand =
  | Command<'EnterIndicator', Omit<IndicatorEntered['data'], 'effectiveAt'>>
  | Command<
      'AmendIndicator',
      {
        readonly amendment: number;
        readonly wording: Partial<IndicatorWording>;
        readonly withdrawn: boolean;
        readonly basis: string;
      }
    >
  | Command<'SucceedIndicator', Omit<IndicatorSucceeded['data'], 'effectiveAt'>>
  | Command<'ReportMeasurement', FigureInput & { readonly files: readonly FileRef[] }>
  | Command<'ConfirmMeasurement', { readonly measurement: number; readonly note: string | null }>
  | Command<'CorrectMeasurement', FigureInput & { readonly measurement: number; readonly reason: string }>
  | Command<'LinkTask', { readonly taskId: TaskId; readonly note: string | null }>
  | Command<'UnlinkTask', { readonly taskId: TaskId }>
  | Command<
      'RebaseIndicator',
      {
        readonly targets: readonly { readonly period: string; readonly text: string }[];
        readonly basis: string;
        readonly document: DocumentRef | null;
      }
    >
  | Command<'CloseIndicator', { readonly basis: string; readonly document: DocumentRef | null }>;

/** A figure as a person gives it: `reading` in its own shape, else `value`, else `text`. */
export interface FigureInput {
  readonly period?: string | null | undefined;
  readonly on: PlainDate;
  readonly reading?: string | null | undefined;
  readonly meets?: boolean | null | undefined;
  readonly value: number | null;
  readonly text: string | null;
  readonly document: string | null;
}
