import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { allMigrations } from '#schema';
import { redisForTests, startRedis } from '#testing';
import type { JobQueue } from '#queue';
import { CONCURRENCY, deliverAll, openJobs, rawJobs, type Delivered } from './reminders/deliveries.js';
import { changePolicy, sweepCost } from './reminders/planning.js';
import { withSmtp, withZalo, type Provider } from './reminders/providers.js';
import { fillLog, seedPeople, type ReminderLog } from './reminders/world.js';
import { describeMachine } from './support/machine.js';
import { median } from './support/measure.js';
import { profiled, sharesOf } from './support/processor-profile.js';
import { startBenchServer, type BenchServer } from './support/server.js';

const resultFile = 'bench/results/reminders.md';
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const figure = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });

type ChannelName = 'email' | 'zalo';
const PROVIDERS: Readonly<Record<ChannelName, { readonly title: string; readonly provider: Provider }>> = {
  email: { title: 'e-mail', provider: withSmtp },
  zalo: { title: 'Zalo', provider: withZalo },
};

interface Bed {
  readonly server: BenchServer;
  readonly log: ReminderLog;
  readonly redisUrl: string | null;
}

const onQueue = async <Result>({ server, redisUrl }: Bed, name: string, work: (jobs: JobQueue) => Promise<Result>): Promise<Result> => {
  const jobs = await openJobs(server, redisUrl, name);
  try {
    return await work(jobs);
  } finally {
    await jobs.close();
  }
};

const deliver = async (bed: Bed, name: ChannelName): Promise<Delivered> => {
  await seedPeople(bed.log, name);
  return PROVIDERS[name].provider(bed.log.database, (channel) => onQueue(bed, name, (jobs) => deliverAll(bed.log, jobs, channel)));
};

const medianOf = (all: readonly Delivered[]): Delivered => {
  const of = (pick: (one: Delivered) => number): number => median(all.map(pick));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    own: of(({ own }) => own),
    each: of(({ each }) => each),
    memory: Math.max(...all.map(({ memory }) => memory)),
    outcomes: [...new Set(all.map(({ outcomes }) => outcomes))].join('; '),
  };
};

const rowOf = (title: string, { perSecond, p50, p99, each, own, memory, outcomes }: Delivered, raw: number): string =>
  `| ${title} | ${figure(perSecond)} | ${(perSecond / raw).toFixed(2)} | ${figure(p50, 1)} s | ${figure(p99, 1)} s | ${figure(own)} | ${figure(each)} | ${figure(memory)} | ${outcomes} |`;

/** Jobs that do nothing and deliveries in turn, so that a slow minute of the machine is everyone's; the first round warms up. */
const backend = async (bed: Bed, rounds: number): Promise<readonly string[]> => {
  const title = bed.redisUrl === null ? 'PostgreSQL' : 'Redis';
  const raw: number[] = [];
  const delivered: Record<ChannelName, Delivered[]> = { email: [], zalo: [] };
  for (let round = 0; round <= rounds; round += 1) {
    say(`${title}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
    const jobs = await onQueue(bed, 'raw', (queue) => rawJobs(queue, bed.log.tasks));
    const [email, zalo] = [await deliver(bed, 'email'), await deliver(bed, 'zalo')];
    if (round === 0) continue;
    raw.push(jobs);
    delivered.email.push(email);
    delivered.zalo.push(zalo);
  }
  return [
    `| ${title}: jobs that do nothing | ${figure(median(raw))} | 1 | | | | | | |`,
    ...Object.entries(PROVIDERS).map(([name, { title: channel }]) =>
      rowOf(`${title}: ${channel}`, medianOf(delivered[name as ChannelName]), median(raw)),
    ),
  ];
};

const profileOf = async (bed: Bed, name: ChannelName): Promise<readonly string[]> => {
  say(`Profile: ${PROVIDERS[name].title}`);
  const profile = await profiled(() => deliver(bed, name));
  return ['', `### ${PROVIDERS[name].title}`, '', ...sharesOf(profile)];
};

const deliveries = async (
  count: number,
  rounds: number,
  redisUrl: string | null,
): Promise<{ readonly machine: readonly string[]; readonly lines: readonly string[] }> => {
  const server = await startBenchServer(allMigrations);
  try {
    const machine = await describeMachine(server.pool, server.folder);
    const log = await fillLog(server, count);
    try {
      const backends: string[] = [];
      for (const url of redisUrl === null ? [null] : [null, redisUrl])
        backends.push(...(await backend({ server, log, redisUrl: url }, rounds)));
      const onPostgres = { server, log, redisUrl: null };
      const profiles = [...(await profileOf(onPostgres, 'email')), ...(await profileOf(onPostgres, 'zalo'))];
      return {
        machine,
        lines: [
          '| queue: what | a second | of nothing | late p50 | p99 | µs of this process each | of all processors | MiB | outcomes |',
          '|---|--:|--:|--:|--:|--:|--:|--:|---|',
          ...backends,
          '',
          '## Where a sender spends it',
          '',
          'Another run with the queue on PostgreSQL, sampled from its beginning; what database, queue and provider do is not in it:',
          ...profiles,
        ],
      };
    } finally {
      await log.close();
    }
  } finally {
    await server.close();
  }
};

const planning = async (tasks: number, rows: number): Promise<readonly string[]> => {
  const server = await startBenchServer(allMigrations);
  try {
    say('Planning');
    const log = await fillLog(server, tasks);
    try {
      say('Another policy');
      const { seconds, before, during } = await changePolicy(log);
      say('Sweeps');
      const sweeps = await sweepCost(log, rows, (error) => {
        say(error.message);
      });
      const memory = process.resourceUsage().maxRSS / 1024;
      return [
        '| | |',
        '|---|---|',
        `| the plan of ${figure(tasks)} tasks made from the log | ${figure(log.planning.rows)} rows in ${figure(log.planning.seconds, 1)} s |`,
        `| another policy for all of them | ${figure(seconds, 1)} s |`,
        `| appending a receipt before | p50 ${figure(before.p50, 1)} ms, p99 ${figure(before.p99, 1)} ms at ${figure(before.perSecond)} a second |`,
        `| appending a receipt during it | p50 ${figure(during.p50, 1)} ms, p99 ${figure(during.p99, 1)} ms at ${figure(during.perSecond)} a second |`,
        `| a sweep over ${figure(sweeps.rows)} planned rows, nothing due | median ${figure(median(sweeps.times), 1)} ms, slowest of ${sweeps.times.length} ${figure(Math.max(...sweeps.times), 1)} ms |`,
        `| memory that this process held at most | ${figure(memory)} MiB |`,
      ];
    } finally {
      await log.close();
    }
  } finally {
    await server.close();
  }
};

/** `npm run bench -- reminders [--tasks 100000] [--rows 1000000] [--deliveries 2000] [--rounds 3]` */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string', default: '100000' },
      rows: { type: 'string', default: '1000000' },
      deliveries: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const redis = redisForTests() === 'none' ? null : await startRedis();
  try {
    const sent = await deliveries(Number(values.deliveries), Number(values.rounds), redis?.url ?? null);
    const planned = Number(values.tasks) === 0 ? [] : await planning(Number(values.tasks), Number(values.rows));
    const lines = [
      '# Reminders',
      '',
      `\`npm run bench -- reminders\`: ${figure(Number(values.deliveries))} messages, each to a person of its own about a task of its own, all made at once by the sweep; assembled,`,
      `claimed, composed, fenced, handed over, settled, ${CONCURRENCY} on their way at a time. Mail goes to an SMTP server, Zalo's to the program that stands for it, each a process`,
      `of its own; people and addresses stand in the database. Medians of ${values.rounds} rounds after one to warm up, in turn with as many jobs that do nothing on the same queue.`,
      'Late: from being made to being settled. Sender, database, queue and provider share the machine.',
      '',
      ...sent.machine,
      '',
      ...sent.lines,
      '',
      '## Planning',
      '',
      `Receipts are appended by people with a breath between, in the very process that plans.`,
      '',
      ...planned,
      '',
    ];
    const text = lines.join('\n');
    process.stdout.write(text);
    await mkdir('bench/results', { recursive: true });
    await writeFile(resultFile, text);
  } finally {
    await redis?.stop();
  }
};
