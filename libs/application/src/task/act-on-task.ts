import type { AgencyId, LeadPart, Task, TaskCommand, TaskFacts, TaskState } from '#domain';
import type { Fold, Folded, NewEvent, StreamLoader } from '#event-store';
import type { ActOnTask, CommandOutcome } from '../commands.js';
import type { Clock, CommandPolicy, TaskFactsSource } from '../ports.js';
import { decideTask } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { isRefusal } from './acting.js';
import { type CompleteCommand, completeCommand } from './complete-command.js';
import { concernedBy } from './concerned.js';

type Input = ActOnTask['input'];

/** What a command is decided on. */
interface Seen {
  readonly task: TaskState;
  readonly facts: TaskFacts;
}

const streamOf = ({ taskId }: Input): string => `task-${taskId}`;

/** Carries out one command to one task. */
export class TaskCommands {
  constructor(
    private readonly ports: {
      readonly writePath: WritePath;
      readonly loader: Pick<StreamLoader, 'load'>;
      readonly taskFold: Fold<TaskState>;
      readonly clock: Clock;
      readonly policy: CommandPolicy;
      readonly facts: TaskFactsSource;
    },
  ) {}

  execute(input: Input): Promise<CommandOutcome> {
    return this.ports.writePath.runOnState({
      streamId: streamOf(input),
      id: input.taskId,
      actor: input.actor,
      request: input.request,
      load: () => this.look(input),
      decide: (seen) => this.decide(input, seen),
    });
  }

  /** Why the command would not be carried out as things stand; null where it would. Writes nothing. */
  async tryOut(input: Input): Promise<Refusal | null> {
    const { state } = await this.look(input);
    const decided = this.decide(input, state);
    return decided.ok ? null : decided;
  }

  /** The task and the facts at the same time: neither waits for the other. */
  private async look(input: Input): Promise<Folded<Seen>> {
    const { loader, taskFold, facts } = this.ports;
    const [loaded, factsOf] = await Promise.all([loader.load(streamOf(input), taskFold), facts.gather(concernedBy(input.data))]);
    return { ...loaded, state: { task: loaded.state, facts: factsOf(loaded.state) } };
  }

  private decide(input: Input, { task: state, facts }: Seen): Decided | Refusal {
    const hidden = this.refuseHidden(input, state) ?? refuseForeignAgency(input.actor, input.onBehalfOf);
    if (hidden !== null) return hidden;
    const command = this.complete(input, state, facts);
    if (isRefusal(command)) return command;
    const refusal = refuseStale(input, state, command.part) ?? this.refuseEffectiveDate(input, command.onBehalfOf);
    return refusal ?? this.decided(input, command, state, facts);
  }

  /** What one may not see does not exist. */
  private refuseHidden({ actor, type, taskId }: Input, state: TaskState): Refusal | null {
    const visible = state.status === 'none' ? type === 'EnterTask' : this.ports.policy.maySee(actor, state);
    return visible ? null : refuse('not-found', 'TASK.NOT_FOUND', { task: taskId });
  }

  private complete(input: Input, state: TaskState, facts: TaskFacts): CompleteCommand | Refusal {
    const { actor, type, data, onBehalfOf } = input;
    const { policy } = this.ports;
    if (state.status !== 'none')
      return completeCommand({ actor, type, task: state, onBehalfOf, policy, isSuperior: facts.isSuperior }, data);
    const agency = onBehalfOf ?? (actor.agencies.length === 1 ? (actor.agencies[0] ?? null) : null);
    const code = policy.forbids(actor, type, agency, null, null);
    return code === null ? { type, data, onBehalfOf: agency, part: null } : refuse('forbidden', code, { command: type });
  }

  /** An earlier effective date is for the Office alone: for who may enter a task. */
  private refuseEffectiveDate({ actor, effectiveAt }: Input, onBehalfOf: AgencyId | null): Refusal | null {
    if (effectiveAt === null) return null;
    if (effectiveAt > this.ports.clock.now()) return refuse('invalid', 'COMMAND.EFFECTIVE_IN_FUTURE', { effectiveAt });
    const code = this.ports.policy.forbids(actor, 'EnterTask', onBehalfOf, null, null);
    return code === null ? null : refuse('forbidden', 'COMMAND.EFFECTIVE_DATE_IS_FOR_THE_OFFICE', { effectiveAt });
  }

  private decided(input: Input, { type, data, onBehalfOf, part }: CompleteCommand, state: TaskState, facts: TaskFacts): Decided | Refusal {
    const now = this.ports.clock.now();
    // The verb's schema has given `data` its shape, and `completeCommand` what may be left out.
    const command = { type, data, meta: metaOf(input, onBehalfOf, now, input.effectiveAt) } as TaskCommand;
    const decision = decideTask(command, state, facts);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details, part ?? entered(state));
    const events: readonly NewEvent[] = decision.events;
    return { ok: true, events, onBehalfOf, effectiveAt: input.effectiveAt ?? now };
  }
}

const entered = (state: TaskState): Task | undefined => (state.status === 'none' ? undefined : state);

/** A later event touched the part, or the whole task, since the client looked. */
const refuseStale = ({ seenVersion }: Input, state: TaskState, part: LeadPart | null): Refusal | null => {
  if (seenVersion === null || state.status === 'none') return null;
  const newest = Math.max(state.ownVersion, part?.version ?? 0);
  return newest > seenVersion ? refuse('stale', 'TASK.STALE', { seen: seenVersion, now: newest }, part ?? state) : null;
};
