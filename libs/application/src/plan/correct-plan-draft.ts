import { PlanDraft } from '#contracts';
import type { PlanCommand, PlanState } from '#domain';
import type { StoredEvent } from '#event-store';
import type { CommandOutcome, CorrectPlanDraft } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { decidePlan, evolvePlan, foldPlan } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { type Refusal, refuse } from '../shared/outcomes.js';
import type { Decided, WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { decideOnPlan } from './decide-on-plan.js';

type Input = CorrectPlanDraft['input'];

/** Lays a person's corrections over the draft; the draft stays one that could have been read. */
export class CorrectPlanDrafts {
  constructor(private readonly ports: { readonly writePath: WritePath; readonly clock: Clock; readonly policy: CommandPolicy }) {}

  execute(input: Input): Promise<CommandOutcome> {
    const { planId, actor, request } = input;
    const decide = (history: readonly StoredEvent[]): Promise<Decided | Refusal> => Promise.resolve(this.decide(input, history));
    return this.ports.writePath.run({ streamId: `plan-${planId}`, id: planId, actor, request, decide });
  }

  private decide(input: Input, history: readonly StoredEvent[]): Decided | Refusal {
    const forbidden = refuseOnPlan(this.ports.policy, input, 'CorrectDraft');
    if (forbidden !== null) return forbidden;
    const plan = foldPlan(history);
    if (plan.status === 'none') return refuse('not-found', 'PLAN.NOT_FOUND', { plan: input.planId });
    if (input.seenVersion !== null && plan.version > input.seenVersion) {
      return refuse('stale', 'PLAN.STALE', { seen: input.seenVersion, now: plan.version }, plan);
    }
    const onBehalfOf = agencyOf(input);
    const corrections = input.corrections.map((correction) => ({ ...correction, was: null }));
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    const command: PlanCommand = { type: 'CorrectDraft', data: { corrections }, meta };
    return refuseBroken(command, plan) ?? decideOnPlan(command, history, onBehalfOf);
  }
}

/** What the corrections would make of the draft must still be a draft: each field of its kind. */
const refuseBroken = (command: PlanCommand, plan: PlanState): Refusal | null => {
  const decision = decidePlan(command, plan);
  if (!decision.ok) return null;
  const { now, actor, onBehalfOf } = command.meta;
  const recorded = { version: 0, recordedAt: now, actor, onBehalfOf };
  const next = decision.events.reduce<PlanState>((state, event) => evolvePlan(state, event, recorded), plan);
  const parsed = PlanDraft.safeParse(next.status === 'none' ? null : next.draft);
  if (parsed.success) return null;
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
  return refuse('invalid', 'PLAN.DRAFT_INVALID', { errors });
};
