import type { IndicatorEntered, IndicatorEvent, MeasurementReported, Recorded } from '#domain';

/** An indicator as its page shows it. */
export interface IndicatorState {
  readonly entered: IndicatorEntered['data'];
  readonly measurements: readonly (MeasurementReported['data'] & { readonly recordedAt: string })[];
  readonly version: number;
}

/** Null before it is entered. */
export const foldIndicator = (state: IndicatorState | null, event: IndicatorEvent, recorded: Recorded): IndicatorState | null => {
  if (event.type === 'IndicatorEntered') return { entered: event.data, measurements: [], version: recorded.version };
  if (state === null || recorded.version <= state.version) return state;
  return {
    ...state,
    measurements: [...state.measurements, { ...event.data, recordedAt: recorded.recordedAt }],
    version: recorded.version,
  };
};
