import { type AgencyId, decidePolicy, evolvePolicy, initialPolicy, type PolicyCommand, policyStream, shippedPolicy } from '#domain';
import type { StoredEvent } from '#event-store';
import type { ChangePolicy, CommandOutcome } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { folder } from '../shared/event-reader.js';
import { metaOf } from '../shared/meta.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { type Refusal, refuse } from '../shared/outcomes.js';
import type { Decided, WritePath } from '../shared/write-path.js';

interface Ports {
  readonly writePath: WritePath;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
}

/** What stands in the settings decides nothing here; which of them are new is folded where they are read. */
const foldPolicy = folder(initialPolicy, evolvePolicy(shippedPolicy));

/** The Office adopts or withdraws a reminder policy. */
export class PolicyChanges {
  constructor(private readonly ports: Ports) {}

  execute(input: ChangePolicy['input']): Promise<CommandOutcome> {
    const { actor, request, change, seenVersion } = input;
    const onBehalfOf = agencyOf(input);
    // Who keeps the directory keeps the rules by which agencies are reminded.
    const code = this.ports.policy.forbidsOnDirectory(actor, onBehalfOf);
    const refusal = refuseForeignAgency(actor, input.onBehalfOf) ?? (code === null ? null : refuse('forbidden', code));
    if (refusal !== null) return Promise.resolve(refusal);
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    const streamId = policyStream(change.data.planId);
    return this.ports.writePath.run({
      streamId,
      id: streamId,
      actor,
      request,
      decide: (history) => Promise.resolve(this.decide({ ...change, meta }, history, seenVersion, onBehalfOf)),
    });
  }

  private decide(
    command: PolicyCommand,
    history: readonly StoredEvent[],
    seenVersion: number | null,
    onBehalfOf: AgencyId | null,
  ): Decided | Refusal {
    const policy = foldPolicy(history);
    if (seenVersion !== null && policy.version !== seenVersion)
      return refuse('stale', 'POLICY.STALE', { seen: seenVersion, now: policy.version });
    const decision = decidePolicy(command, policy);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details);
    return { ok: true, events: decision.events, onBehalfOf, effectiveAt: command.meta.now };
  }
}
