/** A sending worker of the chaos run, as a process of its own. It kills itself at the step of a send that it is told, if any. */
import { EmailChannel, type Channel, type OutgoingMessage } from '#channels';
import { knownEventTypes, shippedPolicy } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner } from '#event-store';
import { derivedId, openPool } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue } from '#queue';
import { createReminders, fixedCalendar, fixedPolicies, planTablesOf, reminderPlanProjection, type Recipient } from '#reminders';

/** Before the claim's message is handed over; after "handing over" is committed; after the server took it, before it is recorded. */
type Step = 'claimed' | 'handing-over' | 'taken' | 'none';

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

/** The real channel over real SMTP, with a death at one of the three steps of the nth send. */
class DyingChannel implements Channel {
  readonly name = 'email';
  constructor(private readonly inner: EmailChannel) {}

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

const recipient = (key: string): Recipient => ({
  key,
  channel: 'email',
  name: key,
  address: `${key.slice('person:'.length)}@chaos.invalid`,
});
const pool = openPool(databaseUrl, ignore, 12);
const store = new PostgresEventStore({ pool: openEventStorePool({ connectionString: databaseUrl, max: 4 }), known: knownEventTypes });
const calendar = fixedCalendar({ version: 1, days: new Map(), publishedYears: [] });
const policies = fixedPolicies({ ...shippedPolicy, notAcknowledged: { agency: null, office: null } });
const plan = reminderPlanProjection(policies, calendar);
const runner = new ProjectionRunner({ store, pool, projections: [plan], listenTo: databaseUrl });
const jobs =
  redisUrl === ''
    ? await createPostgresJobQueue({ name: 'email', connectionString: databaseUrl, onError: ignore })
    : createRedisJobQueue({ name: 'email', url: redisUrl, onError: ignore });
const { worker } = createReminders({
  database: pool,
  plan: { tables: planTablesOf(plan), isLive: () => Promise.resolve(true) },
  store,
  recipients: {
    find: ({ agency }) => Promise.resolve([recipient(`person:${derivedId('person', agency)}`)]),
    lookup: (key) => Promise.resolve(recipient(key)),
  },
  agencyNames: { names: () => Promise.resolve(new Map()) },
  channels: [
    new DyingChannel(
      new EmailChannel({
        server: { url: setting('SMTP_URL'), tls: 'off' },
        sender: { address: 'nhac-viec@chaos.invalid', name: 'Nhắc việc' },
        isCatcher: true,
      }),
    ),
  ],
  jobs,
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
