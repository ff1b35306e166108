import { PlanDraft } from '#contracts';
import type { PlanCommand, PlanState } from '#domain';
import type { StoredEvent } from '#event-store';
import type { CloseDraft, CommandOutcome, CorrectPlanDraft, TurnCorrection } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { decidePlan, evolvePlan, foldPlan } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { decideOnPlan } from './decide-on-plan.js';

type Input = (CorrectPlanDraft | TurnCorrection | CloseDraft)['input'];
/** A command that lacks only who gives it and when. */
type Order = { readonly [Type in PlanCommand['type']]: Omit<Extract<PlanCommand, { type: Type }>, 'meta'> }[PlanCommand['type']];

/** A person's work on a draft: corrections, taking them back and doing them again, giving the draft up. The draft stays one that could have been read. */
export class DraftReviews {
  constructor(private readonly ports: { readonly writePath: WritePath; readonly clock: Clock; readonly policy: CommandPolicy }) {}

  correct(input: CorrectPlanDraft['input']): Promise<CommandOutcome> {
    const { edits, seen } = input;
    return this.run(input, { type: 'CorrectDraft', data: { edits, seen } });
  }

  turn(input: TurnCorrection['input']): Promise<CommandOutcome> {
    return this.run(input, { type: input.type, data: { correction: input.correction } });
  }

  close(input: CloseDraft['input']): Promise<CommandOutcome> {
    return this.run(input, { type: 'CloseDraft', data: { reason: input.reason, takenOverBy: null } });
  }

  private run(input: Input, order: Order): Promise<CommandOutcome> {
    const { planId, actor, request } = input;
    const decide = (history: readonly StoredEvent[]): Promise<Decided | Refusal> => Promise.resolve(this.decide(input, order, history));
    return this.ports.writePath.run({ streamId: `plan-${planId}`, id: planId, actor, request, decide });
  }

  private decide(input: Input, order: Order, history: readonly StoredEvent[]): Decided | Refusal {
    const forbidden = refuseOnPlan(this.ports.policy, input, order.type);
    if (forbidden !== null) return forbidden;
    const plan = foldPlan(history);
    if (plan.status === 'none') return refuse('not-found', 'PLAN.NOT_FOUND', { plan: input.planId });
    if (input.seenVersion !== null && plan.version > input.seenVersion) {
      return refuse('stale', 'PLAN.STALE', { seen: input.seenVersion, now: plan.version });
    }
    const onBehalfOf = agencyOf(input);
    const command = { ...order, meta: metaOf(input, onBehalfOf, this.ports.clock.now()) } as PlanCommand;
    return refuseBroken(command, plan) ?? decideOnPlan(command, history, onBehalfOf);
  }
}

/** What the corrections would make of the draft must still be a draft: each field of its kind, each finding one that was read. */
const refuseBroken = (command: PlanCommand, plan: Exclude<PlanState, { status: 'none' }>): Refusal | null => {
  const decision = decidePlan(command, plan);
  if (!decision.ok) return null;
  const { now, actor, onBehalfOf } = command.meta;
  const recorded = { version: 0, recordedAt: now, actor, onBehalfOf };
  const next = decision.events.reduce<PlanState>((state, event) => evolvePlan(state, event, recorded), plan);
  const parsed = PlanDraft.safeParse(next.status === 'none' ? null : next.draft);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
    return refuse('invalid', 'PLAN.DRAFT_INVALID', { errors });
  }
  const finding = command.type === 'CorrectDraft' ? command.data.seen.find((each) => each >= parsed.data.findings.length) : undefined;
  return finding === undefined ? null : refuse('invalid', 'PLAN.NO_SUCH_FINDING', { finding });
};
