import type { AgencyId, CommandMeta, Decision, Instant, Reason } from '#domain';
import type { NewEvent } from '#event-store';
import type { CommandOutcome } from '../commands.js';

/** What a command decided to record. No events: it is already true. */
export interface Decided {
  readonly ok: true;
  readonly events: readonly NewEvent[];
  readonly onBehalfOf: AgencyId | null;
  readonly effectiveAt: Instant;
}

export type Refusal = Extract<CommandOutcome, { ok: false }>;

/** A command that is not carried out, and why: a stable code and the values concerned. */
export const refuse = (kind: Refusal['kind'], code: string, details: Refusal['details'] = {}, current?: unknown): Refusal => ({
  ok: false,
  kind,
  code,
  details,
  ...(current === undefined ? {} : { current }),
});

/** A decision of the domain, on its way to the log. */
export const decidedOf = (
  decision: Decision<NewEvent & { readonly data: { readonly effectiveAt: CommandMeta['now'] } }, Reason<string>>,
  { onBehalfOf, now }: { readonly onBehalfOf: AgencyId | null; readonly now: CommandMeta['now'] },
): Decided | Refusal =>
  decision.ok
    ? { ok: true, events: decision.events, onBehalfOf, effectiveAt: decision.events[0]?.data.effectiveAt ?? now }
    : refuse('rule', decision.rejection.code, decision.rejection.details);
