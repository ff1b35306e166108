import type { AgencyGroup } from '../agency/agency.model.js';
import type { AgencyId, Instant } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';

/** What changes in a collective name. A group that ships with the system begins with its own names and members. */
export interface GroupChange {
  readonly group: string;
  /** Spellings under which documents name it, besides those known. */
  readonly names: readonly string[];
  /** `from`: the first day as a member. */
  readonly joined: readonly { readonly agencyId: AgencyId; readonly from: PlainDate }[];
  /** `to`: the last day as a member. */
  readonly left: readonly { readonly agencyId: AgencyId; readonly to: PlainDate }[];
}

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** A collective name of agencies has other spellings or other members, each from a day on. */
export type AgencyGroupChanged = Event<'AgencyGroupChanged', GroupChange & { readonly basis: string }>;
export type AgencyGroupEvent = AgencyGroupChanged;
export type AgencyGroupEventType = AgencyGroupEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type AgencyGroupCommand = Command<'ChangeAgencyGroup', GroupChange & { readonly basis: string }>;

/** All that has been changed in a group since it shipped. */
export interface GroupChanges extends Omit<GroupChange, 'group'> {
  readonly version: number;
}

type Member = AgencyGroup['members'][number];

const stays = (member: Member, left: GroupChange['left']): Member => {
  const leaving = left.find(
    ({ agencyId, to }) => agencyId === member.agencyId && member.from <= to && (member.to === null || to < member.to),
  );
  return leaving === undefined ? member : { ...member, to: leaving.to };
};

/** A group as it ships, or none, with what has changed since. */
export const changedGroup = (id: string, base: AgencyGroup | undefined, { names, joined, left }: GroupChanges): AgencyGroup => {
  const members = [...(base?.members ?? []), ...joined.map(({ agencyId, from }): Member => ({ agencyId, from, to: null }))];
  return {
    id,
    names: [...new Set([...(base?.names ?? []), ...names])],
    open: base?.open ?? false,
    members: members.map((member) => stays(member, left)),
  };
};
