import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import { isSameValue } from '../shared/same-value.js';
import { dateInVietnam, type PlainDate } from '../shared/plain-date.js';
import { assessIndicator, movedFigures } from './assess-indicator.js';
import type { IndicatorTarget } from '../plan/plan.model.js';
import { measuredOf, type Indicator, type IndicatorState, type Measurement } from './indicator.evolve.js';
import type { FigureInput, IndicatorCommand, IndicatorEvent, MeasuredFigure } from './indicator.model.js';
import { readReading, readingOfValue } from './reading.js';

type Details = Reason<string>['details'];

/** Every reason for which an indicator refuses a command, with the sentence that a person reads. */
export const indicatorRejectionSentences = {
  'INDICATOR.NOT_ENTERED': () => 'Chỉ tiêu chưa được đưa vào theo dõi.',
  'INDICATOR.WITHDRAWN': () => 'Chỉ tiêu không còn trong văn bản giao; số liệu đã báo cáo vẫn được lưu.',
  'INDICATOR.NOT_YOURS': () => 'Chỉ tiêu này do cơ quan khác chủ trì theo dõi, đánh giá.',
  'INDICATOR.HELD_BY_ANOTHER': () => 'Chỉ tiêu không còn do cơ quan này theo dõi, đánh giá.',
  'INDICATOR.NOTHING_MEASURED': () => 'Chưa có số liệu; đề nghị nhập giá trị hoặc mô tả kết quả.',
  'INDICATOR.CLOSED': () => 'Chỉ tiêu đã kết thúc theo dõi; số liệu đã báo cáo vẫn được lưu.',
  'INDICATOR.NO_SUCH_MEASUREMENT': () => 'Không có số liệu này.',
  'INDICATOR.NO_SUCH_PERIOD': (of: Details) => `Chỉ tiêu không có mục tiêu cho kỳ ${String(of['period'])}.`,
  'INDICATOR.NO_TARGETS': () => 'Chưa nêu mục tiêu mới nào.',
  'INDICATOR.MEASURED_IN_FUTURE': (of: Details) => `Ngày của số liệu (${String(of['on'])}) không được sau ngày hôm nay.`,
} as const satisfies Record<`INDICATOR.${string}`, (details: Details) => string>;

export type IndicatorRejection = Reason<keyof typeof indicatorRejectionSentences>;

type IndicatorDecision = Decision<IndicatorEvent, IndicatorRejection>;
type CommandOf<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

const given = (text: string | null | undefined): string | null => {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
};

/** The figure in its shape; null where nothing was given. */
const figureOf = (input: FigureInput): MeasuredFigure | null => {
  const { on, value, document } = input;
  const said = given(input.reading);
  const prose = given(input.text);
  const reading = said !== null ? readReading(said) : value !== null ? readingOfValue(value) : prose === null ? null : readReading(prose);
  if (reading === null) return null;
  const text = said === null && value === null ? prose : (prose ?? (reading.kind === 'text' ? reading.text : null));
  const number = reading.kind === 'number' ? reading.min : null;
  return { period: input.period ?? null, on, reading, meets: input.meets ?? null, value: number, text, document };
};

const isSame = (one: MeasuredFigure | undefined, other: MeasuredFigure): boolean =>
  one?.on === other.on &&
  one.period === other.period &&
  one.reading.text === other.reading.text &&
  one.meets === other.meets &&
  one.text === other.text &&
  one.document === other.document;

/** Null: the figure may stand. */
const wrongFigure = (figure: MeasuredFigure, { targets }: Indicator, today: PlainDate): IndicatorRejection | null => {
  const { on, period } = figure;
  if (on > today) return { code: 'INDICATOR.MEASURED_IN_FUTURE', details: { on } };
  const isKnown = period === null || targets.some((target) => target.period === period);
  return isKnown ? null : { code: 'INDICATOR.NO_SUCH_PERIOD', details: { period } };
};

/** Null: the indicator is followed. */
const notFollowed = (state: Indicator): IndicatorRejection | null => {
  if (state.withdrawnBy !== undefined) return { code: 'INDICATOR.WITHDRAWN', details: { indicator: state.indicatorId } };
  return state.closed === null ? null : { code: 'INDICATOR.CLOSED', details: { indicator: state.indicatorId } };
};

const refused = (rejection: IndicatorRejection): IndicatorDecision => ({ ok: false, rejection });

const effectiveOf = ({ meta }: IndicatorCommand) => meta.effectiveAt ?? meta.now;

const report = (command: CommandOf<'ReportMeasurement'>, state: Indicator): IndicatorDecision => {
  const { data, meta } = command;
  const agency = meta.onBehalfOf;
  if (agency === null || !state.leads.includes(agency)) return reject('INDICATOR.NOT_YOURS', { agency });
  const figure = figureOf(data);
  if (figure === null) return reject('INDICATOR.NOTHING_MEASURED');
  const wrong = wrongFigure(figure, state, dateInVietnam(meta.now));
  if (wrong !== null) return refused(wrong);
  if (isSame(state.measurements.at(-1), figure)) return nothing();
  const measured = { ...figure, files: data.files, reportedBy: meta.actor, effectiveAt: effectiveOf(command) };
  return accept({ type: 'MeasurementReported', data: { measurement: state.measurements.length + 1, agencyId: agency, ...measured } });
};

const withFigure = (state: Indicator, one: Measurement, figure: MeasuredFigure): Indicator => ({
  ...state,
  measurements: state.measurements.map((other) => (other === one ? { ...one, ...figure, confirmed: null } : other)),
});

const figureIn = ({ period, on, reading, meets, value, text, document }: Measurement): MeasuredFigure => ({
  period,
  on,
  reading,
  meets,
  value,
  text,
  document,
});

const correct = (command: CommandOf<'CorrectMeasurement'>, state: Indicator): IndicatorDecision => {
  const { data, meta } = command;
  const one = state.measurements.find(({ measurement }) => measurement === data.measurement);
  if (one === undefined) return reject('INDICATOR.NO_SUCH_MEASUREMENT', { measurement: data.measurement });
  const to = figureOf(data);
  if (to === null) return reject('INDICATOR.NOTHING_MEASURED');
  const today = dateInVietnam(meta.now);
  const wrong = wrongFigure(to, state, today);
  if (wrong !== null) return refused(wrong);
  if (isSame(one, to)) return nothing();
  const assessed = (of: Indicator) => assessIndicator({ targets: of.targets, measurements: measuredOf(of) }, today);
  const moves = movedFigures(assessed(state), assessed(withFigure(state, one, to)));
  const { measurement, reason } = data;
  const corrected = { measurement, from: figureIn(one), to, reason, moves, correctedBy: meta.actor, effectiveAt: effectiveOf(command) };
  return accept({ type: 'MeasurementCorrected', data: corrected });
};

const confirm = (command: CommandOf<'ConfirmMeasurement'>, state: Indicator): IndicatorDecision => {
  const { measurement, note } = command.data;
  const one = state.measurements.find((candidate) => candidate.measurement === measurement);
  if (one === undefined) return reject('INDICATOR.NO_SUCH_MEASUREMENT', { measurement });
  if (one.confirmed !== null) return nothing();
  const confirmedBy = command.meta.actor;
  return accept({ type: 'MeasurementConfirmed', data: { measurement, note, confirmedBy, effectiveAt: effectiveOf(command) } });
};

const link = (command: CommandOf<'LinkTask'>, { tasks }: Indicator): IndicatorDecision => {
  const { taskId, note } = command.data;
  const isLinked = tasks.some((one) => one.taskId === taskId && one.note === note);
  return isLinked ? nothing() : accept({ type: 'TaskLinked', data: { taskId, note, effectiveAt: effectiveOf(command) } });
};

const unlink = (command: CommandOf<'UnlinkTask'>, { tasks }: Indicator): IndicatorDecision => {
  const { taskId } = command.data;
  if (!tasks.some((one) => one.taskId === taskId)) return nothing();
  return accept({ type: 'TaskUnlinked', data: { taskId, effectiveAt: effectiveOf(command) } });
};

/** The targets of a new document, each in the shape in which it is written. */
export const rebasedTargets = (targets: CommandOf<'RebaseIndicator'>['data']['targets']): readonly IndicatorTarget[] =>
  targets.map(({ period, text }) => ({ period, ...readReading(text) }));

const rebase = (command: CommandOf<'RebaseIndicator'>, { targets: from }: Indicator): IndicatorDecision => {
  const { targets, basis, document } = command.data;
  if (targets.length === 0) return reject('INDICATOR.NO_TARGETS');
  const to = rebasedTargets(targets);
  const isSaid = from.length === to.length && from.every(({ period, text }, at) => to[at]?.period === period && to[at].text === text);
  return isSaid ? nothing() : accept({ type: 'IndicatorRebased', data: { from, to, basis, document, effectiveAt: effectiveOf(command) } });
};

const close = (command: CommandOf<'CloseIndicator'>): IndicatorDecision =>
  accept({ type: 'IndicatorClosed', data: { ...command.data, effectiveAt: effectiveOf(command) } });

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
  if (!state.leads.includes(data.from)) {
    return state.leads.includes(data.agencyId) ? nothing() : reject('INDICATOR.HELD_BY_ANOTHER', { from: data.from });
  }
  return accept({ type: 'IndicatorSucceeded', data: { ...data, effectiveAt: meta.effectiveAt ?? meta.now } });
};

/** Of an indicator that is followed. */
const onFollowed = (
  command: Exclude<IndicatorCommand, { type: 'EnterIndicator' | 'AmendIndicator' }>,
  state: Indicator,
): IndicatorDecision => {
  if (command.type === 'CloseIndicator' && state.closed !== null) return nothing();
  const refusal = notFollowed(state);
  if (refusal !== null) return refused(refusal);
  switch (command.type) {
    case 'SucceedIndicator':
      return succeed(command, state);
    case 'ReportMeasurement':
      return report(command, state);
    case 'ConfirmMeasurement':
      return confirm(command, state);
    case 'CorrectMeasurement':
      return correct(command, state);
    case 'LinkTask':
      return link(command, state);
    case 'UnlinkTask':
      return unlink(command, state);
    case 'RebaseIndicator':
      return rebase(command, state);
    case 'CloseIndicator':
      return close(command);
    default:
      return assertNever(command);
  }
};

/** What a command makes of an indicator. Entering twice changes nothing: ids are derived from plan and row. */
export const decideIndicator = (command: IndicatorCommand, state: IndicatorState): IndicatorDecision => {
  if (command.type === 'EnterIndicator') {
    return state.status === 'entered'
      ? nothing()
      : accept({ type: 'IndicatorEntered', data: { ...command.data, effectiveAt: effectiveOf(command) } });
  }
  if (state.status === 'none') return reject('INDICATOR.NOT_ENTERED');
  return command.type === 'AmendIndicator' ? amend(command, state) : onFollowed(command, state);
};
