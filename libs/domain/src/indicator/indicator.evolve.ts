import { assertNever } from '../shared/decision.js';
import type { AgencyId, PersonId, TaskId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import type { IndicatorTarget } from '../plan/plan.model.js';
import type { Measured } from './assess-indicator.js';
import type {
  IndicatorEntered,
  IndicatorEvent,
  MeasurementConfirmed,
  MeasurementCorrected,
  MeasurementReported,
} from './indicator.model.js';

/** A measurement with the moment at which it was recorded, who confirmed it, and how it was put right. */
export type Measurement = Omit<MeasurementReported['data'], 'effectiveAt'> & {
  readonly recordedAt: Recorded['recordedAt'];
  /** Null until the Office has checked it, and again once it is corrected. */
  readonly confirmed: { readonly by: PersonId | null; readonly note: string | null; readonly at: Recorded['recordedAt'] } | null;
  /** Oldest first. */
  readonly corrections: readonly (Omit<MeasurementCorrected['data'], 'effectiveAt' | 'measurement'> & {
    readonly recordedAt: Recorded['recordedAt'];
  })[];
};

export interface Indicator extends Omit<IndicatorEntered['data'], 'effectiveAt'> {
  readonly status: 'entered';
  /** In the order in which they were reported. */
  readonly measurements: readonly Measurement[];
  /** Tasks that are said to move it. */
  readonly tasks: readonly { readonly taskId: TaskId; readonly note: string | null }[];
  /** Targets that it was measured against before, oldest first, each until its document. */
  readonly formerTargets: readonly {
    readonly targets: readonly IndicatorTarget[];
    readonly until: Recorded['recordedAt'];
    readonly basis: string;
  }[];
  /** Overtaken, and followed no more; null while it is followed. */
  readonly closed: { readonly basis: string; readonly at: Recorded['recordedAt'] } | null;
  /** The last amendment of its plan that changed it; left out where none did. */
  readonly amendment?: number;
  /** The document that says it no more; left out while it stands in its document. */
  readonly withdrawnBy?: string;
  readonly version: number;
}
export type IndicatorState = { readonly status: 'none' } | Indicator;

export const initialIndicator: IndicatorState = { status: 'none' };

/** What the state becomes by an event of the log. Total and dull. */
export const evolveIndicator = (state: IndicatorState, event: IndicatorEvent, recorded: Recorded): IndicatorState => {
  if (event.type === 'IndicatorEntered') {
    const { effectiveAt: _effective, ...entered } = event.data;
    return { status: 'entered', ...entered, measurements: [], tasks: [], formerTargets: [], closed: null, version: recorded.version };
  }
  return state.status === 'none' ? state : { ...apply(state, event, recorded), version: recorded.version };
};

const apply = (state: Indicator, event: Exclude<IndicatorEvent, { type: 'IndicatorEntered' }>, { recordedAt }: Recorded): Indicator => {
  switch (event.type) {
    case 'IndicatorAmended': {
      const { amendment, to, withdrawn, basis } = event.data;
      return { ...state, ...to, amendment, ...(withdrawn ? { withdrawnBy: basis } : {}) };
    }
    case 'IndicatorSucceeded':
      return { ...state, leads: succeededLeads(state.leads, event.data) };
    case 'MeasurementReported': {
      const { effectiveAt: _effective, ...measurement } = event.data;
      return { ...state, measurements: [...state.measurements, { ...measurement, recordedAt, confirmed: null, corrections: [] }] };
    }
    case 'MeasurementConfirmed':
      return onMeasurement(state, event.data.measurement, (one) => confirm(one, event, recordedAt));
    case 'MeasurementCorrected':
      return onMeasurement(state, event.data.measurement, (one) => correct(one, event, recordedAt));
    case 'TaskLinked': {
      const { taskId, note } = event.data;
      return { ...state, tasks: [...state.tasks.filter((one) => one.taskId !== taskId), { taskId, note }] };
    }
    case 'TaskUnlinked':
      return { ...state, tasks: state.tasks.filter(({ taskId }) => taskId !== event.data.taskId) };
    case 'IndicatorRebased': {
      const { from, to, basis } = event.data;
      return { ...state, targets: to, formerTargets: [...state.formerTargets, { targets: from, until: recordedAt, basis }] };
    }
    case 'IndicatorClosed':
      return { ...state, closed: { basis: event.data.basis, at: recordedAt } };
    default:
      return assertNever(event);
  }
};

const onMeasurement = (state: Indicator, number: number, change: (one: Measurement) => Measurement): Indicator => ({
  ...state,
  measurements: state.measurements.map((one) => (one.measurement === number ? change(one) : one)),
});

const confirm = (one: Measurement, { data }: MeasurementConfirmed, at: Recorded['recordedAt']): Measurement => ({
  ...one,
  confirmed: { by: data.confirmedBy, note: data.note, at },
});

const correct = (one: Measurement, { data }: MeasurementCorrected, recordedAt: Recorded['recordedAt']): Measurement => {
  const { from, to, reason, moves, correctedBy } = data;
  return { ...one, ...to, confirmed: null, corrections: [...one.corrections, { from, to, reason, moves, correctedBy, recordedAt }] };
};

/** What an assessment looks at. */
export const measuredOf = ({ measurements }: Pick<Indicator, 'measurements'>): readonly Measured[] =>
  measurements.map(({ measurement, period, on, reading, meets, confirmed }) => ({
    measurement,
    period,
    on,
    reading,
    meets,
    isConfirmed: confirmed !== null,
  }));

/** The successor stands in the predecessor's place, once. */
export const succeededLeads = (
  leads: readonly AgencyId[],
  { from, agencyId }: { readonly from: AgencyId; readonly agencyId: AgencyId },
): readonly AgencyId[] => [...new Set(leads.map((lead) => (lead === from ? agencyId : lead)))];
