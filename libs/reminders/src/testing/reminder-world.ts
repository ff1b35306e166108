import { randomUUID } from 'node:crypto';
import {
  decide,
  evolve,
  initialTask,
  knownEventTypes,
  plainDate,
  type AgencyId,
  type CommandMeta,
  type Instant,
  type PersonId,
  type PolicySettings,
  type PlanId,
  type TaskCommand,
  type TaskEvent,
  type TaskFacts,
  type TaskId,
} from '#domain';
import { PostgresEventStore, ProjectionRunner, eventStoreMigrations, openEventStorePool, schemaOf } from '#event-store';
import { setClockOffset } from '#platform';
import { InMemoryJobQueue } from '#queue';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Rest } from '../courtesy/courtesy-rest.js';
import { createReminders, type ReminderParts, type Reminders } from '../create-reminders.js';
import { remindersMigrations } from '../ledger/reminders.migrations.js';
import { ReminderLedger } from '../ledger/ledger.queries.js';
import { planTablesOf, reminderPlanProjection } from '../plan/reminder-plan.projection.js';
import { fixedCalendar } from '../policy/live-calendar.js';
import { fixedPolicies } from '../policy/live-policies.js';
import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';
import { fewRules } from './few-rules.js';
import { lettersIn, plainCalendar } from './letters-in.js';
import type { Recipient, RecipientDirectory, StandInWords } from '../recipients/recipients.port.js';

const plan = reminderPlanProjection(fixedPolicies(fewRules), fixedCalendar(plainCalendar));
/** Where a test looks at the plan. */
export const planTables = planTablesOf(plan);
export { plainCalendar };

const facts: TaskFacts = {
  calendar: plainCalendar,
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false },
  isActiveAgency: () => true,
  isMember: () => true,
  isSuperior: () => false,
};

/** A post box that keeps what it was given; `behave` may refuse, fail or never answer. */
export class FakeChannel implements Channel {
  readonly sent: OutgoingMessage[] = [];
  attempts = 0;
  constructor(readonly name: Channel['name'] = 'email') {}

  behave: (message: OutgoingMessage, attempt: number) => 'send' | SendOutcome | Promise<never> = () => 'send';
  /** Until when a message rests, by its delivery; null: it may leave. */
  asks: (id: string) => Promise<Rest | null> = () => Promise.resolve(null);

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome> {
    this.attempts += 1;
    const rest = await this.asks(message.id);
    if (rest !== null) return { outcome: 'retry', reason: rest.reason, notBefore: rest.until };
    const answer = await this.behave(message, this.attempts);
    if (answer !== 'send') return answer;
    if (!(await handOver())) return { outcome: 'withdrawn' };
    this.sent.push(message);
    return { outcome: 'sent', reference: message.id };
  }

  /** Subjects by recipient. */
  get letters(): readonly string[] {
    return this.sent.map(({ to, subject }) => `${to.address}: ${subject}`);
  }
}

export interface NewTask {
  readonly leads: readonly string[];
  readonly coordinators?: readonly string[];
  readonly approver?: string;
  readonly due: string | null;
  readonly late?: boolean;
  readonly planId?: PlanId;
  readonly title?: string;
}

/** One sending process with a queue of its own. */
export interface Sender extends Reminders {
  readonly jobs: InMemoryJobQueue;
}

type Order = Omit<Extract<TaskCommand, { type: TaskCommand['type'] }>, 'meta'>;

/** A log, a plan, a ledger and people, with a clock that the test sets. */
export class ReminderWorld {
  readonly channel = new FakeChannel();
  readonly people = new Map<string, Recipient[]>();
  /** Sends beside the mails, where somebody agreed to it. */
  readonly zalo = new FakeChannel('zalo');
  zaloChannel: Channel = this.zalo;
  readonly subscribed: string[] = [];
  /** Recipients who are reached only by their key: Zalo, mailboxes. */
  readonly besides: Recipient[] = [];
  /** Keys of recipients whose address was refused for good. */
  readonly marked: string[] = [];
  /** Namings of stand-ins, by id. */
  readonly standIns = new Map<string, StandInWords>();
  readonly ledger: ReminderLedger;
  readonly planTables = planTables;
  readonly store: PostgresEventStore;
  readonly #runner: ProjectionRunner;
  readonly #closers: (() => Promise<unknown>)[] = [];

  private constructor(readonly database: TestDatabase) {
    const pool = openEventStorePool({ connectionString: database.url, max: 4 });
    this.store = new PostgresEventStore({ pool, known: knownEventTypes });
    this.ledger = new ReminderLedger(database.pool, planTables);
    this.#runner = new ProjectionRunner({
      store: this.store,
      pool: database.pool,
      projections: [plan],
    });
    this.#closers.push(
      () => this.store.close(),
      () => pool.end(),
    );
  }

  static async open(more: typeof remindersMigrations = []): Promise<ReminderWorld> {
    const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...remindersMigrations, ...more] });
    const world = new ReminderWorld(database);
    await world.#runner.prepare();
    return world;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
    await this.database.drop();
  }

  /** Sets the system's clock. Instants with +07:00 read as Vietnam's. */
  async at(instant: string): Promise<void> {
    await setClockOffset(this.database.pool, instant, { again: true });
  }

  member(agency: string, name = `Người của ${agency}`): Recipient {
    const recipient = {
      key: `person:${randomUUID()}`,
      channel: 'email' as const,
      name,
      address: `${agency}-${String(this.membersOf(agency).length + 1)}@tinh.invalid`,
    };
    this.people.set(agency, [...this.membersOf(agency), recipient]);
    return recipient;
  }

  membersOf(agency: string): readonly Recipient[] {
    return this.people.get(agency) ?? [];
  }

  get directory(): RecipientDirectory {
    return {
      find: ({ agency }) => Promise.resolve(this.membersOf(agency)),
      standIns: () => Promise.resolve(this.standIns),
      lookup: (key) => Promise.resolve([...this.people.values(), this.besides].flat().find((one) => one.key === key) ?? null),
      refused: ({ key }) => {
        this.marked.push(key);
        return Promise.resolve();
      },
    };
  }

  /** A sending process whose queue nobody works yet. */
  sender(jobs: InMemoryJobQueue, channel: Channel = this.channel, isDoomed = false, settings: PolicySettings = fewRules): Sender {
    const reminders = this.remindersOn(jobs, channel, fail, settings);
    if (!isDoomed) this.#closers.push(() => jobs.close());
    return { ...reminders, jobs };
  }

  /** The same on any queue; whoever opened it closes it. */
  remindersOn(
    jobs: ReminderParts['jobs'],
    channel: Channel = this.channel,
    onError: (error: Error) => void = () => undefined,
    settings: PolicySettings = fewRules,
  ): Reminders {
    return createReminders({
      ...lettersIn(this, settings),
      plan: { tables: planTables, isLive: () => Promise.resolve(true) },
      channels: [channel, this.zaloChannel],
      subscribers: { subscribed: () => Promise.resolve(this.subscribed) },
      jobs,
      owner: 'test',
      onError,
    });
  }

  async enter(task: NewTask): Promise<TaskId> {
    const taskId = randomUUID() as TaskId;
    const leads = task.leads.map((agencyId) => ({
      agencyId: agencyId as AgencyId,
      approver: (task.approver ?? null) as AgencyId | null,
      approverProposed: false,
    }));
    const due = task.due === null ? null : plainDate(task.due);
    await this.order(taskId, {
      type: 'EnterTask',
      data: {
        taskId,
        planId: task.planId ?? null,
        row: null,
        ordinal: null,
        group: null,
        groupTitle: null,
        title: task.title ?? 'Xây dựng đề án',
        deadline: { text: 'thời hạn', kind: due === null ? 'none' : 'date', start: null, due, recurrence: null },
        funding: null,
        output: null,
        assigningAuthority: 'ubnd-tinh' as AgencyId,
        late: task.late ?? false,
        source: null,
        findings: [],
        printed: { leads: '', coordinators: '', approvers: '' },
        leads,
        coordinators: (task.coordinators ?? []) as AgencyId[],
      },
    });
    return taskId;
  }

  /** Decides at the system's time and appends; a rejection is a fault of the test. */
  async order(taskId: TaskId, order: Order, onBehalfOf: string | null = null, actor: PersonId | null = null): Promise<void> {
    const { rows } = await this.database.pool.query<{ now: Date }>('select app_now() as now');
    const meta: CommandMeta = {
      commandId: randomUUID(),
      actor,
      onBehalfOf: onBehalfOf as AgencyId | null,
      now: (rows[0]?.now ?? new Date()).toISOString() as Instant,
      via: 'system',
    };
    const history = await this.store.readStream(`task-${taskId}`);
    const state = history.reduce(
      (task, event) =>
        evolve(task, { type: event.type, data: event.data as unknown } as TaskEvent, {
          version: event.version,
          recordedAt: event.recordedAt as Instant,
          actor: null,
          onBehalfOf: null,
        }),
      initialTask,
    );
    const decision = decide({ ...order, meta } as TaskCommand, state, facts);
    if (!decision.ok) throw new Error(JSON.stringify(decision.rejection));
    if (decision.events.length > 0) await this.append(`task-${taskId}`, decision.events);
  }

  async append(streamId: string, events: readonly { readonly type: string; readonly data: object }[]): Promise<void> {
    const newest = events.map((event) => ({ ...event, schemaVersion: knownEventTypes.get(event.type)?.version ?? 1 }));
    const answer = await this.store.append({ streamId, expected: 'any', events: newest, actor: 'system' });
    if (answer.outcome !== 'appended') throw new Error(answer.outcome);
  }

  /** Lets the plan follow the log to its end. */
  async follow(): Promise<void> {
    await this.#runner.catchUp();
  }

  /** Throws the plan away and makes it again from the log. */
  async rebuildPlan(): Promise<void> {
    await this.database.pool.query(`drop schema ${schemaOf(plan)} cascade`);
    await this.#runner.prepare();
    await this.follow();
  }

  /** Follows the log, sweeps once, and waits until the queue has nothing left that is due. */
  async round(sender: Sender): Promise<void> {
    await this.follow();
    const { problem } = await sender.sweep.run();
    if (problem !== null) throw new Error(problem);
    await sender.jobs.idle();
  }

  /** A sender that works its queue. A doomed one is never waited for: it plays a process that is killed. */
  async worker(channel: Channel = this.channel, isDoomed = false, settings: PolicySettings = fewRules): Promise<Sender> {
    const sender = this.sender(new InMemoryJobQueue(fail), channel, isDoomed, settings);
    await sender.jobs.work((job) => (job.name === 'deliver' ? sender.deliverer.deliver(String(job.data['delivery'])) : Promise.resolve()), {
      concurrency: 4,
    });
    return sender;
  }
}

const fail = (error: Error): never => {
  throw error;
};
