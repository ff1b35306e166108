import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { shippedPolicy, type Instant, type PolicyBook } from '#domain';
import { createReminders, Replan } from '#reminders';
import { allMigrations } from '#schema';
import { redisForTests, startRedis } from '#testing';
import { CONCURRENCY, deliverAll, openJobs, rawJobs, withSmtp, withZalo, type Delivered } from './reminders/deliveries.js';
import { calendar, fillLog, golden, policies, type ReminderLog } from './reminders/world.js';
import { describeMachine } from './support/machine.js';
import { median, percentile } from './support/measure.js';
import { startBenchServer, type BenchServer } from './support/server.js';

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const figure = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });

interface Change {
  readonly seconds: number;
  readonly appendP99: number;
}

/** Another policy for all tasks, while somebody appends to the log without a pause. */
const changePolicy = async (server: BenchServer, log: ReminderLog): Promise<Change> => {
  const event = { type: 'PolicyAdopted', data: { ...golden('policy-adopted').data, settings: { ...shippedPolicy, beforeDue: [10, 2] } } };
  const recordedAt = new Date().toISOString() as Instant;
  const book = policies.latest.with(null, event as unknown as Parameters<PolicyBook['with']>[1], { version: 1, recordedAt });
  const changed = { latest: book, book: () => Promise.resolve(book) };
  const appends: number[] = [];
  const running = { on: true };
  const appending = (async () => {
    for (let nth = 0; running.on; nth += 1) {
      const began = performance.now();
      const events = [golden('progress-reported')];
      await log.store.append({ streamId: `bench-${String(nth)}`, expected: 'any', actor: 'system', events }).catch(() => undefined);
      appends.push(performance.now() - began);
    }
  })();
  const started = performance.now();
  await new Replan(server.pool, log.tables, changed, calendar).run();
  const seconds = (performance.now() - started) / 1000;
  running.on = false;
  await appending;
  return {
    seconds,
    appendP99: percentile(
      appends.sort((one, other) => one - other),
      0.99,
    ),
  };
};

/** Rows of coming years, so many that none is due, and what a round over them costs. */
const sweepCost = async (server: BenchServer, log: ReminderLog, wanted: number): Promise<readonly number[]> => {
  const { rows: table } = log.tables;
  await server.pool.query(`delete from ${table} where due_at < app_now() + interval '2 days'`);
  await server.pool.query(`update ${table} set anchor = null where anchor is not null`);
  for (let nth = 1; ; nth += 1) {
    const { rows } = await server.pool.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
    if ((rows[0]?.rows ?? 0) >= wanted || (rows[0]?.rows ?? 0) === 0) break;
    await server.pool.query(
      `insert into ${table} select (jsonb_populate_record(r, jsonb_build_object('key', r.key || $1::text, 'due_at', r.due_at + interval '40 days'))).*
         from ${table} r limit $2`,
      [`+${nth}`, wanted - (rows[0]?.rows ?? 0)],
    );
  }
  await server.pool.query(`analyze ${table}`);
  const { sweep } = createReminders({
    database: server.pool,
    plan: { tables: log.tables, isLive: () => Promise.resolve(true) },
    store: log.store,
    recipients: { find: () => Promise.resolve([]), lookup: () => Promise.resolve(null) },
    agencyNames: { names: () => Promise.resolve(new Map()) },
    channels: [],
    jobs: { add: () => Promise.resolve(), work: () => Promise.resolve() },
    calendar,
    policies,
    publicUrl: 'http://localhost:3000',
    owner: 'bench',
    onError: (error) => {
      say(error.message);
    },
  });
  const times: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    const started = performance.now();
    await sweep.run();
    times.push(performance.now() - started);
  }
  return times;
};

const row = (name: string, { perSecond, p50, p99, outcomes }: Delivered, raw: number): string =>
  `| ${name} | ${figure(perSecond)} | ${figure(perSecond / raw, 2)} | ${figure(p50, 2)} s | ${figure(p99, 2)} s | ${outcomes} |`;

const backend = async (server: BenchServer, log: ReminderLog, redisUrl: string | null, count: number): Promise<readonly string[]> => {
  const name = redisUrl === null ? 'PostgreSQL' : 'Redis';
  const over = async <Result>(queue: string, work: (jobs: Awaited<ReturnType<typeof openJobs>>) => Promise<Result>): Promise<Result> => {
    const jobs = await openJobs(server, redisUrl, queue);
    try {
      return await work(jobs);
    } finally {
      await jobs.close();
    }
  };
  say(`${name}: raw jobs`);
  const raw = await over('raw', (jobs) => rawJobs(jobs, count));
  say(`${name}: e-mail`);
  const mail = await over('email', (jobs) => withSmtp(server, (channel) => deliverAll(server, log, jobs, channel)));
  say(`${name}: Zalo`);
  const zalo = await over('zalo', (jobs) => withZalo(server, (channel) => deliverAll(server, log, jobs, channel)));
  return [
    `| ${name}: jobs that do nothing | ${figure(raw)} | 1 | | | |`,
    row(`${name}: e-mail`, mail, raw),
    row(`${name}: Zalo`, zalo, raw),
    ...mail.shares,
    ...zalo.shares,
  ];
};

/** `npm run bench -- reminders [--tasks 100000] [--rows 1000000] [--deliveries 4000]` */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string', default: '100000' },
      rows: { type: 'string', default: '1000000' },
      deliveries: { type: 'string', default: '4000' },
    },
  });
  const server = await startBenchServer(allMigrations);
  const redis = redisForTests() === 'none' ? null : await startRedis();
  try {
    const few = await startBenchServer(allMigrations);
    const machine = await describeMachine(server.pool, server.folder);
    const deliveries: string[] = [];
    try {
      const log = await fillLog(few, Number(values.deliveries));
      for (const url of redis === null ? [null] : [null, redis.url])
        deliveries.push(...(await backend(few, log, url, Number(values.deliveries))));
      await log.close();
    } finally {
      await few.close();
    }
    say('planning');
    const log = await fillLog(server, Number(values.tasks));
    say('another policy');
    const change = await changePolicy(server, log);
    say('sweeps');
    const sweeps = await sweepCost(server, log, Number(values.rows));
    await log.close();
    const lines = [
      '# Reminders',
      '',
      `\`npm run bench -- reminders --tasks ${values.tasks} --rows ${values.rows} --deliveries ${values.deliveries}\``,
      '',
      ...machine,
      '',
      '| planning | |',
      '|---|---|',
      `| plan rows of ${figure(Number(values.tasks))} tasks | ${figure(log.planning.rows)} rows in ${figure(log.planning.seconds, 1)} s |`,
      `| another policy for all of them | ${figure(change.seconds, 1)} s; appends meanwhile p99 ${figure(change.appendP99, 1)} ms |`,
      `| a sweep over ${figure(Number(values.rows))} planned rows, nothing due | median ${figure(median(sweeps), 1)} ms, slowest of 30 ${figure(Math.max(...sweeps), 1)} ms |`,
      `| memory at the end | ${figure(process.memoryUsage().rss / 2 ** 20)} MiB |`,
      '',
      `Deliveries: assembled, claimed, composed, fenced, handed over to a real SMTP server or the Zalo sandbox in the same process, settled;`,
      `${CONCURRENCY} at a time. Lateness is from being made to being settled, all made at once.`,
      '',
      '| | a second | of raw | p50 | p99 | outcomes |',
      '|---|---|---|---|---|---|',
      ...deliveries,
      '',
    ];
    const text = lines.join('\n');
    process.stdout.write(text);
    await mkdir('bench/results', { recursive: true });
    await writeFile('bench/results/reminders.md', text);
  } finally {
    await redis?.stop();
    await server.close();
  }
};
