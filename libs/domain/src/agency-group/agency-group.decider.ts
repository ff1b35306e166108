import { accept, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import type { AgencyGroupCommand, AgencyGroupEvent, GroupChanges } from './agency-group.model.js';

export const initialGroupChanges: GroupChanges = { names: [], joined: [], left: [], version: 0 };

/** What the state becomes by an event of the log. Total and dull. */
export const evolveAgencyGroup = (state: GroupChanges, { data }: AgencyGroupEvent, { version }: Recorded): GroupChanges => ({
  names: [...state.names, ...data.names],
  joined: [...state.joined, ...data.joined],
  left: [...state.left, ...data.left],
  version,
});

/** Every reason for which a group refuses a command, with the sentence that a person reads. */
export const agencyGroupRejectionSentences = {
  'AGENCY_GROUP.NAMELESS': () => 'Nhóm cơ quan mới phải có ít nhất một tên gọi.',
} as const satisfies Record<`AGENCY_GROUP.${string}`, () => string>;

export type AgencyGroupRejection = Reason<keyof typeof agencyGroupRejectionSentences>;

/** What is not said yet. */
const news = <Item>(said: readonly Item[], known: readonly Item[]): readonly Item[] => {
  const before = new Set(known.map((item) => JSON.stringify(item)));
  return said.filter((item) => !before.has(JSON.stringify(item)));
};

/** `isKnown`: the group ships with the system. Saying twice what has changed changes nothing. */
export const decideAgencyGroup = (
  { data, meta }: AgencyGroupCommand,
  state: GroupChanges,
  isKnown: boolean,
): Decision<AgencyGroupEvent, AgencyGroupRejection> => {
  if (!isKnown && state.names.length === 0 && data.names.length === 0) return reject('AGENCY_GROUP.NAMELESS', { group: data.group });
  const { group, basis } = data;
  const names = news(data.names, state.names);
  const joined = news(data.joined, state.joined);
  const left = news(data.left, state.left);
  if (names.length + joined.length + left.length === 0) return nothing();
  return accept({ type: 'AgencyGroupChanged', data: { group, names, joined, left, basis, effectiveAt: meta.effectiveAt ?? meta.now } });
};
