import type { Instant, PlanId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PolicySettings } from './policy.settings.js';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** From now on reminders of every plan, or of the one named, go by these settings, whole, by a document or decision. */
export type PolicyAdopted = Event<
  'PolicyAdopted',
  { readonly planId: PlanId | null; readonly settings: PolicySettings; readonly basis: string }
>;
/** A plan has no policy of its own any more: the general one rules it again. */
export type PolicyWithdrawn = Event<'PolicyWithdrawn', { readonly planId: PlanId; readonly basis: string }>;
export type PolicyEvent = PolicyAdopted | PolicyWithdrawn;
export type PolicyEventType = PolicyEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type PolicyCommand =
  | Command<'AdoptPolicy', Omit<PolicyAdopted['data'], 'effectiveAt'>>
  | Command<'WithdrawPolicy', Omit<PolicyWithdrawn['data'], 'effectiveAt'>>;
