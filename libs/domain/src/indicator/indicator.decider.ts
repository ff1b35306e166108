import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { AgencyId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { dateInVietnam } from '../shared/plain-date.js';
import { isSameValue } from '../shared/same-value.js';
import type { IndicatorCommand, IndicatorEntered, IndicatorEvent, MeasurementReported } from './indicator.model.js';

/** A measurement with the moment at which it was recorded. */
export type Measurement = Omit<MeasurementReported['data'], 'effectiveAt'> & { readonly recordedAt: Recorded['recordedAt'] };

export interface Indicator extends Omit<IndicatorEntered['data'], 'effectiveAt'> {
  readonly status: 'entered';
  /** Oldest first; a later one for the same day corrects the earlier. */
  readonly measurements: readonly Measurement[];
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
  switch (event.type) {
    case 'IndicatorEntered': {
      const { effectiveAt: _effective, ...entered } = event.data;
      return { status: 'entered', ...entered, measurements: [], version: recorded.version };
    }
    case 'IndicatorAmended': {
      if (state.status === 'none') return state;
      const { amendment, to, withdrawn, basis } = event.data;
      return { ...state, ...to, amendment, ...(withdrawn ? { withdrawnBy: basis } : {}), version: recorded.version };
    }
    case 'IndicatorSucceeded':
      return state.status === 'none' ? state : { ...state, leads: succeededLeads(state.leads, event.data), version: recorded.version };
    case 'MeasurementReported': {
      if (state.status === 'none') return state;
      const { effectiveAt: _effective, ...measurement } = event.data;
      return {
        ...state,
        measurements: [...state.measurements, { ...measurement, recordedAt: recorded.recordedAt }],
        version: recorded.version,
      };
    }
    default:
      return assertNever(event);
  }
};

/** The successor stands in the predecessor's place, once. */
export const succeededLeads = (
  leads: readonly AgencyId[],
  { from, agencyId }: { readonly from: AgencyId; readonly agencyId: AgencyId },
): readonly AgencyId[] => [...new Set(leads.map((lead) => (lead === from ? agencyId : lead)))];

type Details = Reason<string>['details'];

/** Every reason for which an indicator refuses a command, with the sentence that a person reads. */
export const indicatorRejectionSentences = {
  'INDICATOR.NOT_ENTERED': () => 'Chỉ tiêu chưa được đưa vào theo dõi.',
  'INDICATOR.WITHDRAWN': () => 'Chỉ tiêu không còn trong văn bản giao; số liệu đã báo cáo vẫn được lưu.',
  'INDICATOR.NOT_YOURS': () => 'Chỉ tiêu này do cơ quan khác chủ trì theo dõi, đánh giá.',
  'INDICATOR.HELD_BY_ANOTHER': () => 'Chỉ tiêu không còn do cơ quan này theo dõi, đánh giá.',
  'INDICATOR.NOTHING_MEASURED': () => 'Chưa có số liệu; đề nghị nhập giá trị hoặc mô tả kết quả.',
  'INDICATOR.MEASURED_IN_FUTURE': (of: Details) => `Ngày của số liệu (${String(of['on'])}) không được sau ngày hôm nay.`,
} as const satisfies Record<`INDICATOR.${string}`, (details: Details) => string>;

export type IndicatorRejection = Reason<keyof typeof indicatorRejectionSentences>;

const isSame = (one: Measurement | undefined, other: Extract<IndicatorCommand, { type: 'ReportMeasurement' }>['data']): boolean =>
  one?.on === other.on && one.value === other.value && one.text === other.text && one.document === other.document;

const report = (
  { data, meta }: Extract<IndicatorCommand, { type: 'ReportMeasurement' }>,
  state: Indicator,
): Decision<IndicatorEvent, IndicatorRejection> => {
  const agency = meta.onBehalfOf;
  if (state.withdrawnBy !== undefined) return reject('INDICATOR.WITHDRAWN', { indicator: state.indicatorId });
  if (agency === null || !state.leads.includes(agency)) return reject('INDICATOR.NOT_YOURS', { agency });
  if (data.value === null && (data.text ?? '').trim() === '') return reject('INDICATOR.NOTHING_MEASURED');
  if (data.on > dateInVietnam(meta.now)) return reject('INDICATOR.MEASURED_IN_FUTURE', { on: data.on });
  if (isSame(state.measurements.at(-1), data)) return nothing();
  const { on, value, text, document, files } = data;
  const measured = { on, value, text, document, files, reportedBy: meta.actor };
  return accept({
    type: 'MeasurementReported',
    data: {
      measurement: state.measurements.length + 1,
      agencyId: agency,
      ...measured,
      effectiveAt: meta.effectiveAt ?? meta.now,
    },
  });
};

const amend = (
  { data, meta }: Extract<IndicatorCommand, { type: 'AmendIndicator' }>,
  state: Indicator,
): Decision<IndicatorEvent, IndicatorRejection> => {
  const { amendment, wording, withdrawn, basis } = data;
  if (amendment <= (state.amendment ?? 0) || state.withdrawnBy !== undefined) return nothing();
  const changed = Object.entries(wording).filter(([field, value]) => !isSameValue(Reflect.get(state, field), value));
  if (changed.length === 0 && !withdrawn) return nothing();
  const from = Object.fromEntries(changed.map(([field]) => [field, Reflect.get(state, field) as unknown]));
  const effectiveAt = meta.effectiveAt ?? meta.now;
  return accept({ type: 'IndicatorAmended', data: { amendment, from, to: Object.fromEntries(changed), withdrawn, basis, effectiveAt } });
};

const succeed = (
  { data, meta }: Extract<IndicatorCommand, { type: 'SucceedIndicator' }>,
  state: Indicator,
): Decision<IndicatorEvent, IndicatorRejection> => {
  if (state.withdrawnBy !== undefined) return reject('INDICATOR.WITHDRAWN', { indicator: state.indicatorId });
  if (!state.leads.includes(data.from)) {
    return state.leads.includes(data.agencyId) ? nothing() : reject('INDICATOR.HELD_BY_ANOTHER', { from: data.from });
  }
  return accept({ type: 'IndicatorSucceeded', data: { ...data, effectiveAt: meta.effectiveAt ?? meta.now } });
};

/** What a command makes of an indicator. Entering twice changes nothing: ids are derived from plan and row. */
export const decideIndicator = (command: IndicatorCommand, state: IndicatorState): Decision<IndicatorEvent, IndicatorRejection> => {
  switch (command.type) {
    case 'EnterIndicator':
      if (state.status === 'entered') return nothing();
      return accept({
        type: 'IndicatorEntered',
        data: { ...command.data, effectiveAt: command.meta.effectiveAt ?? command.meta.now },
      });
    case 'AmendIndicator':
      return state.status === 'none' ? reject('INDICATOR.NOT_ENTERED') : amend(command, state);
    case 'SucceedIndicator':
      return state.status === 'none' ? reject('INDICATOR.NOT_ENTERED') : succeed(command, state);
    case 'ReportMeasurement':
      return state.status === 'none' ? reject('INDICATOR.NOT_ENTERED') : report(command, state);
    default:
      return assertNever(command);
  }
};
