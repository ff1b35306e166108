import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { AgencyId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { dateInVietnam, type PlainDate } from '../shared/plain-date.js';
import type {
  Confirmation,
  RecordedReorganisation,
  Reorganisation,
  ReorganisationCommand,
  ReorganisationEvent,
  ReorganisationState,
  SuccessionLine,
} from './reorganisation.model.js';

export const initialReorganisation: ReorganisationState = { status: 'none' };

/** What the state becomes by an event of the log. Total and dull. */
export const evolveReorganisation = (
  state: ReorganisationState,
  event: ReorganisationEvent,
  { version }: Recorded,
): ReorganisationState => {
  switch (event.type) {
    case 'ReorganisationRecorded': {
      const { effectiveAt: _effective, ...recorded } = event.data;
      return { status: 'recorded', ...recorded, confirmations: [], version };
    }
    case 'SuccessionConfirmed': {
      if (state.status === 'none') return state;
      const { confirmation: number, lines } = event.data;
      return { ...state, confirmations: [...state.confirmations, { number, lines, outcome: null }], version };
    }
    case 'SuccessionCompleted': {
      if (state.status === 'none') return state;
      const { confirmation, moved, unmoved } = event.data;
      const completed = (one: Confirmation): Confirmation => (one.number === confirmation ? { ...one, outcome: { moved, unmoved } } : one);
      return { ...state, confirmations: state.confirmations.map(completed), version };
    }
    default:
      return assertNever(event);
  }
};

type Details = Reason<string>['details'];

/** Every reason for which a reorganisation refuses a command, with the sentence that a person reads. */
export const reorganisationRejectionSentences = {
  'REORGANISATION.NOT_RECORDED': () => 'Chưa có đợt sắp xếp tổ chức này.',
  'REORGANISATION.ID_TAKEN': () => 'Mã này đã dùng cho một đợt sắp xếp có nội dung khác; đề nghị chọn mã khác.',
  'REORGANISATION.NOT_YET': (of: Details) =>
    `Đợt sắp xếp có hiệu lực từ ${String(of['on'])}, sau ngày hôm nay; đề nghị ghi nhận từ ngày đó.`,
  'REORGANISATION.NO_LINES': () => 'Chưa chọn dòng nào để chuyển.',
  'REORGANISATION.LINE_TWICE': () => 'Một lượt giao được nêu hai lần trong cùng một lần xác nhận.',
  'REORGANISATION.NOT_ENDED': (of: Details) => `Cơ quan ${String(of['agency'])} không kết thúc hoạt động trong đợt sắp xếp này.`,
  'REORGANISATION.SUCCESSOR_ENDED': (of: Details) => `Cơ quan ${String(of['agency'])} cũng kết thúc hoạt động, không thể kế thừa.`,
  'REORGANISATION.UNKNOWN_SUCCESSOR': (of: Details) => `Cơ quan kế thừa ${String(of['agency'])} không có trong danh mục.`,
  'REORGANISATION.SUCCESSOR_MISSING': () => 'Chưa chọn cơ quan kế thừa; chỉ cấp phê duyệt được để trống để chỉ định sau.',
} as const satisfies Record<`REORGANISATION.${string}`, (details: Details) => string>;

export type ReorganisationRejection = Reason<keyof typeof reorganisationRejectionSentences>;

/** Whether an agency stands in the directory and has not ended. */
export type IsActiveAgency = (agency: AgencyId) => boolean;

type ReorganisationDecision = Decision<ReorganisationEvent, ReorganisationRejection>;

const firstDayAhead = ({ founded, ended }: Reorganisation, today: PlainDate): PlainDate | undefined =>
  [...founded.map(({ from }) => from), ...ended.map(({ on }) => on)].filter((day) => day > today).sort()[0];

/** Fields in one order: a log may give them back in another. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const contentOf = ({ id, title, founded, ended, groups }: Reorganisation): string =>
  JSON.stringify({ id, title, founded, ended, groups }, inOrder);

const record = ({ data, meta }: Extract<ReorganisationCommand, { type: 'RecordReorganisation' }>, state: ReorganisationState) => {
  if (state.status === 'recorded') {
    return contentOf(state) === contentOf(data) ? nothing() : reject('REORGANISATION.ID_TAKEN', { id: data.id });
  }
  const ahead = firstDayAhead(data, dateInVietnam(meta.now));
  if (ahead !== undefined) return reject('REORGANISATION.NOT_YET', { on: ahead });
  return accept<ReorganisationEvent>({ type: 'ReorganisationRecorded', data: { ...data, effectiveAt: meta.effectiveAt ?? meta.now } });
};

const placeOf = ({ kind, subject, part, from }: SuccessionLine): string =>
  // An indicator may have several leads; a part has one holder and one approver.
  [kind, subject, part ?? from].join(' ');

/** Null: the line may be confirmed. */
const problemOf = (
  { kind, from, to }: SuccessionLine,
  { ended, founded }: Reorganisation,
  isActive: IsActiveAgency,
): ReorganisationRejection | null => {
  const isEnded = (agency: AgencyId): boolean => ended.some(({ agencyId }) => agencyId === agency);
  const reason = (code: ReorganisationRejection['code'], agency: AgencyId | null) => ({ code, details: { agency } });
  if (!isEnded(from)) return reason('REORGANISATION.NOT_ENDED', from);
  if (to === null) return kind === 'approver' ? null : reason('REORGANISATION.SUCCESSOR_MISSING', from);
  if (isEnded(to)) return reason('REORGANISATION.SUCCESSOR_ENDED', to);
  const isKnown = isActive(to) || founded.some(({ id }) => id === to);
  return isKnown ? null : reason('REORGANISATION.UNKNOWN_SUCCESSOR', to);
};

const confirm = (
  { data: { lines }, meta }: Extract<ReorganisationCommand, { type: 'ConfirmSuccession' }>,
  state: RecordedReorganisation,
  isActive: IsActiveAgency,
): ReorganisationDecision => {
  if (lines.length === 0) return reject('REORGANISATION.NO_LINES');
  if (new Set(lines.map(placeOf)).size < lines.length) return reject('REORGANISATION.LINE_TWICE');
  for (const line of lines) {
    const problem = problemOf(line, state, isActive);
    if (problem !== null) return { ok: false, rejection: problem };
  }
  const confirmation = state.confirmations.length + 1;
  return accept({ type: 'SuccessionConfirmed', data: { confirmation, lines, effectiveAt: meta.effectiveAt ?? meta.now } });
};

const complete = (
  { data, meta }: Extract<ReorganisationCommand, { type: 'CompleteSuccession' }>,
  state: RecordedReorganisation,
): ReorganisationDecision => {
  const meant = state.confirmations.find(({ number }) => number === data.confirmation);
  if (meant === undefined || meant.outcome !== null) return nothing();
  return accept({ type: 'SuccessionCompleted', data: { ...data, effectiveAt: meta.now } });
};

/** What a command makes of a reorganisation. Recording the same twice changes nothing. */
export const decideReorganisation = (
  command: ReorganisationCommand,
  state: ReorganisationState,
  isActive: IsActiveAgency,
): ReorganisationDecision => {
  if (command.type === 'RecordReorganisation') return record(command, state);
  if (state.status === 'none') return reject('REORGANISATION.NOT_RECORDED');
  switch (command.type) {
    case 'ConfirmSuccession':
      return confirm(command, state, isActive);
    case 'CompleteSuccession':
      return complete(command, state);
    default:
      return assertNever(command);
  }
};
