import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import { dateInVietnam, type PlainDate } from '../shared/plain-date.js';
import type { AgencyCommand, AgencyEvent, AgencyRecord, AgencySucceeded, MembershipChanged } from './agency.model.js';
import { type AgencyLife, beganAs, endedOn, renamedTo } from './agency-life.js';

type Membership = Omit<MembershipChanged['data'], 'effectiveAt'>;

export interface Agency extends AgencyRecord {
  readonly status: 'active' | 'dissolved';
  readonly life: AgencyLife;
  /** One for each person: the latest word. */
  readonly memberships: readonly Membership[];
  readonly version: number;
}
export type AgencyState = { readonly status: 'none' } | Agency;

export const initialAgency: AgencyState = { status: 'none' };

/** What the state becomes by an event of the log. Total and dull. */
export const evolveAgency = (state: AgencyState, event: AgencyEvent, { version }: Recorded): AgencyState => {
  if (event.type === 'AgencyRegistered') {
    const { effectiveAt: _effective, basis, from, ...registered } = event.data;
    return { ...registered, status: 'active', life: beganAs(registered.name, from, basis), memberships: [], version };
  }
  return state.status === 'none' ? state : { ...changed(state, event), version };
};

const changed = (agency: Agency, event: Exclude<AgencyEvent, { type: 'AgencyRegistered' }>): Agency => {
  switch (event.type) {
    case 'AgencyRenamed':
      return { ...agency, name: event.data.name, life: renamedTo(agency.life, event.data) };
    case 'AgencyDissolved':
      return { ...agency, status: 'dissolved', life: endedOn(agency.life, { ...event.data, successors: [], shape: null }) };
    case 'AgencySucceeded':
      return { ...agency, status: 'dissolved', life: endedOn(agency.life, event.data) };
    case 'MembershipChanged': {
      const { effectiveAt: _effective, ...membership } = event.data;
      const others = agency.memberships.filter(({ personId }) => personId !== membership.personId);
      return { ...agency, memberships: [...others, membership] };
    }
    default:
      return assertNever(event);
  }
};

/** Every reason for which an agency refuses a command, with the sentence that a person reads. */
export const agencyRejectionSentences = {
  'AGENCY.NOT_REGISTERED': () => 'Cơ quan chưa có trong danh mục.',
  'AGENCY.ID_TAKEN': () => 'Mã cơ quan đã dùng cho một cơ quan khác; mỗi mã chỉ dùng một lần, đề nghị chọn mã khác.',
  'AGENCY.DISSOLVED': () => 'Cơ quan đã kết thúc hoạt động.',
  'AGENCY.ENDS_BEFORE_BEGIN': () => 'Ngày kết thúc không được trước ngày bắt đầu.',
  'AGENCY.NOT_YET': () => 'Ngày này chưa đến; đề nghị ghi nhận từ ngày văn bản có hiệu lực.',
  'AGENCY.RENAMED_BEFORE_LAST_NAME': () => 'Tên mới không được có trước tên đang dùng; đề nghị kiểm tra lại ngày đổi tên.',
  'AGENCY.SUCCEEDS_ITSELF': () => 'Cơ quan không thể tự kế thừa mình; cơ quan kế thừa cùng tên phải có mã riêng.',
  'AGENCY.NO_SUCCESSOR': () => 'Chưa nêu cơ quan kế thừa; nếu không có cơ quan nào kế thừa thì ghi nhận kết thúc hoạt động.',
} as const satisfies Record<`AGENCY.${string}`, () => string>;

export type AgencyRejection = Reason<keyof typeof agencyRejectionSentences>;

type AgencyDecision = Decision<AgencyEvent, AgencyRejection>;
type CommandOf<Type extends AgencyCommand['type']> = Extract<AgencyCommand, { type: Type }>;

const isSame = (one: Membership | undefined, other: Membership): boolean =>
  one?.position === other.position && one.from === other.from && one.to === other.to;

/** What changes the directory is recorded from its day on, not ahead of it. */
const isAhead = (day: PlainDate, { meta }: AgencyCommand): boolean => day > dateInVietnam(meta.now);

const effectiveOf = ({ meta }: AgencyCommand) => meta.effectiveAt ?? meta.now;

const register = (command: CommandOf<'RegisterAgency'>, state: AgencyState): AgencyDecision => {
  const { name, from } = command.data;
  if (state.status !== 'none') {
    const [first] = state.life.names;
    const isSameBody = first?.name === name && state.life.from === from;
    return isSameBody ? nothing() : reject('AGENCY.ID_TAKEN', { agency: state.id, name: state.name });
  }
  if (isAhead(from, command)) return reject('AGENCY.NOT_YET', { from });
  return accept({ type: 'AgencyRegistered', data: { ...command.data, effectiveAt: effectiveOf(command) } });
};

const rename = (command: CommandOf<'RenameAgency'>, state: Agency): AgencyDecision => {
  const { name, from } = command.data;
  if (state.status === 'dissolved') return reject('AGENCY.DISSOLVED', { agency: state.id });
  if (state.name === name) return nothing();
  if (isAhead(from, command)) return reject('AGENCY.NOT_YET', { from });
  const last = state.life.names.at(-1);
  if (last !== undefined && from <= last.from) return reject('AGENCY.RENAMED_BEFORE_LAST_NAME', { from, last: last.from });
  return accept({ type: 'AgencyRenamed', data: { ...command.data, effectiveAt: effectiveOf(command) } });
};

/** Null: the agency may end on that day. */
const notEnding = (on: PlainDate, command: AgencyCommand, state: Agency): AgencyDecision | null => {
  if (on < state.life.from) return reject('AGENCY.ENDS_BEFORE_BEGIN', { from: state.life.from, on });
  return isAhead(on, command) ? reject('AGENCY.NOT_YET', { from: on }) : null;
};

const dissolve = (command: CommandOf<'DissolveAgency'>, state: Agency): AgencyDecision => {
  const { end } = state.life;
  if (end !== null) return end.on === command.data.on && end.shape === null ? nothing() : reject('AGENCY.DISSOLVED', { agency: state.id });
  const event: AgencyEvent = { type: 'AgencyDissolved', data: { ...command.data, effectiveAt: effectiveOf(command) } };
  return notEnding(command.data.on, command, state) ?? accept(event);
};

const isSameSuccession = ({ life }: Agency, { on, successors }: Pick<AgencySucceeded['data'], 'on' | 'successors'>): boolean =>
  life.end?.on === on && life.end.successors.join() === successors.join();

const succeed = (command: CommandOf<'SucceedAgency'>, state: Agency): AgencyDecision => {
  const { on, successors } = command.data;
  if (state.status === 'dissolved') {
    return isSameSuccession(state, command.data) ? nothing() : reject('AGENCY.DISSOLVED', { agency: state.id });
  }
  if (successors.length === 0) return reject('AGENCY.NO_SUCCESSOR', { agency: state.id });
  if (successors.includes(state.id)) return reject('AGENCY.SUCCEEDS_ITSELF', { agency: state.id });
  const event: AgencyEvent = { type: 'AgencySucceeded', data: { ...command.data, effectiveAt: effectiveOf(command) } };
  return notEnding(on, command, state) ?? accept(event);
};

const changeMembership = (command: CommandOf<'ChangeMembership'>, state: Agency): AgencyDecision => {
  const { from, to, personId } = command.data;
  if (to !== null && to < from) return reject('AGENCY.ENDS_BEFORE_BEGIN', { from, on: to });
  const known = state.memberships.find((membership) => membership.personId === personId);
  if (isSame(known, command.data)) return nothing();
  return accept({ type: 'MembershipChanged', data: { ...command.data, effectiveAt: effectiveOf(command) } });
};

/** What a command makes of an agency. An id is given once and never used again for another body. */
export const decideAgency = (command: AgencyCommand, state: AgencyState): AgencyDecision => {
  if (command.type === 'RegisterAgency') return register(command, state);
  if (state.status === 'none') return reject('AGENCY.NOT_REGISTERED');
  switch (command.type) {
    case 'RenameAgency':
      return rename(command, state);
    case 'DissolveAgency':
      return dissolve(command, state);
    case 'SucceedAgency':
      return succeed(command, state);
    case 'ChangeMembership':
      return changeMembership(command, state);
    default:
      return assertNever(command);
  }
};
