import { CaughtMailStore, EmailChannel, standIn, startMailCatcher, TokenKeeper, ZaloChannel, ZaloClient, ZaloStatusBoard } from '#channels';
import { MasterKey } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue, InMemoryJobQueue, type JobQueue } from '#queue';
import { createReminders, JobsByChannel, type Recipient, type ReminderParts } from '#reminders';
import { startZaloSandbox } from '../../apps/zalo-sandbox/src/start-zalo-sandbox.js';
import { percentile } from '../support/measure.js';
import { profiled, sharesOf } from '../support/processor-profile.js';
import type { BenchServer } from '../support/server.js';
import { calendar, policies, type ReminderLog } from './world.js';

export const CONCURRENCY = 8;
type Sender = Pick<ReminderParts['channels'][number], 'name' | 'send'>;

export interface Delivered {
  readonly perSecond: number;
  /** Whose code took the processor's time of this process, as lines of Markdown. */
  readonly shares: readonly string[];
  /** Seconds from being made to being settled. */
  readonly p50: number;
  readonly p99: number;
  readonly outcomes: string;
}

/** Longer than any run of it takes; then the bench says so rather than wait for ever. */
const PATIENCE_MS = 180_000;

const until = async (isReached: () => Promise<boolean>): Promise<void> => {
  for (const end = performance.now() + PATIENCE_MS; !(await isReached());) {
    if (performance.now() > end) throw new Error('Not all of it came to an end in three minutes');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

export const openJobs = (server: BenchServer, redisUrl: string | null, name: string): Promise<JobQueue> => {
  const onError = (error: Error): void => void process.stderr.write(`${error.message}\n`);
  if (redisUrl !== null) return Promise.resolve(createRedisJobQueue({ name, url: redisUrl, onError }));
  return createPostgresJobQueue({ name, connectionString: server.url, onError });
};

/** Jobs that do nothing, on the same backend and with the same number at a time: what no sending can be faster than. */
export const rawJobs = async (jobs: JobQueue, count: number): Promise<number> => {
  let done = 0;
  const started = performance.now();
  await jobs.work(
    () => {
      done += 1;
      return Promise.resolve();
    },
    { concurrency: CONCURRENCY },
  );
  await jobs.add(Array.from({ length: count }, (_, nth) => ({ id: `noop-${nth}x`, name: 'noop', data: { nth } })));
  await until(() => Promise.resolve(done >= count));
  return count / ((performance.now() - started) / 1000);
};

/** Everything that is due goes out by one channel; the ledger starts empty. */
export const deliverAll = async (server: BenchServer, log: ReminderLog, jobs: JobQueue, channel: Sender): Promise<Delivered> => {
  await server.pool.query('truncate rem.ledger, rem.deliveries, rem.plan_marks cascade');
  const address = channel.name === 'email' ? 'nguoi-nhan@tinh.example' : '84987654321';
  const recipient: Recipient = {
    key: channel.name === 'email' ? 'person:0190a000-0000-7000-8000-00000000000a' : 'zalo:a',
    channel: channel.name,
    name: 'Người nhận',
    address,
  };
  // Beside the queue that is measured: the other channel's has nothing to do.
  const other = new InMemoryJobQueue();
  const reminders = createReminders({
    database: server.pool,
    plan: { tables: log.tables, isLive: () => Promise.resolve(true) },
    store: log.store,
    recipients: { find: () => Promise.resolve([recipient]), lookup: () => Promise.resolve(recipient) },
    agencyNames: { names: () => Promise.resolve(new Map()) },
    channels: [channel],
    jobs: new JobsByChannel({ email: other, zalo: other, [channel.name]: jobs }),
    calendar,
    policies,
    publicUrl: 'http://localhost:3000',
    owner: 'bench',
    concurrency: CONCURRENCY,
    intervalSeconds: 1,
    onError: (error) => void process.stderr.write(`${error.message}\n`),
  });
  const open = async (): Promise<{ all: number; open: number }> =>
    (
      await server.pool.query<{ all: number; open: number }>(
        `select count(*)::int as all, count(*) filter (where settled_at is null)::int as open from rem.deliveries`,
      )
    ).rows[0]!;
  const profile = await profiled(async () => {
    await reminders.worker.start();
    await until(async () => {
      const counted = await open();
      return counted.all > 0 && counted.open === 0;
    }).catch(async (error: unknown) => {
      const { rows: left } = await server.pool.query<{ line: string }>(
        "select concat_ws(' ', count(*), recipient_key, channel, status, reason) as line from rem.deliveries group by recipient_key, channel, status, reason",
      );
      throw new Error(left.map(({ line }) => line).join('; '), { cause: error });
    });
  });
  await reminders.worker.stop();
  await other.close();
  const { rows } = await server.pool.query<{ late: number; span: number; outcome: string }>(
    `select extract(epoch from settled_at - created_at)::float8 as late, status as outcome,
            extract(epoch from max(settled_at) over () - min(created_at) over ())::float8 as span from rem.deliveries order by late`,
  );
  const lateness = rows.map(({ late }) => late);
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))].map(
    (one) => `${one} ${rows.filter(({ outcome }) => outcome === one).length}`,
  );
  return {
    perSecond: rows.length / (rows[0]?.span ?? 1),
    shares: sharesOf(profile),
    p50: percentile(lateness, 0.5),
    p99: percentile(lateness, 0.99),
    outcomes: outcomes.join(', '),
  };
};

class Sink extends CaughtMailStore {
  override add(): Promise<void> {
    return Promise.resolve();
  }
}

/** A real SMTP server on the loopback that keeps nothing. */
export const withSmtp = async <Result>(server: BenchServer, work: (channel: Sender) => Promise<Result>): Promise<Result> => {
  const catcher = await startMailCatcher(new Sink(server.pool));
  const channel = new EmailChannel({
    server: { url: catcher.url, tls: 'off' },
    sender: { address: 'nhac-viec@tinh.example', name: 'Nhắc việc' },
    isCatcher: true,
  });
  try {
    return await work(channel);
  } finally {
    await channel.close();
    await catcher.close();
  }
};

export const withZalo = async <Result>(server: BenchServer, work: (channel: Sender) => Promise<Result>): Promise<Result> => {
  const account = { appId: '4321000', appSecret: 'a', oaSecret: 'b', templateId: '7' };
  // Noon in Vietnam: by night it refuses.
  const sandbox = await startZaloSandbox({ ...account, dailyQuota: 1_000_000, now: () => new Date('2026-11-27T05:00:00Z') });
  try {
    const client = new ZaloClient({ ...account, hosts: standIn(sandbox.url) });
    const tokens = new TokenKeeper(server.pool, new MasterKey(Buffer.alloc(32, 7).toString('base64')), client);
    const answer = await fetch(`${sandbox.url}/sandbox/consent`, { method: 'POST', body: '{}' });
    await tokens.link(((await answer.json()) as { code: string }).code, null);
    const status = new ZaloStatusBoard(server.pool);
    const rest = { restOf: () => Promise.resolve(null), openWindow: () => Promise.resolve(null) };
    return await work(new ZaloChannel({ client, tokens, status, now: () => new Date(), ...rest }));
  } finally {
    await sandbox.close();
  }
};
