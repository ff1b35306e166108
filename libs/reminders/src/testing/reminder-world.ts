import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { knownEventTypes, type AgencyId, type CommandMeta, type Instant, type PersonId, type PlanId, type TaskId } from '#domain';
import { PostgresEventStore, ProjectionRunner, eventStoreMigrations, openEventStorePool, schemaOf } from '#event-store';
import { setClockOffset } from '#platform';
import type { JobQueue } from '#queue';
import { createTestDatabase, type TestDatabase } from '#testing';
import { createReminders, type ReminderParts, type Reminders } from '../create-reminders.js';
import { MuteLinks } from '../links/mute-links.js';
import { remindersMigrations } from '../ledger/reminders.migrations.js';
import { ReminderLedger } from '../ledger/ledger.queries.js';
import { planTablesOf, reminderPlanProjection } from '../plan/reminder-plan.projection.js';
import { fixedCalendar } from '../policy/live-calendar.js';
import { fixedPolicies } from '../policy/live-policies.js';
import type { Channel } from '../recipients/channel.port.js';
import type { Recipient, RecipientDirectory, StandInWords } from '../recipients/recipients.port.js';
import { deliveriesIn } from '../sweep/delivery-jobs.js';
import { ChangingRules, plainCalendar } from './changing-rules.js';
import { decided, type Order } from './decided.js';
import { DyingChannel, FakeChannel, type Step } from './fake-channel.js';
import { fewRules } from './few-rules.js';
import { lettersIn } from './letters-in.js';
import { entryOf, type NewTask } from './new-task.js';
import { newQueueName, type QueueBackend } from './queue-backend.js';

/** Where a test looks at the plan. */
export const planTables = planTablesOf(reminderPlanProjection(fixedPolicies(fewRules), fixedCalendar(plainCalendar)));

/** Signs with a key that everybody knows. */
export const muteLinks = new MuteLinks({ fingerprint: (_, text) => createHmac('sha256', 'test').update(text).digest() });

/** One sending process. */
export interface Sender extends Reminders {
  readonly jobs: JobQueue;
}

interface SenderOptions {
  readonly channel?: Channel;
  /** Where its queue is reached: through something that may fail. */
  readonly queueUrl?: string;
  readonly database?: ReminderParts['database'];
  readonly policies?: ReminderParts['policies'];
  readonly intervalSeconds?: number;
  readonly patience?: NonNullable<ReminderParts['patience']>;
  /** Jobs in its hands at the same time; default 4. */
  readonly concurrency?: number;
}

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
  /** Calendar and policy, which a test may change. */
  readonly rules = new ChangingRules();
  readonly ledger: ReminderLedger;
  readonly planTables = planTables;
  readonly store: PostgresEventStore;
  readonly #plan = reminderPlanProjection(this.rules.policies, this.rules.calendar);
  readonly #runner: ProjectionRunner;
  readonly queue = newQueueName();
  /** Called when somebody looks up whom to write to. */
  onFind: () => void = () => undefined;
  readonly #closers: (() => unknown)[] = [];
  /** What went wrong in sweeps and deliveries; a round that finds something here fails. */
  readonly problems: Error[] = [];
  /** What queues said went wrong: no more than that a connection is lost. */
  readonly queueErrors: Error[] = [];
  /** Jobs in the hands of processes that were killed. */
  #lost = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly queues: QueueBackend,
  ) {
    const pool = openEventStorePool({ connectionString: database.url, max: 4 });
    this.store = new PostgresEventStore({ pool, known: knownEventTypes });
    this.ledger = new ReminderLedger(database.pool, planTables);
    this.#runner = new ProjectionRunner({ store: this.store, pool: database.pool, projections: [this.#plan] });
    this.#closers.push(
      () => this.store.close(),
      () => pool.end(),
    );
  }

  /** Its clock stands at eight in the morning of a Monday, the 2nd of November 2026. */
  static async open(queues: QueueBackend, more: typeof remindersMigrations = []): Promise<ReminderWorld> {
    const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...remindersMigrations, ...more] });
    const world = new ReminderWorld(database, queues);
    await world.#runner.prepare();
    await world.at('2026-11-02T08:00:00+07:00');
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
      find: ({ agency }) => {
        this.onFind();
        return Promise.resolve(this.membersOf(agency));
      },
      standIns: () => Promise.resolve(this.standIns),
      lookup: (key) => Promise.resolve([...this.people.values(), this.besides].flat().find((one) => one.key === key) ?? null),
      refused: ({ key }) => {
        this.marked.push(key);
        return Promise.resolve();
      },
    };
  }

  /** A sending process; nobody works its queue yet. */
  async sender({ channel = this.channel, queueUrl, ...over }: SenderOptions = {}): Promise<Sender> {
    const jobs = await this.queues.open(this.queue, (error) => this.queueErrors.push(error), queueUrl);
    this.#closers.push(() => jobs.close());
    return { ...createReminders({ ...this.#parts, ...over, channels: [channel, this.zaloChannel], jobs }), jobs };
  }

  /** A whole process as the product runs it: it sweeps every few seconds and works its queue by itself. */
  async start(options: SenderOptions = {}): Promise<Sender> {
    const sender = await this.sender(options);
    await sender.worker.start();
    this.#closers.push(() => sender.worker.stop());
    return sender;
  }

  get #parts(): Omit<ReminderParts, 'jobs' | 'channels'> {
    return {
      ...lettersIn(this),
      plan: { tables: planTables, isLive: () => Promise.resolve(true) },
      subscribers: { subscribed: () => Promise.resolve(this.subscribed) },
      muteLinks,
      owner: 'test',
      concurrency: 4,
      onError: (error) => this.problems.push(error),
    };
  }

  async enter(task: NewTask): Promise<TaskId> {
    const taskId = randomUUID() as TaskId;
    await this.order(taskId, { type: 'EnterTask', data: entryOf(taskId, task) });
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
    const events = decided(await this.store.readStream(`task-${taskId}`), { ...order, meta }, this.rules.calendar.latest);
    if (events.length > 0) await this.append(`task-${taskId}`, events);
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
    await this.database.pool.query(`drop schema ${schemaOf(this.#plan)} cascade`);
    await this.#runner.prepare();
    await this.follow();
  }

  /** Follows the log, sweeps once, and waits until nothing that is due is left in the queue. */
  async round(sender: Sender): Promise<void> {
    await this.follow();
    const { problem } = await sender.sweep.run();
    if (problem !== null) throw new Error(problem);
    await this.idle();
  }

  /** Waits until no job waits or is being worked, but for those that were lost with their process. */
  async idle(): Promise<void> {
    for (const end = performance.now() + 90_000; (await this.queues.busy(this.queue)) > this.#lost;) {
      if (performance.now() > end) throw new Error('The queue did not come to rest');
      await pause(2);
    }
    const [problem] = this.problems;
    if (problem !== undefined) throw problem;
  }

  /** A process that works the queue, by hand: it sweeps when the test says so. */
  async worker(options: SenderOptions = {}): Promise<Sender> {
    const sender = await this.sender(options);
    await sender.jobs.work((job) => this.#handle(sender, job), { concurrency: options.concurrency ?? 4 });
    return sender;
  }

  /** A process that was killed at a step of its one send, which it began now. */
  async killedAt(step: Step): Promise<DyingChannel> {
    const channel = new DyingChannel(step);
    const sender = await this.sender({ channel });
    await sender.jobs.work((job) => this.#lose(() => this.#handle(sender, job)), { concurrency: 1 });
    this.#closers.push(channel.bury);
    await this.follow();
    await sender.sweep.run();
    await this.until(async () => (await this.states()).includes(step === 'taken' ? 'handing-over' : step));
    await this.until(() => Promise.resolve(step !== 'taken' || channel.taken.length > 0));
    return channel;
  }

  /** What deliveries are, oldest first. */
  async states(): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ status: string }>('select status from rem.deliveries order by created_at, id');
    return rows.map(({ status }) => status);
  }

  /** Waits for what another process is doing, by asking the database. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + 30_000; !(await condition());) {
      if (performance.now() > end) throw new Error('It did not come to that');
      await pause(5);
    }
  }

  async #handle(sender: Sender, job: { readonly name: string; readonly data: Readonly<Record<string, string | number>> }): Promise<void> {
    if (job.name !== 'deliver') return;
    await sender.deliverer.deliver(deliveriesIn(job)).catch((error: unknown) => this.problems.push(error as Error));
  }

  /** New work for so many agencies with a person in each, `together` of them on a task. */
  async assign(agencies: number, together = 50, plan: { readonly planId?: PlanId } = {}): Promise<void> {
    const leads = Array.from({ length: agencies }, (_, index) => `so-${String(index)}`);
    for (const agency of leads) if (this.membersOf(agency).length === 0) this.member(agency);
    const firsts = leads.map((_, index) => index).filter((index) => index % together === 0);
    await Promise.all(firsts.map((from) => this.enter({ leads: leads.slice(from, from + together), due: null, ...plan })));
  }

  async #lose(work: () => Promise<void>): Promise<void> {
    this.#lost += 1;
    await work();
    this.#lost -= 1;
  }
}
