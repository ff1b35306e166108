import {
  addDays,
  dateInVietnam,
  decide,
  evolve,
  initialTask,
  instantInVietnam,
  plainDate,
  type AgencyId,
  type CommandMeta,
  type IndicatorEvent,
  type AgencyEvent,
  type Instant,
  type PersonId,
  type PlanEvent,
  type Task,
  type TaskCommand,
  type TaskEvent,
  type TaskFacts,
  type TaskState,
} from '#domain';
import { Agenda } from './agenda.js';
import { Chance } from './chance.js';
import type { LoggedEvent } from './logged-event.js';
import { calendar, nextAct } from './part-life.js';
import { office, personOf } from './people.js';
import { directoryEvents, measured, planOf, type DraftedPlan } from './plan-of-trial.js';

type Event = TaskEvent | PlanEvent | IndicatorEvent | AgencyEvent;

const facts: TaskFacts = {
  calendar,
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false },
  isActiveAgency: () => true,
  isMember: () => true,
  isSuperior: () => false,
};

export interface SyntheticLogOptions {
  readonly seed?: number;
  /** Tasks in each plan, from and to; default 17 to 60. */
  readonly tasksInPlan?: readonly [number, number];
  /** Days from one plan to the next; default 3. */
  readonly daysBetweenPlans?: number;
  /** ISO instant of the first event; default: the first Monday of 2021. */
  readonly from?: string;
}

type Due =
  | { readonly kind: 'plan' }
  | { readonly kind: 'part'; readonly task: string; readonly part: string }
  | { readonly kind: 'indicator'; readonly id: string; readonly leads: readonly AgencyId[]; readonly measurement: number };

/**
 * A log as years of use would leave it: plans are entered, their tasks are taken up, reported on, asked about, submitted, returned
 * and approved, many at a time. Every event of a task is what the domain decided; the same seed gives the same log.
 */
export class SyntheticLog {
  private readonly chance: Chance;
  private readonly agenda = new Agenda<Due>();
  private readonly tasks = new Map<string, Task>();
  private readonly versions = new Map<string, number>();
  private readonly inTasks: readonly [number, number];
  private readonly everyDays: number;
  private position = 0;
  private plans = 0;
  private now: number;

  constructor({ seed = 1, tasksInPlan = [17, 60], daysBetweenPlans = 3, from = '2021-01-04T02:00:00.000Z' }: SyntheticLogOptions = {}) {
    this.now = Date.parse(from);
    this.chance = new Chance(seed);
    this.inTasks = tasksInPlan;
    this.everyDays = daysBetweenPlans;
  }

  /** The first so many events. */
  *events(count: number): Generator<LoggedEvent> {
    let left = count;
    for (const event of this.run()) {
      if (left === 0) return;
      left -= 1;
      yield event;
    }
  }

  private *run(): Generator<LoggedEvent> {
    for (const event of directoryEvents(this.instant())) yield* this.record(`agency-${event.data.id}`, [event], null);
    this.agenda.note(this.now, { kind: 'plan' });
    for (let due = this.agenda.next(); due !== null; due = this.agenda.next()) {
      this.now = due.at;
      yield* this.happen(due.item);
    }
  }

  private *happen(due: Due): Generator<LoggedEvent> {
    if (due.kind === 'plan') {
      yield* this.enterPlan();
      this.later(this.everyDays, due);
    } else if (due.kind === 'part') {
      yield* this.act(due);
    } else {
      const [by] = due.leads;
      if (by === undefined || due.measurement > 8) return;
      const event = measured(due.measurement, by, this.instant(), this.chance);
      yield* this.record(`indicator-${due.id}`, [event], by);
      this.later(90, { ...due, measurement: due.measurement + 1 });
    }
  }

  private *enterPlan(): Generator<LoggedEvent> {
    this.plans += 1;
    const plan = planOf(this.plans, this.inTasks, this.chance, this.instant());
    yield* this.record(`plan-${plan.entered.data.planId}`, [plan.entered], office);
    for (const row of plan.entered.data.tasks) yield* this.enterTask(plan, row);
    for (const event of plan.indicators) {
      const { indicatorId: id, leads } = event.data;
      yield* this.record(`indicator-${id}`, [event], null);
      this.later(this.chance.between(30, 90), { kind: 'indicator', id, leads, measurement: 1 });
    }
    yield* this.record(`plan-${plan.entered.data.planId}`, [plan.completed], null);
  }

  private *enterTask({ entered }: DraftedPlan, row: DraftedPlan['entered']['data']['tasks'][number]): Generator<LoggedEvent> {
    const { planId, assigningAuthority, late } = entered.data;
    const command = { type: 'EnterTask', data: { ...row, planId, assigningAuthority, late } } as Omit<TaskCommand, 'meta'>;
    yield* this.order(row.taskId, initialTask, command, null);
    for (const part of this.tasks.get(row.taskId)?.leads ?? []) {
      this.later(this.chance.between(1, 5), { kind: 'part', task: row.taskId, part: part.id });
    }
  }

  private *act(due: Extract<Due, { kind: 'part' }>): Generator<LoggedEvent> {
    const task = this.tasks.get(due.task);
    const part = task?.leads.find(({ id }) => id === due.part);
    if (task === undefined || part === undefined) return;
    const next = nextAct({ task, part, chance: this.chance, today: dateInVietnam(this.instant()) });
    if (next === null) {
      this.forgetIfDone(task);
      return;
    }
    yield* this.order(due.task, task, next.command, next.by);
    this.later(next.pause, due);
  }

  /** What the domain refuses happens to nobody. */
  private *order(id: string, state: TaskState, command: Omit<TaskCommand, 'meta'>, by: AgencyId | null): Generator<LoggedEvent> {
    const actor = by === null ? null : personOf(by, this.chance);
    const now = this.instant();
    const meta: CommandMeta = { commandId: id, actor, onBehalfOf: by, now, via: by === null ? 'system' : 'web' };
    const decision = decide({ ...command, meta } as TaskCommand, state, facts);
    if (decision.ok) yield* this.record(`task-${id}`, decision.events, by, actor);
  }

  private *record(streamId: string, events: readonly Event[], by: AgencyId | null, actor: PersonId | null = null): Generator<LoggedEvent> {
    for (const event of events) {
      const version = (this.versions.get(streamId) ?? 0) + 1;
      this.versions.set(streamId, version);
      this.position += 1;
      const recordedAt = this.instant();
      if (streamId.startsWith('task-'))
        this.remember(streamId.slice(5), event as TaskEvent, { version, recordedAt, actor, onBehalfOf: by });
      yield {
        position: this.position,
        streamId,
        version,
        eventId: this.chance.uuid(),
        type: event.type,
        schemaVersion: 1,
        occurredAt: event.data.effectiveAt,
        recordedAt,
        actor: actor ?? 'system',
        correlationId: null,
        causationId: null,
        data: event.data,
        meta: { onBehalfOf: by, via: by === null ? 'system' : 'web' },
      };
    }
  }

  private remember(id: string, event: TaskEvent, recorded: Parameters<typeof evolve>[2]): void {
    const state = evolve(this.tasks.get(id) ?? initialTask, event, recorded);
    if (state.status === 'entered') this.tasks.set(id, state);
  }

  private forgetIfDone(task: Task): void {
    if (task.leads.some(({ situation }) => situation.name !== 'completed')) return;
    this.tasks.delete(task.id);
    this.versions.delete(`task-${task.id}`);
  }

  private later(days: number, due: Due): void {
    const date = addDays(dateInVietnam(this.instant()), days);
    this.agenda.note(
      Date.parse(instantInVietnam(plainDate(date), this.chance.between(8 * 60, 17 * 60))) + this.chance.between(0, 59_999),
      due,
    );
  }

  private instant(): Instant {
    return new Date(this.now).toISOString() as Instant;
  }
}
