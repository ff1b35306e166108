/** A sending worker of the chaos run, as a process of its own. It kills itself at the step of a send that it is told, if any. */
import { EmailChannel, TokenKeeper, ZaloChannel, ZaloClient, ZaloStatusBoard, type Channel, type OutgoingMessage } from '#channels';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner } from '#event-store';
import { openPool } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';
import { CourtesyGate, createReminders, JobsByChannel, planTablesOf, reminderPlanProjection, type Recipient } from '#reminders';
import { chaosCalendar, chaosPolicies, personOf, subscribersOf } from './chaos-rules.js';
import { chaosAccount, chaosKey } from './zalo-process.js';

/** Before the claim's message is handed over; after "handing over" is committed; after the server took it, before it is recorded. */
type Step = 'claimed' | 'handing-over' | 'taken' | 'none';

/** How long a provider that says nothing is waited for. */
const PATIENCE_MS = 1_500;

const ignore = (): void => undefined;

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const databaseUrl = setting('DATABASE_URL');
const redisUrl = process.env['REDIS_URL'] ?? '';
const step = setting('KILL_AT') as Step;
let left = Number(setting('KILL_AFTER'));

const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** The real channel over real SMTP or HTTP, with a death at one of the three steps of the nth send, whichever channel has it. */
class DyingChannel implements Channel {
  readonly name: Channel['name'];
  constructor(private readonly inner: Channel) {
    this.name = inner.name;
  }

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): ReturnType<Channel['send']> {
    left -= 1;
    const isLast = left <= 0;
    if (isLast && step === 'claimed') die();
    const outcome = await this.inner.send(message, async () => {
      const begun = await handOver();
      if (isLast && step === 'handing-over') die();
      return begun;
    });
    if (isLast && step === 'taken') die();
    return outcome;
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

const PHONE = '84900000000';
const recipient = (key: string): Recipient => {
  const [kind = '', id = ''] = key.split(':', 2);
  return kind === 'zalo'
    ? { key, channel: 'zalo', name: key, address: PHONE }
    : { key, channel: 'email', name: key, address: `${id}@chaos.invalid` };
};
const pool = openPool(databaseUrl, ignore, 12);
const store = new PostgresEventStore({ pool: openEventStorePool({ connectionString: databaseUrl, max: 4 }), known: knownEventTypes });
const calendar = chaosCalendar();
const policies = chaosPolicies();
const plan = reminderPlanProjection(policies, calendar);
const runner = new ProjectionRunner({ store, pool, projections: [plan], listenTo: databaseUrl });
const open = (name: string): JobQueue | Promise<JobQueue> =>
  redisUrl === ''
    ? createPostgresJobQueue({ name, connectionString: databaseUrl, onError: ignore })
    : createRedisJobQueue({ name, url: redisUrl, onError: ignore });
const client = new ZaloClient(chaosAccount(setting('ZALO_URL')), PATIENCE_MS);
const gate = new CourtesyGate(pool, policies, calendar);
const subscribed = subscribersOf(Number(setting('REMINDERS')));
const { worker } = createReminders({
  database: pool,
  plan: { tables: planTablesOf(plan), isLive: () => Promise.resolve(true) },
  store,
  recipients: {
    find: ({ agency }) => Promise.resolve([recipient(`person:${personOf(agency)}`)]),
    lookup: (key) => Promise.resolve(recipient(key)),
  },
  agencyNames: { names: () => Promise.resolve(new Map()) },
  subscribers: { subscribed: () => Promise.resolve(subscribed) },
  channels: [
    new DyingChannel(
      new EmailChannel({
        server: { url: setting('SMTP_URL'), tls: 'off' },
        sender: { address: 'nhac-viec@chaos.invalid', name: 'Nhắc việc' },
        isCatcher: true,
      }),
    ),
    new DyingChannel(
      new ZaloChannel({
        client,
        tokens: new TokenKeeper(pool, chaosKey(), client),
        status: new ZaloStatusBoard(pool),
        now: () => new Date(),
        restOf: (id) => gate.restOf(id),
        openWindow: () => Promise.resolve(null),
      }),
    ),
  ],
  jobs: new JobsByChannel({ email: await open('email'), zalo: await open('zalo') }),
  calendar,
  policies,
  publicUrl: 'http://localhost:3000',
  owner: `chaos:${String(process.pid)}`,
  onError: ignore,
  intervalSeconds: 1,
  concurrency: 8,
});
await runner.prepare();
await runner.start();
await worker.start();
