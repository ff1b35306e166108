import { type CommandMeta, initialTask, type PlanEntered, type TaskFacts } from '#domain';
import type { EventStore, LogProcess, StoredEvent } from '#event-store';
import type { CalendarSource, Clock, PolicySource } from '../ports.js';
import { decideIndicator, decidePlan, decideTask, foldIndicator, foldPlan } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { noNames, system } from '../shared/system-actor.js';
import type { Decided } from '../shared/outcomes.js';
import { WritePath } from '../shared/write-path.js';
import { enterIndicatorOf, enterTaskOf } from './enter-task-command.js';
import { systemFacts } from './system-facts.js';

type Entered = PlanEntered['data'];

/** How the process is known among those that follow the log. */
export const planEntry = { name: 'plan-entry', version: 1 } as const;

interface Ports {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly calendar: CalendarSource;
  /** Whose dates new lines get; left out: the terms that ship with the system. */
  readonly policies?: PolicySource;
}

/**
 * Enters every row of an entered plan, in order: each task and each indicator with one append to a stream that must not exist
 * yet, then `PlanEntryCompleted`. Killed anywhere it goes on from there; run twice, or by two workers at once, it enters
 * nothing twice, for the rows' ids are derived from the plan. So its checkpoint may be lost without harm.
 */
export class PlanEntryProcess {
  private readonly writePath: WritePath;

  constructor(private readonly ports: Ports) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  /** As a follower of the log: the runner's lease lets one worker do it at a time, its checkpoint moves when a page is done. */
  get projection(): LogProcess {
    return { ...planEntry, handle: (events) => this.handle(events) };
  }

  /** Handles the log once from a position on; returns the position it came to. */
  async runOnce(after = 0): Promise<number> {
    let position = after;
    for (let page = await this.ports.store.readAll(position); page.length > 0; page = await this.ports.store.readAll(position)) {
      await this.handle(page);
      position = page.at(-1)?.position ?? position;
    }
    return position;
  }

  /** Enters the plans that a page of the log speaks of. */
  async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'PlanEntered') await this.enter(event);
    }
  }

  private async enter(event: StoredEvent): Promise<void> {
    const history = await this.ports.store.readStream(event.streamId);
    if (history.some(({ type }) => type === 'PlanEntryCompleted')) return;
    const plan = event.data as Entered;
    const facts = await systemFacts(this.ports, plan.planId);
    const meta = metaOf({ actor: system, request: null }, null, this.ports.clock.now());
    for (const row of plan.tasks) await this.enterTask(plan, row, meta, facts);
    for (const row of plan.indicators) await this.enterIndicator(plan, row, meta);
    await this.complete(event.streamId, plan, meta);
  }

  private enterTask(plan: Entered, row: Entered['tasks'][number], meta: CommandMeta, facts: TaskFacts): Promise<void> {
    return this.once(`task-${row.taskId}`, meta, () => decideTask(enterTaskOf(plan, row, meta), initialTask, facts));
  }

  private enterIndicator(plan: Entered, row: Entered['indicators'][number], meta: CommandMeta): Promise<void> {
    return this.once(`indicator-${row.indicatorId}`, meta, () => decideIndicator(enterIndicatorOf(plan, row, meta), foldIndicator([])));
  }

  private complete(streamId: string, { tasks, indicators }: Entered, meta: CommandMeta): Promise<void> {
    const data = { tasks: tasks.length, indicators: indicators.length };
    return this.write(streamId, (history) => decided(decidePlan({ type: 'CompletePlanEntry', data, meta }, foldPlan(history)), meta));
  }

  /** A stream that stands already was entered before. */
  private once(streamId: string, meta: CommandMeta, decide: () => Decision): Promise<void> {
    return this.write(streamId, (history) => decided(history.length > 0 ? { ok: true, events: [] } : decide(), meta));
  }

  /** Every row was checked before the plan was entered: a refusal now is a fault of the program, and stops the follower. */
  private async write(streamId: string, decide: (history: readonly StoredEvent[]) => Decided): Promise<void> {
    const outcome = await this.writePath.run({
      streamId,
      id: streamId,
      actor: system,
      request: null,
      decide: (history) => Promise.resolve(decide(history)),
    });
    if (!outcome.ok) throw new Error(`Plan entry stopped at ${streamId}: ${outcome.code}`);
  }
}

type Decision = ReturnType<typeof decideTask | typeof decideIndicator | typeof decidePlan>;

const decided = (decision: Decision, meta: CommandMeta): Decided => {
  if (!decision.ok) throw new Error(`Plan entry was refused: ${decision.rejection.code} ${JSON.stringify(decision.rejection.details)}`);
  const first = decision.events[0];
  return { ok: true, events: decision.events, onBehalfOf: null, effectiveAt: first?.data.effectiveAt ?? meta.now };
};
