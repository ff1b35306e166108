import { decidePolicy, evolvePolicy, initialPolicy, policyStream, shippedPolicy } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import type { ChangePolicy, CommandOutcome } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { AgencyRegistry, Clock, CommandPolicy } from '../ports.js';
import { foldPlan } from '../shared/aggregates.js';
import { folder } from '../shared/event-reader.js';
import { metaOf } from '../shared/meta.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

interface Ports {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly writePath: WritePath;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
  readonly agencies: AgencyRegistry;
}

/** What stands in the settings decides nothing here; which of them are new is folded where they are read. */
const foldPolicy = folder(initialPolicy, evolvePolicy(shippedPolicy));

/** The Office adopts or withdraws a reminder policy. */
export class PolicyChanges {
  constructor(private readonly ports: Ports) {}

  async execute(input: ChangePolicy['input']): Promise<CommandOutcome> {
    const refusal = await this.refusal(input);
    if (refusal !== null) return refusal;
    const { actor, request, change } = input;
    const streamId = policyStream(change.data.planId);
    return this.ports.writePath.run({
      streamId,
      id: streamId,
      actor,
      request,
      decide: (history) => Promise.resolve(this.decide(input, history)),
    });
  }

  /** Why the change would be refused as things stand; null where it would not. Writes nothing. */
  async tryOut(input: ChangePolicy['input']): Promise<Refusal | null> {
    const refusal = await this.refusal(input);
    if (refusal !== null) return refusal;
    const decided = this.decide(input, await this.ports.store.readStream(policyStream(input.change.data.planId)));
    return decided.ok ? null : decided;
  }

  /** Whether somebody else would have to order it, or it names a plan or agencies that are not there. */
  private async refusal(input: ChangePolicy['input']): Promise<Refusal | null> {
    const { actor, change } = input;
    // Who keeps the directory keeps the rules by which agencies are reminded.
    const code = this.ports.policy.forbidsOnDirectory(actor, agencyOf(input));
    const foreign = refuseForeignAgency(actor, input.onBehalfOf) ?? (code === null ? null : refuse('forbidden', code));
    return foreign ?? (await this.refuseUnknownPlan(change)) ?? this.refuseUnknownAgency(change);
  }

  /** A draft has no reminders yet, and may become part of another plan. */
  private async refuseUnknownPlan({ type, data }: ChangePolicy['input']['change']): Promise<Refusal | null> {
    if (type !== 'AdoptPolicy' || data.planId === null) return null;
    const { status } = foldPlan(await this.ports.store.readStream(`plan-${data.planId}`));
    return ['none', 'draft', 'draft-closed'].includes(status) ? refuse('invalid', 'POLICY.UNKNOWN_PLAN', { plan: data.planId }) : null;
  }

  /** Nobody would be reminded in the name of an agency that is not there. */
  private async refuseUnknownAgency({ type, data }: ChangePolicy['input']['change']): Promise<Refusal | null> {
    if (type !== 'AdoptPolicy') return null;
    for (const agency of [data.settings.followedBy, ...data.settings.leaders]) {
      if (!(await this.ports.agencies.isActive(agency))) return refuse('invalid', 'POLICY.UNKNOWN_AGENCY', { agency });
    }
    return null;
  }

  private decide(input: ChangePolicy['input'], history: readonly StoredEvent[]): Decided | Refusal {
    const { change, seenVersion } = input;
    const onBehalfOf = agencyOf(input);
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    const policy = foldPolicy(history);
    if (seenVersion !== null && policy.version !== seenVersion)
      return refuse('stale', 'POLICY.STALE', { seen: seenVersion, now: policy.version });
    const decision = decidePolicy({ ...change, meta }, policy);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details);
    return { ok: true, events: decision.events, onBehalfOf, effectiveAt: meta.now };
  }
}
