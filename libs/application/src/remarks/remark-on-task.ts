import { agenciesConcerned, isOpenPart, type AgencyId, type RemarkCommand, type RemarkFacts, type Task, type TaskState } from '#domain';
import type { Fold, StreamLoader } from '#event-store';
import type { CommandOutcome, RemarkOnTask } from '../commands.js';
import type { Clock, CommandPolicy, TaskFactsSource } from '../ports.js';
import { decideRemarks, foldRemarks } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { refuseForeignAgency } from '../shared/on-behalf-of.js';
import { decidedOf, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

type Input = RemarkOnTask['input'];

/** The named agency; else those of the actor's that the task concerns; else any. Nobody is asked which of them speaks. */
const voicesOf = ({ actor, onBehalfOf }: Input, task: Task): readonly (AgencyId | null)[] => {
  if (onBehalfOf !== null) return [onBehalfOf];
  const concerned = agenciesConcerned(task);
  const mine = actor.agencies.filter((agency) => concerned.includes(agency));
  return [...mine, ...actor.agencies.filter((agency) => !mine.includes(agency)), null];
};

const factsOf = (task: Task, isOffice: boolean): RemarkFacts => ({
  taskId: task.id,
  leads: task.leads.map((part) => ({ part: part.id, holder: part.holder, isOpen: isOpenPart(part) })),
  concerned: agenciesConcerned(task),
  isOffice,
});

/**
 * Carries out commands to the remarks on one task. They have a stream of their own beside the task's: a discussion makes no load of
 * the task longer, and two who write at once do not hold up an act.
 */
export class RemarkCommands {
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

  async execute(input: Input): Promise<CommandOutcome> {
    const { taskId, actor, request, type, data } = input;
    const { state: task } = await this.ports.loader.load(`task-${taskId}`, this.ports.taskFold);
    // What one may not see does not exist.
    if (task.status === 'none' || !this.ports.policy.maySee(actor, task)) return refuse('not-found', 'TASK.NOT_FOUND', { task: taskId });
    const foreign = refuseForeignAgency(actor, input.onBehalfOf);
    if (foreign !== null) return foreign;
    const onBehalfOf = await this.voice(input, task);
    if (onBehalfOf === undefined) return refuse('forbidden', 'REMARK.NOT_DIRECTING');
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    // The route's schema has given `data` its shape.
    const command = { type, data, meta } as RemarkCommand;
    const facts = factsOf(task, this.ports.policy.isOffice(actor));
    return this.ports.writePath.run({
      streamId: `remarks-${taskId}`,
      id: taskId,
      actor,
      request,
      decide: (history) => Promise.resolve(decidedOf(decideRemarks(command, foldRemarks(history), facts), meta)),
    });
  }

  /** For whom the actor speaks: for a directive, an agency that may give one; undefined where none may. */
  private async voice(input: Input, task: Task): Promise<AgencyId | null | undefined> {
    const voices = voicesOf(input, task);
    if (input.data['kind'] !== 'directive') return voices[0] ?? null;
    const { isSuperior } = (await this.ports.facts.gather())(task);
    return voices.find((voice) => this.ports.policy.forbidsDirective(input.actor, voice, task, isSuperior) === null);
  }
}
