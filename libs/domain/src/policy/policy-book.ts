import type { Instant, PlanId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { evolvePolicy, initialPolicy, policyStream, type Policy } from './policy.decider.js';
import type { PolicyEvent } from './policy.model.js';
import { settingsOfAllPlans, type PolicySettings } from './policy.settings.js';

/** The settings that rule a plan, and which version of which policy they are. */
export interface RulingPolicy extends PolicySettings, Pick<Policy, 'since' | 'adoptedAt'> {
  /** `default`, or the plan whose own policy it is. */
  readonly id: string;
  /** 0: as shipped. */
  readonly version: number;
}

/** Every policy, the general one and those of plans. Never changed: an event makes another book. */
export class PolicyBook {
  private constructor(
    private readonly shipped: PolicySettings,
    private readonly policies: ReadonlyMap<string, Policy>,
    /** When each version came to hold, by stream and number. */
    private readonly adoptions: ReadonlyMap<string, Instant>,
  ) {}

  static of(shipped: PolicySettings): PolicyBook {
    return new PolicyBook(shipped, new Map(), new Map());
  }

  /** Its own policy, even where that is none. */
  policy(planId: PlanId | null): Policy {
    return this.policies.get(policyStream(planId)) ?? initialPolicy;
  }

  /** What rules the reminders of a plan, or of a task without one. The hours are the general policy's for every plan. */
  ruling(planId: PlanId | null): RulingPolicy {
    const general = this.policy(null);
    const settings = general.settings ?? this.shipped;
    const own = planId === null ? null : this.policy(planId);
    if (planId !== null && own?.settings != null) return { ...own.settings, ...settingsOfAllPlans(settings), ...namedOf(own), id: planId };
    return { ...settings, ...namedOf(general), id: 'default' };
  }

  /** When a version came to hold; null: it is as shipped, or no such version was. `id` as a `RulingPolicy` has it. */
  adoptedAt({ id, version }: Pick<RulingPolicy, 'id' | 'version'>): Instant | null {
    return this.adoptions.get(adoptionOf(policyStream(id === 'default' ? null : (id as PlanId)), version)) ?? null;
  }

  /** Plans that have, or had, a policy of their own. */
  get plans(): readonly PlanId[] {
    return [...this.policies.keys()]
      .filter((stream) => stream !== policyStream(null))
      .map((stream) => stream.slice('policy-'.length) as PlanId);
  }

  with(planId: PlanId | null, event: PolicyEvent, recorded: Pick<Recorded, 'version' | 'recordedAt'>): PolicyBook {
    const stream = policyStream(planId);
    const policy = evolvePolicy(this.ruling(planId))(this.policy(planId), event, recorded);
    return new PolicyBook(
      this.shipped,
      new Map([...this.policies, [stream, policy]]),
      new Map([...this.adoptions, [adoptionOf(stream, recorded.version), recorded.recordedAt]]),
    );
  }
}

const adoptionOf = (stream: string, version: number): string => `${stream}@${String(version)}`;

const namedOf = ({ since, version, adoptedAt }: Policy): Pick<Policy, 'since' | 'version' | 'adoptedAt'> => ({ since, version, adoptedAt });
