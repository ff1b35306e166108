import { PlanDraft } from '#contracts';
import type { PlainDate, PlanDocument } from '#domain';
import type { StoredEvent } from '#event-store';
import type { CommandOutcome, DraftPlan } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import type { Decided, Refusal } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { decideOnPlan } from './decide-on-plan.js';

type Input = DraftPlan['input'];

/** Keeps what was read from a document as the draft of a plan. */
export class DraftPlans {
  constructor(private readonly ports: { readonly writePath: WritePath; readonly clock: Clock; readonly policy: CommandPolicy }) {}

  execute(input: Input): Promise<CommandOutcome> {
    const { planId, actor, request } = input;
    const decide = (history: readonly StoredEvent[]): Promise<Decided | Refusal> => Promise.resolve(this.decide(input, history));
    return this.ports.writePath.run({ streamId: `plan-${planId}`, id: planId, actor, request, decide });
  }

  private decide(input: Input, history: readonly StoredEvent[]): Decided | Refusal {
    const forbidden = refuseOnPlan(this.ports.policy, input, 'DraftPlan');
    if (forbidden !== null) return forbidden;
    const { planId, file } = input;
    const draft = PlanDraft.parse(input.draft);
    const data = { planId, file, document: documentOf(draft), draft };
    const onBehalfOf = agencyOf(input);
    return decideOnPlan({ type: 'DraftPlan', data, meta: metaOf(input, onBehalfOf, this.ports.clock.now()) }, history, onBehalfOf);
  }
}

/** The draft's schema has checked that the day exists. */
export const documentOf = ({ document }: PlanDraft): PlanDocument => ({ ...document, issuedOn: document.issuedOn as PlainDate | null });
