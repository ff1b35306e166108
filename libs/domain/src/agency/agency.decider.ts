import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { AgencyCommand, AgencyEvent, AgencyRecord, MembershipChanged } from './agency.model.js';

type Membership = Omit<MembershipChanged['data'], 'effectiveAt'>;

export interface Agency extends AgencyRecord {
  readonly status: 'active' | 'dissolved';
  readonly from: PlainDate;
  readonly dissolvedOn: PlainDate | null;
  /** Former names, oldest first, with the day on which each ended. */
  readonly formerNames: readonly { readonly name: string; readonly until: PlainDate }[];
  /** One for each person: the latest word. */
  readonly memberships: readonly Membership[];
  readonly version: number;
}
export type AgencyState = { readonly status: 'none' } | Agency;

export const initialAgency: AgencyState = { status: 'none' };

/** What the state becomes by an event of the log. Total and dull. */
export const evolveAgency = (state: AgencyState, event: AgencyEvent, { version }: Recorded): AgencyState => {
  if (event.type === 'AgencyRegistered') {
    const { effectiveAt: _effective, basis: _basis, ...registered } = event.data;
    return { ...registered, status: 'active', dissolvedOn: null, formerNames: [], memberships: [], version };
  }
  return state.status === 'none' ? state : { ...changed(state, event), version };
};

const changed = (agency: Agency, event: Exclude<AgencyEvent, { type: 'AgencyRegistered' }>): Agency => {
  switch (event.type) {
    case 'AgencyRenamed': {
      const { name, from } = event.data;
      return { ...agency, name, formerNames: [...agency.formerNames, { name: agency.name, until: from }] };
    }
    case 'AgencyDissolved':
      return { ...agency, status: 'dissolved', dissolvedOn: event.data.on };
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
} as const satisfies Record<`AGENCY.${string}`, () => string>;

export type AgencyRejection = Reason<keyof typeof agencyRejectionSentences>;

const isSame = (one: Membership | undefined, other: Membership): boolean =>
  one?.position === other.position && one.from === other.from && one.to === other.to;

/** What a command makes of an agency. An id is given once and never used again for another body. */
export const decideAgency = (command: AgencyCommand, state: AgencyState): Decision<AgencyEvent, AgencyRejection> => {
  const effectiveAt = command.meta.effectiveAt ?? command.meta.now;
  if (command.type === 'RegisterAgency') {
    if (state.status === 'none') return accept({ type: 'AgencyRegistered', data: { ...command.data, effectiveAt } });
    const isSameBody = state.name === command.data.name && state.from === command.data.from;
    return isSameBody ? nothing() : reject('AGENCY.ID_TAKEN', { agency: state.id, name: state.name });
  }
  if (state.status === 'none') return reject('AGENCY.NOT_REGISTERED');
  switch (command.type) {
    case 'RenameAgency':
      if (state.status === 'dissolved') return reject('AGENCY.DISSOLVED', { agency: state.id });
      if (state.name === command.data.name) return nothing();
      return accept({ type: 'AgencyRenamed', data: { ...command.data, effectiveAt } });
    case 'DissolveAgency':
      if (state.status === 'dissolved') return nothing();
      if (command.data.on < state.from) return reject('AGENCY.ENDS_BEFORE_BEGIN', { from: state.from, on: command.data.on });
      return accept({ type: 'AgencyDissolved', data: { ...command.data, effectiveAt } });
    case 'ChangeMembership': {
      const { from, to, personId } = command.data;
      if (to !== null && to < from) return reject('AGENCY.ENDS_BEFORE_BEGIN', { from, on: to });
      if (
        isSame(
          state.memberships.find((membership) => membership.personId === personId),
          command.data,
        )
      )
        return nothing();
      return accept({ type: 'MembershipChanged', data: { ...command.data, effectiveAt } });
    }
    default:
      return assertNever(command);
  }
};
