import type { AgencyId, IndicatorId, Instant, PersonId, PlanId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { FileRef, Source } from '../shared/references.js';
import type { IndicatorTarget } from '../plan/plan.model.js';

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
/** An agency reports a measured value, in the indicator's own unit, or prose where the target is prose. */
export type MeasurementReported = Event<
  'MeasurementReported',
  {
    readonly measurement: number;
    readonly agencyId: AgencyId;
    readonly on: PlainDate;
    readonly value: number | null;
    readonly text: string | null;
    readonly document: string | null;
    readonly files: readonly FileRef[];
    readonly reportedBy: PersonId | null;
  }
>;
export type IndicatorEvent = IndicatorEntered | IndicatorAmended | IndicatorSucceeded | MeasurementReported;
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
  | Command<
      'ReportMeasurement',
      {
        readonly on: PlainDate;
        readonly value: number | null;
        readonly text: string | null;
        readonly document: string | null;
        readonly files: readonly FileRef[];
      }
    >;
