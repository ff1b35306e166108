import type { IndicatorCommand, TaskState } from '#domain';
import type { Fold, StoredEvent, StreamLoader } from '#event-store';
import type { ActOnIndicator, CommandOutcome } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { decideIndicator, foldIndicator } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

type Input = ActOnIndicator['input'];

/** Carries out one command to one indicator. */
export class IndicatorCommands {
  constructor(
    private readonly ports: {
      readonly writePath: WritePath;
      readonly clock: Clock;
      readonly policy: CommandPolicy;
      readonly loader: Pick<StreamLoader, 'load'>;
      readonly taskFold: Fold<TaskState>;
    },
  ) {}

  execute(input: Input): Promise<CommandOutcome> {
    const { indicatorId, actor, request } = input;
    const decide = (history: readonly StoredEvent[]): Promise<Decided | Refusal> => this.decideOnExisting(input, history);
    return this.ports.writePath.run({ streamId: `indicator-${indicatorId}`, id: indicatorId, actor, request, decide });
  }

  private async decideOnExisting(input: Input, history: readonly StoredEvent[]): Promise<Decided | Refusal> {
    const decided = this.decide(input, history);
    return decided.ok ? ((await this.refuseUnknownTask(input)) ?? decided) : decided;
  }

  /** A link leads somewhere: to a task that is followed. */
  private async refuseUnknownTask({ type, data }: Input): Promise<Refusal | null> {
    if (type !== 'LinkTask' || typeof data['taskId'] !== 'string') return null;
    const { state } = await this.ports.loader.load(`task-${data['taskId']}`, this.ports.taskFold);
    return state.status === 'none' ? refuse('not-found', 'TASK.NOT_FOUND', { task: data['taskId'] }) : null;
  }

  private decide(input: Input, history: readonly StoredEvent[]): Decided | Refusal {
    const state = foldIndicator(history);
    if (state.status === 'none' && input.type !== 'EnterIndicator') {
      return refuse('not-found', 'INDICATOR.NOT_FOUND', { indicator: input.indicatorId });
    }
    const leads = state.status === 'none' ? [] : state.leads;
    const onBehalfOf = input.onBehalfOf ?? this.onlyAgency(input, leads);
    const forbidden = refuseForeignAgency(input.actor, input.onBehalfOf) ?? this.forbidden(input, onBehalfOf, leads);
    if (forbidden !== null) return forbidden;
    const now = this.ports.clock.now();
    const { onBehalfOf: _agency, ...data } = input.data;
    // The route's schema has given `data` its shape.
    const command = { type: input.type, data, meta: metaOf(input, onBehalfOf, now) } as IndicatorCommand;
    const decision = decideIndicator(command, state);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details, state);
    return { ok: true, events: decision.events, onBehalfOf, effectiveAt: now };
  }

  private onlyAgency({ actor }: Input, leads: readonly string[]): Input['onBehalfOf'] {
    const mine = actor.agencies.filter((agency) => leads.includes(agency));
    const [agency, ...others] = mine.length > 0 ? mine : actor.agencies;
    return agency !== undefined && others.length === 0 ? agency : null;
  }

  private forbidden(
    { actor, type }: Input,
    onBehalfOf: Input['onBehalfOf'],
    leads: Parameters<CommandPolicy['forbidsOnIndicator']>[3],
  ): Refusal | null {
    const code = this.ports.policy.forbidsOnIndicator(actor, type, onBehalfOf, leads);
    return code === null ? null : refuse('forbidden', code, { command: type });
  }
}
