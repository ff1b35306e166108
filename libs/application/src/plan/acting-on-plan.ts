import type { AgencyId, PlanCommand } from '#domain';
import type { CommandActor, CommandPolicy } from '../ports.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { type Refusal, refuse } from '../shared/outcomes.js';

interface Acting {
  readonly actor: CommandActor;
  readonly onBehalfOf: AgencyId | null;
}

/** The agency named, or the only one of the actor's. */
export const agencyOf = ({ actor, onBehalfOf }: Acting): AgencyId | null =>
  onBehalfOf ?? (actor.agencies.length === 1 ? (actor.agencies[0] ?? null) : null);

export const refuseOnPlan = (policy: CommandPolicy, acting: Acting, command: PlanCommand['type']): Refusal | null => {
  const code = policy.forbidsOnPlan(acting.actor, command, agencyOf(acting));
  return refuseForeignAgency(acting.actor, acting.onBehalfOf) ?? (code === null ? null : refuse('forbidden', code, { command }));
};
