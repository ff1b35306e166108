import type { Instant, PersonId, PlanId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** What the words of a document were taken for by the person who reviewed it. */
export interface NameMeaning {
  /** As documents print it. */
  readonly name: string;
  /** Of an agency or a group of the directory. */
  readonly id: string;
}

/** A name that a reviewer put right, in a plan that was then entered: the next import is offered the same. */
export type AgencyNameRemembered = Event<'AgencyNameRemembered', NameMeaning & { readonly planId: PlanId }>;
/** The Office wants a name read by its letters alone again. */
export type AgencyNameForgotten = Event<'AgencyNameForgotten', { readonly name: string }>;
export type AgencyNamesEvent = AgencyNameRemembered | AgencyNameForgotten;
export type AgencyNamesEventType = AgencyNamesEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type AgencyNamesCommand =
  Command<'RememberAgencyName', NameMeaning & { readonly planId: PlanId }> | Command<'ForgetAgencyName', { readonly name: string }>;

export interface RememberedAgencyName extends NameMeaning {
  readonly planId: PlanId;
  readonly at: Instant;
  readonly by: PersonId | null;
  /** Kept, so that the plan that taught the name does not teach it again. */
  readonly isForgotten: boolean;
}

/** The one memory of names; its stream is `names-agencies`. */
export interface AgencyNames {
  readonly names: readonly RememberedAgencyName[];
  readonly version: number;
}
