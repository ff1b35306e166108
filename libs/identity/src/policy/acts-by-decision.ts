import { taskCommandOfVerb, type TaskVerb } from '#contracts';
import { type AgencyId, decide, type Instant, type LeadPart, type PersonId, type Task, type TaskFacts } from '#domain';
import { TaskPolicy } from './command-policy.js';
import { probeOf, type Spot } from './probes.js';

/** Who looks at a task. */
export interface Reader {
  readonly personId: PersonId | null;
  readonly roles: readonly string[];
  readonly agencies: readonly AgencyId[];
}

/** What a decision about a situation needs, without asking any database. */
export interface ActFacts {
  now(): Instant;
  /** Calendar, and the terms of work that rule the task. */
  factsOf(task: Task): Pick<TaskFacts, 'calendar' | 'policy' | 'isSuperior'>;
}

const OF_ASK: readonly TaskVerb[] = [
  'acknowledge-ask',
  'give-opinion',
  'request-release',
  'release-ask',
  'record-delivery',
  'accept-silence',
];
const OF_TASK: readonly TaskVerb[] = [
  'assign-part',
  'name-coordinator',
  'release-coordinator',
  'name-consolidator',
  'send-consolidated-report',
  'assign-follow-up',
];
const OF_COORDINATOR: readonly TaskVerb[] = ['release-coordinator', 'succeed-coordinator'];
const OF_PART = (Object.keys(taskCommandOfVerb) as TaskVerb[]).filter(
  (verb) => !OF_ASK.includes(verb) && !OF_TASK.includes(verb) && !OF_COORDINATOR.includes(verb),
);

/**
 * The path verbs that a reader may send now. It asks the policy and then the decider itself, with likely data, so that a button
 * is shown where the command would be carried out, and nowhere else.
 */
export class ActsByDecision {
  constructor(
    private readonly source: ActFacts,
    private readonly policy = new TaskPolicy(),
  ) {}

  maySee(reader: Reader, task: Task): boolean {
    return this.policy.maySee({ ...reader, via: 'web' }, task);
  }

  forTask(reader: Reader, task: Task): readonly TaskVerb[] {
    return OF_TASK.filter((verb) => this.accepts(reader, verb, { task, part: null, ask: null }));
  }

  /** Whether a remark of the reader's may be ý kiến chỉ đạo. */
  mayDirect(reader: Reader, task: Task): boolean {
    const { isSuperior } = this.source.factsOf(task);
    const asking = { ...reader, via: 'web' };
    return [null, ...reader.agencies].some((agency) => this.policy.forbidsDirective(asking, agency, task, isSuperior) === null);
  }

  /** Of a lead part: what its holder, its approver or the Office may do, and what an agency may do that it has asked. */
  forPart(reader: Reader, task: Task, part: LeadPart): readonly TaskVerb[] {
    const asks = part.asks.map(({ number, agencyId }) => ({ part, number, agencyId }));
    return [
      ...OF_PART.filter((verb) => this.accepts(reader, verb, { task, part, ask: null })),
      ...OF_ASK.filter((verb) => asks.some((ask) => this.accepts(reader, verb, { task, part, ask }))),
    ];
  }

  /** Of the general request to coordinate (ask 0) to one agency. */
  forCoordinator(reader: Reader, task: Task, agencyId: AgencyId): readonly TaskVerb[] {
    const ask = { part: null, number: 0, agencyId };
    return [...OF_ASK, ...OF_COORDINATOR].filter((verb) => this.accepts(reader, verb, { task, part: null, ask }));
  }

  private accepts(reader: Reader, verb: TaskVerb, spot: Omit<Spot, 'now'>): boolean {
    const type = taskCommandOfVerb[verb];
    const now = this.source.now();
    const facts = { ...this.source.factsOf(spot.task), isActiveAgency: (): boolean => true, isMember: (): boolean => true };
    return [null, ...reader.agencies].some((agency) => {
      const asking = { ...reader, via: 'web' };
      if (this.policy.forbids(asking, type, agency, spot.task, spot.part, facts.isSuperior) !== null) return false;
      const meta = {
        commandId: 'probe',
        actor: reader.personId,
        onBehalfOf: agency ?? reader.agencies[0] ?? null,
        now,
        via: 'web' as const,
      };
      const decision = decide(probeOf(type, { ...spot, now }, meta), spot.task, facts);
      return decision.ok && decision.events.length > 0;
    });
  }
}
