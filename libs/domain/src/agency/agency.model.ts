import type { AgencyId, Instant } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';

export type AgencyLevel = 'central' | 'province' | 'district' | 'commune';

/** How well a fact is founded: named in the plan, from a public source, or background knowledge to be confirmed. */
export type Provenance = 'plan' | 'source' | 'background';

export interface AgencyRecord {
  readonly id: AgencyId;
  /** Official Vietnamese name. */
  readonly name: string;
  /** Abbreviations met in documents, such as "KH&ĐT". */
  readonly abbreviations: readonly string[];
  readonly level: AgencyLevel;
  readonly parent: AgencyId | null;
  /** True for the office of one person, such as the chairman: it approves, and is never a lead. */
  readonly isPersonalOffice: boolean;
  readonly provenance: Provenance;
  /** Statistical code of a commune (QĐ 19/2025/QĐ-TTg), five digits; left out where there is none. */
  readonly statisticalCode?: string | undefined;
}

/** How an agency goes over: another body takes its place, several become one, one becomes several. */
export type SuccessionShape = 'replaced' | 'merged' | 'split';

/** A collective name with its members, dated. An open group has no fixed members: the lead names them when it asks. */
export interface AgencyGroup {
  readonly id: string;
  /** Every spelling under which documents name it. */
  readonly names: readonly string[];
  readonly open: boolean;
  readonly members: readonly { readonly agencyId: AgencyId; readonly from: PlainDate; readonly to: PlainDate | null }[];
}

/** What the import and the screens need to turn names into agencies. */
export interface AgencyDirectory {
  readonly agencies: readonly AgencyRecord[];
  readonly groups: readonly AgencyGroup[];
}

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** An agency is put into the directory. First event of its stream. */
export type AgencyRegistered = Event<'AgencyRegistered', AgencyRecord & { readonly from: PlainDate; readonly basis: string }>;
/** An agency goes by another name; its id stays. */
export type AgencyRenamed = Event<'AgencyRenamed', { readonly name: string; readonly from: PlainDate; readonly basis: string }>;
/** An agency has ended, and nobody succeeds it. `on`: the first day without it. */
export type AgencyDissolved = Event<'AgencyDissolved', { readonly on: PlainDate; readonly basis: string }>;
/** An agency has ended and others take over its functions and tasks. `on`: the first day without it. */
export type AgencySucceeded = Event<
  'AgencySucceeded',
  {
    readonly on: PlainDate;
    readonly successors: readonly AgencyId[];
    readonly shape: SuccessionShape;
    readonly basis: string;
  }
>;
/** A change of membership: ids only; the person's data stand in an erasable table. */
export type MembershipChanged = Event<
  'MembershipChanged',
  {
    readonly personId: string;
    readonly position: 'head' | 'deputy' | 'unit-head' | 'officer' | 'clerk';
    readonly from: PlainDate;
    readonly to: PlainDate | null;
  }
>;
export type AgencyEvent = AgencyRegistered | AgencyRenamed | AgencyDissolved | AgencySucceeded | MembershipChanged;
export type AgencyEventType = AgencyEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type AgencyCommand =
  | Command<'RegisterAgency', AgencyRecord & { readonly from: PlainDate; readonly basis: string }>
  | Command<'RenameAgency', { readonly name: string; readonly from: PlainDate; readonly basis: string }>
  | Command<'DissolveAgency', { readonly on: PlainDate; readonly basis: string }>
  | Command<
      'SucceedAgency',
      { readonly on: PlainDate; readonly successors: readonly AgencyId[]; readonly shape: SuccessionShape; readonly basis: string }
    >
  | Command<'ChangeMembership', Omit<MembershipChanged['data'], 'effectiveAt'>>;
