import type { PlanId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { evolvePolicy, initialPolicy, policyStream, type Policy } from './policy.decider.js';
import type { PolicyEvent } from './policy.model.js';
import type { PolicySettings } from './policy.settings.js';

/** The settings that rule a plan, and which version of which policy they are. */
export interface RulingPolicy extends PolicySettings, Pick<Policy, 'since'> {
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
  ) {}

  static of(shipped: PolicySettings): PolicyBook {
    return new PolicyBook(shipped, new Map());
  }

  /** Its own policy, even where that is none. */
  policy(planId: PlanId | null): Policy {
    return this.policies.get(policyStream(planId)) ?? initialPolicy;
  }

  /** What rules the reminders of a plan, or of a task without one. */
  ruling(planId: PlanId | null): RulingPolicy {
    const own = planId === null ? null : this.policy(planId);
    if (planId !== null && own?.settings != null) return { ...own.settings, since: own.since, id: planId, version: own.version };
    const { settings, since, version } = this.policy(null);
    return { ...(settings ?? this.shipped), since, id: 'default', version };
  }

  /** Plans that have, or had, a policy of their own. */
  get plans(): readonly PlanId[] {
    return [...this.policies.keys()]
      .filter((stream) => stream !== policyStream(null))
      .map((stream) => stream.slice('policy-'.length) as PlanId);
  }

  with(planId: PlanId | null, event: PolicyEvent, recorded: Pick<Recorded, 'version' | 'recordedAt'>): PolicyBook {
    const evolve = evolvePolicy(this.ruling(planId));
    return new PolicyBook(this.shipped, new Map([...this.policies, [policyStream(planId), evolve(this.policy(planId), event, recorded)]]));
  }
}
