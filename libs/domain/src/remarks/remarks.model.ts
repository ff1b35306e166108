import type { AgencyId, Instant, LeadPartId, PersonId, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';

/** `directive`: ý kiến chỉ đạo of the assigning or approving side or the Office; `discussion`: trao đổi of whoever may see the task. */
export type RemarkKind = 'directive' | 'discussion';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** Somebody remarks on a task: a directive, or a word in a discussion. `to` and `office`: whose inbox it waits in until they have seen it. */
export type RemarkAdded = Event<
  'RemarkAdded',
  {
    readonly remark: number;
    readonly taskId: TaskId;
    readonly kind: RemarkKind;
    /** For whom the author speaks; null: for no agency. */
    readonly agencyId: AgencyId | null;
    /** The lead part it is about; null: the task as a whole. */
    readonly part: LeadPartId | null;
    readonly text: string;
    readonly to: readonly AgencyId[];
    readonly office: boolean;
    readonly replyTo: number | null;
  }
>;
/** The author puts a remark right; what it said before stays readable. */
export type RemarkEdited = Event<'RemarkEdited', { readonly remark: number; readonly text: string }>;
/** A remark is shown no more; that it was there, who removed it and why stays. */
export type RemarkRemoved = Event<'RemarkRemoved', { readonly remark: number; readonly reason: string }>;
/** An addressee, or the Office, has seen a remark. */
export type RemarkSeen = Event<'RemarkSeen', { readonly remark: number; readonly agencyId: AgencyId | null; readonly office: boolean }>;

export type RemarkEvent = RemarkAdded | RemarkEdited | RemarkRemoved | RemarkSeen;
export type RemarkEventType = RemarkEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };

export type RemarkCommand =
  | Command<
      'AddRemark',
      Pick<RemarkAdded['data'], 'kind' | 'part' | 'text' | 'replyTo'> & {
        /** Null: those whom the kind of remark and the part make plain. */
        readonly to: readonly AgencyId[] | null;
        /** Null: yes, unless the Office itself speaks. */
        readonly office: boolean | null;
      }
    >
  | Command<'EditRemark', { readonly remark: number; readonly text: string }>
  | Command<'RemoveRemark', { readonly remark: number; readonly reason: string }>
  | Command<'SeeRemark', { readonly remark: number }>;

export interface SeenBy {
  readonly agencyId: AgencyId | null;
  readonly office: boolean;
  readonly at: Instant;
}

export interface Remark extends Omit<RemarkAdded['data'], 'remark' | 'taskId' | 'effectiveAt'> {
  readonly number: number;
  readonly author: PersonId | null;
  readonly at: Instant;
  /** What it said before each edit, oldest first, with the moment from which it said so and who had seen it. */
  readonly before: readonly { readonly text: string; readonly at: Instant; readonly seen: readonly SeenBy[] }[];
  /** When the present text was written. */
  readonly textAt: Instant;
  readonly removed: { readonly at: Instant; readonly by: PersonId | null; readonly reason: string } | null;
  /** Who has seen the present text. */
  readonly seen: readonly SeenBy[];
}

/** All remarks on one task, in the order in which they were made. */
export interface Remarks {
  readonly taskId: TaskId | null;
  readonly remarks: readonly Remark[];
  readonly version: number;
}

/** What a decision about remarks needs to know of their task and of who speaks. */
export interface RemarkFacts {
  readonly taskId: TaskId;
  readonly leads: readonly { readonly part: LeadPartId; readonly holder: AgencyId; readonly isOpen: boolean }[];
  /** Every agency that the task concerns. */
  readonly concerned: readonly AgencyId[];
  readonly isOffice: boolean;
}
