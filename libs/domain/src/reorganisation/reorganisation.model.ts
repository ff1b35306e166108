import type { AgencyRecord, Provenance, SuccessionShape } from '../agency/agency.model.js';
import type { GroupChange } from '../agency-group/agency-group.model.js';
import type { AgencyId, Instant } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';

/** An agency that a reorganisation founds. `from`: its first day. */
export type FoundedAgency = AgencyRecord & { readonly from: PlainDate; readonly basis: string };

/** An agency that a reorganisation ends, and who may take over what it holds. */
export interface EndedAgency {
  readonly agencyId: AgencyId;
  /** The first day without it. */
  readonly on: PlainDate;
  readonly basis: string;
  /** Null: nobody succeeds it. */
  readonly shape: SuccessionShape | null;
  /** One: proposed for everything that it holds. Several: a person chooses for each. None: a person decides. */
  readonly successors: readonly AgencyId[];
  /** Others to which a part of its functions went: to be chosen, never proposed. */
  readonly alternatives: readonly AgencyId[];
  /** What a person should know who chooses. */
  readonly note: string | null;
  readonly provenance: Provenance;
}

/** A reorganisation of agencies, as its legal documents say it. */
export interface Reorganisation {
  /** Slug, given once; its stream is `reorganisation-<id>`. */
  readonly id: string;
  readonly title: string;
  readonly founded: readonly FoundedAgency[];
  readonly ended: readonly EndedAgency[];
  readonly groups: readonly (GroupChange & { readonly basis: string })[];
}

/** What one line of a succession moves. `part`: of a task; null for an indicator. */
export interface SuccessionLine {
  readonly kind: 'lead' | 'coordinator' | 'approver' | 'indicator';
  /** Of the task or the indicator. */
  readonly subject: string;
  readonly part: string | null;
  readonly from: AgencyId;
  /** Null, of an approver alone: one is to be designated. */
  readonly to: AgencyId | null;
}

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** A reorganisation is taken up: its agencies and groups are recorded, and what the ended ones hold is to be succeeded to. First event of its stream. */
export type ReorganisationRecorded = Event<'ReorganisationRecorded', Reorganisation>;
/** A person has reviewed who succeeds to what, and confirms these lines; they are carried out one by one. */
export type SuccessionConfirmed = Event<
  'SuccessionConfirmed',
  {
    /** Counts from 1. */
    readonly confirmation: number;
    readonly lines: readonly SuccessionLine[];
  }
>;
/** Every line of a confirmation has moved, but for those that could not any more. */
export type SuccessionCompleted = Event<
  'SuccessionCompleted',
  {
    readonly confirmation: number;
    readonly moved: number;
    /** `line`: its place in the confirmation, from 0. `code`: why it stayed. */
    readonly unmoved: readonly { readonly line: number; readonly code: string }[];
  }
>;
export type ReorganisationEvent = ReorganisationRecorded | SuccessionConfirmed | SuccessionCompleted;
export type ReorganisationEventType = ReorganisationEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type ReorganisationCommand =
  | Command<'RecordReorganisation', Reorganisation>
  | Command<'ConfirmSuccession', { readonly lines: readonly SuccessionLine[] }>
  | Command<'CompleteSuccession', Omit<SuccessionCompleted['data'], 'effectiveAt'>>;

/** One confirmation, and what came of it; null while it is carried out. */
export interface Confirmation {
  readonly number: number;
  readonly lines: readonly SuccessionLine[];
  readonly outcome: Pick<SuccessionCompleted['data'], 'moved' | 'unmoved'> | null;
}

export interface RecordedReorganisation extends Reorganisation {
  readonly status: 'recorded';
  readonly confirmations: readonly Confirmation[];
  readonly version: number;
}
export type ReorganisationState = { readonly status: 'none' } | RecordedReorganisation;
