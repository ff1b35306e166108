import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { AgencyId, Instant } from '../shared/ids.js';
import { dateInVietnam } from '../shared/plain-date.js';
import { isSameValue } from '../shared/same-value.js';
import type { CutOff, Objection, PeriodReport, ReportCommand, ReportEvent, ReportFacts, ReportState } from './report.model.js';
import { currentCutOff, lineIn, linesOfAgency, reconcilingAgencies, silentAgencies } from './report.state.js';

type Details = Reason<string>['details'];
const day = (date: unknown): string => String(date).split('-').reverse().join('/');

/** Every reason for which a report refuses a command, with the sentence that a person reads. */
export const reportRejectionSentences = {
  'REPORT.NOT_OPENED': () => 'Kỳ này chưa chốt số liệu.',
  'REPORT.NOT_YET': (of: Details) => `Kỳ kết thúc ngày ${day(of['to'])}, chưa đến; chỉ chốt số liệu của kỳ đã qua hoặc kết thúc hôm nay.`,
  'REPORT.BACKWARDS': () => 'Ngày đầu kỳ phải không sau ngày cuối kỳ.',
  'REPORT.EMPTY': () => 'Kỳ này không có lượt giao nào; không có số liệu để chốt.',
  'REPORT.LOCKED': () => 'Số liệu của kỳ đã khóa, không thay đổi được nữa; nội dung cần sửa được ghi là điều chỉnh ở kỳ sau.',
  'REPORT.WITHDRAWN': () => 'Lần chốt số liệu này đã được thu hồi; đề nghị chờ Văn phòng chốt lại.',
  'REPORT.CUT_OFF_CHANGED': () => 'Văn phòng đã chốt lại số liệu của kỳ; đề nghị tải lại trang và xem số liệu mới.',
  'REPORT.REASON_MISSING': () => 'Chưa ghi lý do.',
  'REPORT.NO_AGENCY': () => 'Chưa nêu cơ quan đối chiếu.',
  'REPORT.NO_LINES': () => 'Cơ quan không có lượt giao nào trong số liệu của kỳ này.',
  'REPORT.NOT_YOUR_LINE': () => 'Có lượt giao không phải của cơ quan; mỗi cơ quan chỉ đối chiếu lượt giao của mình.',
  'REPORT.OBJECTED_BEFORE': () => 'Có lượt giao đã được đề nghị điều chỉnh và đang chờ Văn phòng trả lời.',
  'REPORT.OBJECTIONS_OF_YOURS': () => 'Cơ quan còn đề nghị điều chỉnh đang chờ Văn phòng trả lời, chưa thể xác nhận.',
  'REPORT.NO_OBJECTIONS': () => 'Chưa chọn lượt giao cần điều chỉnh.',
  'REPORT.NO_SUCH_OBJECTION': () => 'Không có đề nghị điều chỉnh này.',
  'REPORT.OBJECTIONS_OPEN': (of: Details) => `Còn ${String(of['count'])} đề nghị điều chỉnh chưa trả lời; đề nghị trả lời trước.`,
  'REPORT.TO_BE_TAKEN_AGAIN': () =>
    'Có đề nghị điều chỉnh đã được chấp nhận và sửa tại nhiệm vụ; đề nghị thu hồi và chốt lại để số liệu theo nội dung đã sửa.',
  'REPORT.RECONCILIATION_RUNS': (of: Details) =>
    `Các cơ quan còn được đối chiếu đến hết ngày ${day(of['until'])}; còn ${String(of['silent'])} cơ quan chưa trả lời.`,
  'REPORT.HEAD_OR_DOCUMENT': () =>
    'Người đứng đầu Văn phòng xác nhận số liệu; người khác ghi nhận việc xác nhận thì cần số văn bản của người đứng đầu.',
  'REPORT.NOT_CONFIRMED': () => 'Người đứng đầu Văn phòng chưa xác nhận số liệu; cần xác nhận trước khi khóa.',
} as const satisfies Record<`REPORT.${string}`, (details: Details) => string>;

export type ReportRejection = Reason<keyof typeof reportRejectionSentences>;
type ReportDecision = Decision<ReportEvent, ReportRejection>;
type CommandOf<Type extends ReportCommand['type']> = Extract<ReportCommand, { type: Type }>;

/** The report and the cut-off that a command is about. */
interface Under {
  readonly report: PeriodReport;
  readonly cutOff: CutOff;
  readonly effectiveAt: Instant;
}

/** Who confirmed before, and has the very same lines still. */
const carriedTo = ({ data }: CommandOf<'TakeCutOff'>, state: ReportState): readonly AgencyId[] => {
  if (state.status === 'none') return [];
  const isSame = (agency: AgencyId): boolean => isSameValue(linesOfAgency(state.content, agency), linesOfAgency(data.content, agency));
  return state.reconciliations.filter(({ kind, agencyId }) => kind === 'confirmed' && isSame(agencyId)).map(({ agencyId }) => agencyId);
};

const take = (command: CommandOf<'TakeCutOff'>, state: ReportState): ReportDecision => {
  const { data, meta } = command;
  // Two people who open the same period meet in one report.
  if (state.status === 'open' && currentCutOff(state) !== null) return nothing();
  if (data.period.from > data.period.to) return reject('REPORT.BACKWARDS');
  if (data.period.to > dateInVietnam(meta.now)) return reject('REPORT.NOT_YET', { to: data.period.to });
  if (data.content.lines.length === 0) return reject('REPORT.EMPTY');
  const cutOff = state.status === 'none' ? 1 : state.cutOffs.length + 1;
  return accept({ type: 'CutOffTaken', data: { ...data, cutOff, carried: carriedTo(command, state), effectiveAt: meta.now } });
};

const withdraw = ({ data }: CommandOf<'WithdrawCutOff'>, { cutOff, effectiveAt }: Under): ReportDecision =>
  data.reason.trim() === ''
    ? reject('REPORT.REASON_MISSING')
    : accept({ type: 'CutOffWithdrawn', data: { cutOff: cutOff.number, reason: data.reason, effectiveAt } });

const isOpen =
  ({ cutOff }: Under) =>
  (objection: Objection): boolean =>
    objection.cutOff === cutOff.number && objection.answer === null;

/** Null: the agency may answer. */
const notReconciling = (agency: AgencyId | null, { report }: Under): ReportDecision | null => {
  if (agency === null) return reject('REPORT.NO_AGENCY');
  return reconcilingAgencies(report.content).includes(agency) ? null : reject('REPORT.NO_LINES', { agency });
};

const confirmLines = ({ meta: { onBehalfOf } }: CommandOf<'ConfirmLines'>, under: Under): ReportDecision => {
  const refused = notReconciling(onBehalfOf, under);
  if (refused !== null || onBehalfOf === null) return refused ?? nothing();
  const { report, cutOff, effectiveAt } = under;
  if (report.objections.filter(isOpen(under)).some(({ agencyId }) => agencyId === onBehalfOf)) return reject('REPORT.OBJECTIONS_OF_YOURS');
  const known = report.reconciliations.find(({ agencyId }) => agencyId === onBehalfOf);
  if (known?.kind === 'confirmed') return nothing();
  return accept({ type: 'LinesConfirmed', data: { cutOff: cutOff.number, agencyId: onBehalfOf, effectiveAt } });
};

const object = ({ data, meta: { onBehalfOf } }: CommandOf<'ObjectToLines'>, under: Under): ReportDecision => {
  const refused = notReconciling(onBehalfOf, under);
  if (refused !== null || onBehalfOf === null) return refused ?? nothing();
  const { report, cutOff, effectiveAt } = under;
  if (data.objections.length === 0) return reject('REPORT.NO_OBJECTIONS');
  if (data.objections.some(({ reason }) => reason.trim() === '')) return reject('REPORT.REASON_MISSING');
  const foreign = data.objections.find(({ line }) => lineIn(report.content, line)?.holder !== onBehalfOf);
  if (foreign !== undefined) return reject('REPORT.NOT_YOUR_LINE', { line: foreign.line });
  const waiting = new Set(report.objections.filter(isOpen(under)).map(({ line }) => line));
  const lines = data.objections.map(({ line }) => line);
  if (lines.some((line) => waiting.has(line)) || new Set(lines).size < lines.length) return reject('REPORT.OBJECTED_BEFORE');
  const objections = data.objections.map((objection, index) => ({ number: report.objections.length + index + 1, ...objection }));
  return accept({ type: 'LinesObjected', data: { cutOff: cutOff.number, agencyId: onBehalfOf, objections, effectiveAt } });
};

const answer = ({ data }: CommandOf<'AnswerObjection'>, { report, cutOff, effectiveAt }: Under): ReportDecision => {
  const { objection: number, outcome, answer: text } = data;
  const objection = report.objections.find((one) => one.number === number && one.cutOff === cutOff.number);
  if (objection === undefined) return reject('REPORT.NO_SUCH_OBJECTION', { objection: number });
  if (text.trim() === '') return reject('REPORT.REASON_MISSING');
  if (objection.answer?.outcome === outcome && objection.answer.text === text) return nothing();
  return accept({ type: 'ObjectionAnswered', data: { cutOff: cutOff.number, objection: number, outcome, answer: text, effectiveAt } });
};

/** Null: nothing stands in the way of confirmation and lock. */
const unsettled = ({ report, cutOff, effectiveAt }: Under): ReportDecision | null => {
  const own = report.objections.filter((one) => one.cutOff === cutOff.number);
  const open = own.filter((one) => one.answer === null).length;
  if (open > 0) return reject('REPORT.OBJECTIONS_OPEN', { count: open });
  if (own.some((one) => one.answer?.outcome === 'corrected')) return reject('REPORT.TO_BE_TAKEN_AGAIN');
  const silent = silentAgencies(report).length;
  if (silent > 0 && dateInVietnam(effectiveAt) <= cutOff.reconcileBy)
    return reject('REPORT.RECONCILIATION_RUNS', { until: cutOff.reconcileBy, silent });
  return null;
};

const confirm = ({ data }: CommandOf<'ConfirmReport'>, under: Under, { isHeadOfOffice }: ReportFacts): ReportDecision => {
  if (under.report.confirmed !== null) return nothing();
  if (!isHeadOfOffice && data.document === null) return reject('REPORT.HEAD_OR_DOCUMENT');
  const { cutOff, effectiveAt } = under;
  return unsettled(under) ?? accept({ type: 'ReportConfirmed', data: { cutOff: cutOff.number, document: data.document, effectiveAt } });
};

const lock = (under: Under): ReportDecision => {
  const { report, cutOff, effectiveAt } = under;
  const refused = unsettled(under);
  if (refused !== null) return refused;
  if (report.confirmed === null) return reject('REPORT.NOT_CONFIRMED');
  const data = { cutOff: cutOff.number, digest: cutOff.digest, silent: silentAgencies(report), effectiveAt };
  return accept({ type: 'ReportLocked', data });
};

const decideUnder = (command: Exclude<ReportCommand, { type: 'TakeCutOff' }>, under: Under, facts: ReportFacts): ReportDecision => {
  switch (command.type) {
    case 'WithdrawCutOff':
      return withdraw(command, under);
    case 'ConfirmLines':
      return confirmLines(command, under);
    case 'ObjectToLines':
      return object(command, under);
    case 'AnswerObjection':
      return answer(command, under);
    case 'ConfirmReport':
      return confirm(command, under, facts);
    case 'LockReport':
      return lock(under);
    default:
      return assertNever(command);
  }
};

/** What a command makes of a report. Who may order it, the policy has settled before. */
export const decideReport = (command: ReportCommand, state: ReportState, facts: ReportFacts): ReportDecision => {
  if (command.type === 'TakeCutOff') return take(command, state);
  if (state.status === 'none') return reject('REPORT.NOT_OPENED');
  // Two people lock at once: the second finds it done.
  if (state.locked !== null) return command.type === 'LockReport' ? nothing() : reject('REPORT.LOCKED');
  const cutOff = currentCutOff(state);
  if (cutOff === null) return reject('REPORT.WITHDRAWN');
  if (command.data.cutOff !== cutOff.number) return reject('REPORT.CUT_OFF_CHANGED', { cutOff: cutOff.number });
  return decideUnder(command, { report: state, cutOff, effectiveAt: command.meta.now }, facts);
};
