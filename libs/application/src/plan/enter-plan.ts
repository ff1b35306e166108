import type { PlanDraft } from '#contracts';
import { dateInVietnam, type Instant, type PlainDate } from '#domain';
import type { StoredEvent } from '#event-store';
import type { CommandOutcome, EnterLetter, EnterPlan } from '../commands.js';
import type { AgencyRegistry, Clock, CommandPolicy, PlanRows, TaskFactsSource } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { currentDraft } from './current-draft.js';
import { decideOnPlan } from './decide-on-plan.js';
import { documentOf } from './draft-plan.js';
import { type Composed, prepareEntry } from './prepare-entry.js';

type Input = EnterPlan['input'];
type LetterInput = EnterLetter['input'];
type Terms = Omit<LetterInput, 'file' | 'draft'>;

/** Enters what was reviewed or composed: every row is checked, then one event carries them all. Nothing is written where one row is refused. */
export class EnterPlans {
  constructor(
    private readonly ports: {
      readonly writePath: WritePath;
      readonly clock: Clock;
      readonly policy: CommandPolicy;
      readonly agencies: AgencyRegistry;
      readonly planRows: PlanRows;
      readonly facts: TaskFactsSource;
    },
  ) {}

  execute(input: Input): Promise<CommandOutcome> {
    return this.run(input, (history) => {
      const current = currentDraft(history);
      if (current === null) return refuse('not-found', 'PLAN.NOT_FOUND', { plan: input.planId });
      if (input.seenVersion === null || current.version <= input.seenVersion || isEntered(history)) return current;
      return refuse('stale', 'PLAN.STALE', { seen: input.seenVersion, now: current.version });
    });
  }

  /** What one form holds: there is no draft that anybody else could have changed. A letter without a day holds from today. */
  executeLetter(input: LetterInput): Promise<CommandOutcome> {
    const { file, draft } = input;
    const effectiveOn = input.effectiveOn ?? documentOf(draft).issuedOn ?? dateInVietnam(this.ports.clock.now());
    return this.run({ ...input, effectiveOn }, () => ({ file, draft }));
  }

  private run(terms: Terms, composed: (history: readonly StoredEvent[]) => Composed | Refusal): Promise<CommandOutcome> {
    const { planId, actor, request } = terms;
    return this.ports.writePath.run({
      streamId: `plan-${planId}`,
      id: planId,
      actor,
      request,
      decide: async (history) => {
        const found = refuseOnPlan(this.ports.policy, terms, 'EnterPlan') ?? composed(history);
        return 'ok' in found ? found : this.decide(terms, found, history);
      },
    });
  }

  private async decide(input: Terms, composed: Composed, history: readonly StoredEvent[]): Promise<Decided | Refusal> {
    const now = this.ports.clock.now();
    const onBehalfOf = agencyOf(input);
    if (isEntered(history)) return { ok: true, events: [], onBehalfOf, effectiveAt: now };
    const effectiveOn = effectiveDay(input, composed.draft, now);
    if (typeof effectiveOn !== 'string') return effectiveOn;
    const meta = metaOf(input, onBehalfOf, now);
    const { planId, assigningAuthority } = input;
    const { rows, refused } = await prepareEntry(this.ports, composed, { planId, assigningAuthority, effectiveOn }, meta);
    if (refused.length > 0) return refuse('rule', 'PLAN.ROWS_REFUSED', { rows: refused });
    return decideOnPlan({ type: 'EnterPlan', data: rows, meta }, history, onBehalfOf);
  }
}

const isEntered = (history: readonly StoredEvent[]): boolean => history.some(({ type }) => type === 'PlanEntered');

/** The day the Office names, else the document's own; the Office has to name one where the document's is blank. */
const effectiveDay = (input: Terms, draft: PlanDraft, now: Instant): PlainDate | Refusal => {
  const day = input.effectiveOn ?? documentOf(draft).issuedOn;
  if (day === null) return refuse('invalid', 'PLAN.EFFECTIVE_DAY_MISSING', { plan: input.planId });
  if (day > dateInVietnam(now)) return refuse('invalid', 'PLAN.EFFECTIVE_IN_FUTURE', { effectiveOn: day });
  return day;
};
