import type { PlanDraft } from '#contracts';
import { dateInVietnam, daysBetween, type Instant, type PlainDate, type PlanCommand } from '#domain';
import type { StoredEvent } from '#event-store';
import type { CommandOutcome, EnterPlan } from '../commands.js';
import type { AgencyRegistry, Clock, CommandPolicy, PlanRows, TaskFactsSource } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import { type Refusal, refuse } from '../shared/outcomes.js';
import type { Decided, WritePath } from '../shared/write-path.js';
import { agencyOf, refuseOnPlan } from './acting-on-plan.js';
import { type CurrentDraft, currentDraft } from './current-draft.js';
import { decideOnPlan } from './decide-on-plan.js';
import { documentOf } from './draft-plan.js';
import { problemsOf } from './row-problems.js';

type Input = EnterPlan['input'];
type Rows = Extract<PlanCommand, { type: 'EnterPlan' }>['data'];

/** A plan entered more than so many days after it began to hold is late: its parts begin unreviewed. */
export const LATE_AFTER_DAYS = 30;

/** Enters a reviewed draft: every row is checked, then one event carries them all. Nothing is written where one row is refused. */
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
    const { planId, actor, request } = input;
    return this.ports.writePath.run({
      streamId: `plan-${planId}`,
      id: planId,
      actor,
      request,
      decide: (history) => this.decide(input, history),
    });
  }

  private async decide(input: Input, history: readonly StoredEvent[]): Promise<Decided | Refusal> {
    const forbidden = refuseOnPlan(this.ports.policy, input, 'EnterPlan');
    const current = currentDraft(history);
    if (forbidden !== null) return forbidden;
    if (current === null) return refuse('not-found', 'PLAN.NOT_FOUND', { plan: input.planId });
    const now = this.ports.clock.now();
    const onBehalfOf = agencyOf(input);
    if (history.some(({ type }) => type === 'PlanEntered')) return { ok: true, events: [], onBehalfOf, effectiveAt: now };
    const effectiveOn = effectiveDay(input, current.draft, now);
    if (typeof effectiveOn !== 'string') return effectiveOn;
    const meta = metaOf(input, onBehalfOf, now);
    const data = await this.rows(input, current, effectiveOn);
    const problems = await problemsOf(data, meta, this.ports.facts);
    if (problems.length > 0) return refuse('rule', 'PLAN.ROWS_REFUSED', { rows: problems });
    return decideOnPlan({ type: 'EnterPlan', data, meta }, history, onBehalfOf);
  }

  private async rows({ planId, assigningAuthority }: Input, { file, draft }: CurrentDraft, effectiveOn: PlainDate): Promise<Rows> {
    const directory = await this.ports.agencies.directory();
    const { tasks, indicators } = this.ports.planRows.rowsOf(draft, directory, { planId, assigningAuthority, effectiveOn });
    const today = dateInVietnam(this.ports.clock.now());
    const late = daysBetween(effectiveOn, today) > LATE_AFTER_DAYS;
    const { groups } = draft;
    return { planId, document: documentOf(draft), assigningAuthority, effectiveOn, late, groups, tasks, indicators, file };
  }
}

/** The day the Office names, else the document's own; the Office has to name one where the document's is blank. */
const effectiveDay = (input: Input, draft: PlanDraft, now: Instant): PlainDate | Refusal => {
  const day = input.effectiveOn ?? documentOf(draft).issuedOn;
  if (day === null) return refuse('invalid', 'PLAN.EFFECTIVE_DAY_MISSING', { plan: input.planId });
  if (day > dateInVietnam(now)) return refuse('invalid', 'PLAN.EFFECTIVE_IN_FUTURE', { effectiveOn: day });
  return day;
};
