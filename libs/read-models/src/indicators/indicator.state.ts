import { succeededLeads, type IndicatorEntered, type IndicatorEvent, type MeasurementReported, type Recorded } from '#domain';

/** An indicator as its page shows it. */
export interface IndicatorState {
  readonly entered: IndicatorEntered['data'];
  /** The document that says it no more; left out while it stands in its document. */
  readonly withdrawnBy?: string;
  readonly measurements: readonly (MeasurementReported['data'] & { readonly recordedAt: string })[];
  readonly version: number;
}

/** Null before it is entered. */
export const foldIndicator = (state: IndicatorState | null, event: IndicatorEvent, recorded: Recorded): IndicatorState | null => {
  if (event.type === 'IndicatorEntered') return { entered: event.data, measurements: [], version: recorded.version };
  if (state === null || recorded.version <= state.version) return state;
  if (event.type === 'IndicatorAmended') {
    const { to, withdrawn, basis } = event.data;
    return { ...state, entered: { ...state.entered, ...to }, ...(withdrawn ? { withdrawnBy: basis } : {}), version: recorded.version };
  }
  if (event.type === 'IndicatorSucceeded') {
    const leads = succeededLeads(state.entered.leads, event.data);
    return { ...state, entered: { ...state.entered, leads }, version: recorded.version };
  }
  return {
    ...state,
    measurements: [...state.measurements, { ...event.data, recordedAt: recorded.recordedAt }],
    version: recorded.version,
  };
};
