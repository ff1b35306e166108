import { clockActs, dateInVietnam, type LeadPart, type PlainDate, type TaskCommand, type TaskFacts, type TaskId } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import type { CalendarSource, Clock } from '../ports.js';
import { systemFacts } from '../plan/system-facts.js';
import { decideTask, foldTask } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { type Decided, refuse } from '../shared/outcomes.js';
import { noNames, system } from '../shared/system-actor.js';
import { WritePath } from '../shared/write-path.js';

/** Tasks of which the clock has something to say; implemented by libs/read-models. A view may lag: the stream decides. */
export interface TasksForTheClock {
  dueOn(today: PlainDate): Promise<readonly TaskId[]>;
}

interface Ports {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly calendar: CalendarSource;
  readonly tasks: TasksForTheClock;
  /** A task that cannot be turned keeps no other waiting. */
  readonly onError: (error: unknown, taskId: TaskId) => void;
}

/**
 * Opens the periods of recurring work when they begin, and notes those as missed whose date has passed without a report. Each act is
 * one append that the task itself decides upon: killed between two of them it goes on from there, and two clocks side by side do
 * nothing twice.
 */
export class CycleClock {
  private readonly writePath: WritePath;

  constructor(private readonly ports: Ports) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  /** One round over all tasks that are due; returns how many acts it recorded. */
  async run(): Promise<number> {
    const today = dateInVietnam(this.ports.clock.now());
    const facts = await systemFacts(this.ports);
    let recorded = 0;
    for (const taskId of await this.ports.tasks.dueOn(today)) {
      try {
        recorded += await this.turn(taskId, facts);
      } catch (error) {
        this.ports.onError(error, taskId);
      }
    }
    return recorded;
  }

  /** After a long rest one act leads to the next: until there is none. */
  private async turn(taskId: TaskId, facts: TaskFacts): Promise<number> {
    let recorded = 0;
    for (;;) {
      const events = await this.actOnce(taskId, facts);
      if (events === 0) return recorded;
      recorded += events;
    }
  }

  private async actOnce(taskId: TaskId, facts: TaskFacts): Promise<number> {
    const outcome = await this.writePath.run({
      streamId: `task-${taskId}`,
      id: taskId,
      actor: system,
      request: null,
      decide: (history) => Promise.resolve(this.decide(history, facts)),
    });
    if (!outcome.ok) throw new Error(`The clock was refused by task ${taskId}: ${outcome.code}`);
    return outcome.events.length;
  }

  private decide(history: readonly StoredEvent[], facts: TaskFacts): Decided | ReturnType<typeof refuse> {
    const now = this.ports.clock.now();
    const state = foldTask(history);
    const command = state.status === 'none' ? undefined : nextAct(state.leads, dateInVietnam(now), metaOf(systemOrder, null, now));
    if (command === undefined) return { ok: true, events: [], onBehalfOf: null, effectiveAt: now };
    const decision = decideTask(command, state, facts);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details);
    return { ok: true, events: decision.events, onBehalfOf: null, effectiveAt: now };
  }
}

const systemOrder = { actor: system, request: null };

const nextAct = (
  parts: readonly LeadPart[],
  today: PlainDate,
  meta: TaskCommand['meta'],
): Extract<TaskCommand, { type: 'OpenCycle' | 'MissCycle' }> | undefined =>
  parts.flatMap((part) => clockActs(part, today).map(({ type, cycle }) => ({ type, data: { part: part.id, cycle }, meta })))[0];
