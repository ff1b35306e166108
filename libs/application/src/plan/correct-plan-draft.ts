import { correctedAt, PlanDraft, readAt } from '#contracts';
import type { StoredEvent } from '#event-store';
import type { CommandOutcome, CorrectPlanDraft } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import { type Refusal, refuse } from '../shared/outcomes.js';
import type { Decided, WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { type CurrentDraft, currentDraft } from './current-draft.js';
import { decideOnPlan } from './decide-on-plan.js';

type Input = CorrectPlanDraft['input'];
type Correction = Input['corrections'][number] & { readonly was: unknown };

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
    const current = currentDraft(history);
    if (forbidden !== null) return forbidden;
    if (current === null) return refuse('not-found', 'PLAN.NOT_FOUND', { plan: input.planId });
    const corrections = correctionsOf(input, current);
    if ('ok' in corrections) return corrections;
    const onBehalfOf = agencyOf(input);
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    return decideOnPlan({ type: 'CorrectDraft', data: { corrections }, meta }, history, onBehalfOf);
  }
}

/** Each with what it replaces; those that change nothing fall away. */
const correctionsOf = ({ corrections, seenVersion }: Input, current: CurrentDraft): readonly Correction[] | Refusal => {
  if (seenVersion !== null && current.version > seenVersion) {
    return refuse('stale', 'PLAN.STALE', { seen: seenVersion, now: current.version }, current.draft);
  }
  let draft: unknown = current.draft;
  const kept: Correction[] = [];
  for (const { pointer, value } of corrections) {
    const was = readAt(draft, pointer);
    const next = correctedAt(draft, pointer, value);
    if (next === null) return refuse('invalid', 'PLAN.NO_SUCH_PLACE', { pointer });
    if (JSON.stringify(was) !== JSON.stringify(value)) kept.push({ pointer, value, was: was ?? null });
    draft = next;
  }
  const parsed = PlanDraft.safeParse(draft);
  if (parsed.success) return kept;
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
  return refuse('invalid', 'PLAN.DRAFT_INVALID', { errors });
};
