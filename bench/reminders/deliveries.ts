import { PostgresPeople, RefusedAddresses, StandIns, WishesRegister, ZaloLinks } from '#identity';
import { createPostgresJobQueue, createRedisJobQueue, InMemoryJobQueue, type JobQueue } from '#queue';
import { recipientsOf } from '#recipients';
import { createReminders, JobsByChannel, type Reminders } from '#reminders';
import { percentile } from '../support/measure.js';
import type { BenchServer } from '../support/server.js';
import { observed, type Observed } from './observed.js';
import type { Sender } from './providers.js';
import { calendar, policies, type ReminderLog } from './world.js';

/** Messages on their way at the same time, as the product has it, and jobs of the queue that do nothing. */
export const CONCURRENCY = 8;

export interface Delivered {
  readonly perSecond: number;
  /** Seconds from being made to being settled. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor for each: of this process, and of all that works for it (database, queue, provider). */
  readonly own: number;
  readonly each: number;
  /** MiB that the process held at most. */
  readonly memory: number;
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

const complain = (error: Error): void => void process.stderr.write(`${error.message}\n`);

export const openJobs = (server: BenchServer, redisUrl: string | null, name: string): Promise<JobQueue> => {
  if (redisUrl !== null) return Promise.resolve(createRedisJobQueue({ name, url: redisUrl, onError: complain }));
  return createPostgresJobQueue({ name, connectionString: server.url, onError: complain });
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

/** The sending side as a worker of the product puts it together, people and their addresses in the database. */
const remindersOf = ({ database, tables, store }: ReminderLog, jobs: JobsByChannel, channel: Sender): Reminders => {
  const links = new ZaloLinks(database);
  const hasZalo = channel.name === 'zalo';
  const agencies = { names: () => Promise.resolve(new Map<string, string>()) };
  return createReminders({
    ...{ database, store, jobs, calendar, policies },
    plan: { tables, isLive: () => Promise.resolve(true) },
    recipients: recipientsOf({
      ...{ agencies, hasZalo },
      people: new PostgresPeople(database),
      refused: new RefusedAddresses(database),
      wishes: new WishesRegister(database),
      standIns: new StandIns(database),
    }),
    agencyNames: agencies,
    channels: [channel],
    subscribers: { subscribed: async () => (hasZalo ? (await links.subscribers()).map(({ personId }) => personId) : []) },
    publicUrl: 'http://localhost:3000',
    owner: 'bench',
    onError: complain,
  });
};

const untilSettled = async (log: ReminderLog, sent: () => number): Promise<void> => {
  const isOver = async (): Promise<boolean> => {
    // The database is asked only when as many have left as there are.
    if (sent() < log.tasks) return false;
    const { rows } = await log.database.query<{ open: boolean }>(
      "select exists (select 1 from rem.deliveries where status in ('ready', 'claimed', 'handing-over', 'retry')) as open",
    );
    return rows[0]?.open === false;
  };
  await until(isOver).catch(async (error: unknown) => {
    const { rows } = await log.database.query<{ line: string }>(
      "select concat_ws(' ', count(*), channel, status, reason) as line from rem.deliveries group by channel, status, reason",
    );
    throw new Error(rows.map(({ line }) => line).join('; '), { cause: error });
  });
};

const outcomeOf = async ({ database, tasks }: ReminderLog, { own, busy, memory }: Observed): Promise<Delivered> => {
  const { rows } = await database.query<{ late: number; span: number; outcome: string }>(
    `select extract(epoch from settled_at - created_at)::float8 as late, status as outcome,
            extract(epoch from max(settled_at) over () - min(created_at) over ())::float8 as span from rem.deliveries order by late`,
  );
  const lateness = rows.map(({ late }) => late);
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))].map(
    (one) => `${one} ${rows.filter(({ outcome }) => outcome === one).length}`,
  );
  return {
    perSecond: rows.length / (rows[0]?.span ?? 1),
    p50: percentile(lateness, 0.5),
    p99: percentile(lateness, 0.99),
    own: (own * 1000) / tasks,
    each: (busy * 1000) / tasks,
    memory,
    outcomes: outcomes.join(', '),
  };
};

/** Everything that is due goes out by one channel, one message to each person; the ledger starts empty. */
export const deliverAll = async (log: ReminderLog, jobs: JobQueue, channel: Sender): Promise<Delivered> => {
  await log.database.query('truncate rem.ledger, rem.deliveries, rem.plan_marks, rem.act_links cascade');
  await log.database.query(`vacuum analyze ${log.tables.rows}`);
  // Beside the queue that is measured: the other channel's has nothing to do.
  const other = new InMemoryJobQueue();
  let sent = 0;
  const counted: Sender = {
    name: channel.name,
    destinationOf: (address) => channel.destinationOf?.(address) ?? null,
    send: async (message, handOver, patience) => {
      const outcome = await channel.send(message, handOver, patience);
      sent += 1;
      return outcome;
    },
  };
  const { worker } = remindersOf(log, new JobsByChannel({ email: other, zalo: other, [channel.name]: jobs }), counted);
  const spent = await observed(async () => {
    await worker.start();
    await untilSettled(log, () => sent);
  });
  await worker.stop();
  await other.close();
  return outcomeOf(log, spent);
};
