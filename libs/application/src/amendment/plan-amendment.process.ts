import {
  type AmendedTaskLine,
  type CommandMeta,
  type DocumentRef,
  initialIndicator,
  initialTask,
  type PlanAmended,
  type PlanId,
} from '#domain';
import type { EventStore, LogProcess, StoredEvent } from '#event-store';
import type { CalendarSource, Clock, PolicySource } from '../ports.js';
import { enterIndicatorOf, enterTaskOf } from '../plan/enter-task-command.js';
import { decideIndicator, decidePlan, decideTask, foldIndicator, foldPlan, foldTask } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { noNames, system } from '../shared/system-actor.js';
import type { Decided } from '../shared/outcomes.js';
import { WritePath } from '../shared/write-path.js';
import { systemFacts } from '../plan/system-facts.js';
import { amendTaskOf } from './amend-task-command.js';
import { indicatorWording } from './compare-indicators.js';

type Amended = PlanAmended['data'];

interface Run {
  readonly planId: PlanId;
  readonly amended: Amended;
  readonly plan: Parameters<typeof enterTaskOf>[0];
  readonly meta: CommandMeta;
  readonly document: DocumentRef | null;
}

interface Ports {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly calendar: CalendarSource;
  /** Whose dates new lines get; left out: the terms that ship with the system. */
  readonly policies?: PolicySource;
}

/** How the process is known among those that follow the log. */
export const planAmendment = { name: 'plan-amendment', version: 1 } as const;

/**
 * Carries out an amendment line by line, then says so and closes the draft it came from. Killed anywhere it goes on from there; run
 * twice it does nothing twice: a task knows the last amendment that it went through, and a new line's id is derived from the draft.
 */
export class PlanAmendmentProcess {
  private readonly writePath: WritePath;

  constructor(private readonly ports: Ports) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  get process(): LogProcess {
    return { ...planAmendment, handle: (events) => this.handle(events) };
  }

  /** Handles the log once from its beginning. */
  async runOnce(): Promise<void> {
    let position = 0;
    for (let page = await this.ports.store.readAll(position); page.length > 0; page = await this.ports.store.readAll(position)) {
      await this.handle(page);
      position = page.at(-1)?.position ?? position;
    }
  }

  async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'PlanAmended') await this.carryOut(event);
    }
  }

  private async carryOut(event: StoredEvent): Promise<void> {
    const amended = event.data as Amended;
    const plan = foldPlan(await this.ports.store.readStream(event.streamId));
    if (!('tasks' in plan) || plan.status !== 'amending' || plan.amendments?.at(-1)?.number !== amended.amendment) return;
    const meta = metaOf({ actor: system, request: null }, null, this.ports.clock.now());
    const { id: planId, assigningAuthority } = plan;
    const { effectiveOn } = amended;
    const run: Run = {
      planId,
      amended,
      plan: { ...plan, planId, assigningAuthority, effectiveOn, late: false },
      meta,
      document: amended.basisDocument,
    };
    for (const line of amended.tasks) await this.task(line, run);
    for (const line of amended.indicators) await this.indicator(line, run);
    await this.complete(event.streamId, run);
    await this.closeDraft(run);
  }

  private async task(line: AmendedTaskLine, { amended, plan, meta, document }: Run): Promise<void> {
    if (line.kind === 'kept') return;
    const facts = await systemFacts(this.ports, plan.planId);
    await this.write(`task-${line.taskId}`, meta, (history) => {
      const state = foldTask(history);
      if (line.kind === 'added')
        return state.status === 'none' ? decideTask(enterTaskOf(plan, line.row, meta), initialTask, facts) : nothing;
      if (state.status === 'none') return nothing;
      return decideTask(amendTaskOf(line.orders, { ...amended, document }, meta, state), state, facts);
    });
  }

  private async indicator(line: Amended['indicators'][number], { amended: { amendment, basis }, plan, meta }: Run): Promise<void> {
    if (line.kind === 'kept') return;
    await this.write(`indicator-${line.indicatorId}`, meta, (history) => {
      const state = foldIndicator(history);
      if (line.kind === 'added')
        return state.status === 'none' ? decideIndicator(enterIndicatorOf(plan, line.row, meta), initialIndicator) : nothing;
      const wording = line.row === null ? {} : indicatorWording(line.row);
      return decideIndicator({ type: 'AmendIndicator', data: { amendment, wording, withdrawn: line.row === null, basis }, meta }, state);
    });
  }

  private complete(streamId: string, { amended: { amendment }, meta }: Run): Promise<void> {
    return this.write(streamId, meta, (history) =>
      decidePlan({ type: 'CompletePlanAmendment', data: { amendment }, meta }, foldPlan(history)),
    );
  }

  /** A draft that somebody has entered as a plan of its own meanwhile stays what it is. */
  private closeDraft({ planId, amended: { draftId }, meta }: Run): Promise<void> {
    const data = { reason: 'Đã áp dụng làm bản sửa đổi của kế hoạch', takenOverBy: planId };
    return this.write(`plan-${draftId}`, meta, (history) => {
      const draft = foldPlan(history);
      return draft.status === 'draft' ? decidePlan({ type: 'CloseDraft', data, meta }, draft) : nothing;
    });
  }

  /** Every line was checked before it was confirmed: a refusal now is a fault of the program, and stops the follower. */
  private async write(streamId: string, meta: CommandMeta, decide: (history: readonly StoredEvent[]) => Decision): Promise<void> {
    const outcome = await this.writePath.run({
      streamId,
      id: streamId,
      actor: system,
      request: null,
      decide: (history) => Promise.resolve(decided(decide(history), meta)),
    });
    if (!outcome.ok) throw new Error(`Amendment stopped at ${streamId}: ${outcome.code}`);
  }
}

type Decision = ReturnType<typeof decideTask | typeof decideIndicator | typeof decidePlan>;
const nothing: Decision = { ok: true, events: [] };

const decided = (decision: Decision, meta: CommandMeta): Decided => {
  if (!decision.ok) throw new Error(`Amendment was refused: ${decision.rejection.code} ${JSON.stringify(decision.rejection.details)}`);
  return { ok: true, events: decision.events, onBehalfOf: null, effectiveAt: decision.events[0]?.data.effectiveAt ?? meta.now };
};
