import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type pg from 'pg';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore, schemaOf } from '#event-store';
import { projections } from '#read-models';
import { allMigrations } from '#schema';
import { SyntheticLog } from '#testing';
import { startProgram } from './commands/programs.js';
import { loadLog } from './support/load-log.js';
import { describeMachine } from './support/machine.js';
import { median, sampleOf, type Sample } from './support/measure.js';
import { startBenchServer, type BenchServer } from './support/server.js';
import { reportOn } from './support/task-streams.js';

const execute = promisify(execFile);
const resultFile = 'bench/results/live-rebuild.md';
const appenders = 8;
const readers = 2;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const taskView = projections.find(({ name }) => name === 'tasks')!;
const worklist = `select id, state from ${schemaOf(taskView)}.tasks order by id desc limit 50`;

/** What people saw while something went on. */
interface Seen {
  readonly appends: Sample;
  readonly reads: Sample;
  readonly failed: number;
  readonly empty: number;
}

/** People at work: reports on tasks and looks at the work list, each with a breath between, until it is over. */
const underLoad = async (
  store: PostgresEventStore,
  pool: pg.Pool,
  tasks: readonly string[],
  meanwhile: Promise<unknown>,
): Promise<Seen> => {
  const [appended, read]: [number[], number[]] = [[], []];
  let [failed, empty] = [0, 0];
  let over = false;
  const ended = meanwhile.finally(() => {
    over = true;
  });
  const started = performance.now();
  const timed = async (latencies: number[], act: () => Promise<void>, breath: number): Promise<void> => {
    while (!over) {
      const from = performance.now();
      await act().catch((error: unknown) => {
        failed += 1;
        say(String(error));
      });
      latencies.push(performance.now() - from);
      await pause(Math.random() * 2 * breath);
    }
  };
  const append = async (): Promise<void> => {
    const task = tasks[Math.floor(Math.random() * tasks.length)] ?? '';
    await store.append({ streamId: `task-${task}`, expected: 'any', actor: 'system', meta: { via: 'web' }, events: [reportOn(task)] });
  };
  const look = async (): Promise<void> => {
    const { rowCount } = await pool.query(worklist);
    if (rowCount === 0) empty += 1;
  };
  await Promise.all([
    ...Array.from({ length: appenders }, () => timed(appended, append, 40)),
    ...Array.from({ length: readers }, () => timed(read, look, 40)),
    ended,
  ]);
  const seconds = (performance.now() - started) / 1000;
  return { appends: sampleOf(appended, seconds), reads: sampleOf(read, seconds), failed, empty };
};

const untilFollowed = async ({ pool }: BenchServer, position: number): Promise<void> => {
  for (;;) {
    const { rows } = await pool.query<{ position: string }>(
      `select position from es.projections where name = 'tasks' and edition = 'serving' and loaded`,
    );
    if (Number(rows[0]?.position ?? -1) >= position) return;
    await pause(500);
  }
};

const row = (what: string, all: readonly Seen[]): string => {
  const of = (pick: (seen: Seen) => number, digits: number): string => median(all.map(pick)).toFixed(digits);
  const total = (pick: (seen: Seen) => number): number => all.reduce((sum, seen) => sum + pick(seen), 0);
  const cells = [
    of(({ appends }) => appends.perSecond, 0),
    of(({ appends }) => appends.p50, 2),
    of(({ appends }) => appends.p99, 2),
    of(({ reads }) => reads.perSecond, 0),
    of(({ reads }) => reads.p99, 2),
    total(({ failed }) => failed),
    total(({ empty }) => empty),
  ];
  return `| ${what} | ${cells.join(' | ')} |`;
};

/** `npm run bench -- live-rebuild [--events 50000] [--rounds 5]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { events: { type: 'string', default: '50000' }, rounds: { type: 'string', default: '5' } },
  });
  const server = await startBenchServer(allMigrations);
  const env = { DATABASE_URL: server.url, MASTER_KEY: Buffer.alloc(32, 7).toString('base64'), PORT: '0', NODE_ENV: 'production' };
  const storePool = openEventStorePool({ connectionString: server.url });
  const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
  say(`Making a log of ${values.events} events`);
  const position = await loadLog(server.pool, new SyntheticLog().events(Number(values.events)));
  const worker = await startProgram('apps/worker/src/main.js', [], env);
  try {
    await untilFollowed(server, position);
    const machine = await describeMachine(server.pool, server.folder);
    const { rows } = await server.pool.query<{ id: string }>(`select id from ${schemaOf(taskView)}.tasks limit 5000`);
    const tasks = rows.map(({ id }) => id);
    const cli = fileURLToPath(new URL('../apps/cli/src/main.js', import.meta.url));
    const rebuild = async (): Promise<number> => {
      const { stdout } = await execute(process.execPath, [cli, 'rebuild', 'tasks', '--json'], { env: { ...process.env, ...env } });
      return (JSON.parse(stdout) as { readonly seconds: number }).seconds;
    };
    const [without, during]: [Seen[], Seen[]] = [[], []];
    const took: number[] = [];
    await underLoad(store, server.pool, tasks, pause(3000));
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      say(`Round ${round} of ${values.rounds}`);
      const rebuilding = rebuild();
      during.push(await underLoad(store, server.pool, tasks, rebuilding));
      took.push(await rebuilding);
      without.push(await underLoad(store, server.pool, tasks, pause(Math.min(30_000, median(took) * 1000))));
    }
    const p99 = (all: readonly Seen[]): number => median(all.map(({ appends }) => appends.p99));
    const lines = [
      '# Rebuild of the task view while people work',
      '',
      `\`npm run bench -- live-rebuild\`: a log of ${position.toLocaleString('en')} events; ${appenders} clients report on tasks and ${readers} read the work list, each with a`,
      'breath of 40 ms on average between; a worker of its own follows the log with every view. In turn with and without `dondoc rebuild tasks` in a process of its own,',
      `as an administrator would give it, until the new edition serves; medians of ${values.rounds} rounds, failures of all together.`,
      '',
      ...machine,
      '',
      '| | appends/s | append p50 ms | p99 ms | reads/s | read p99 ms | failed | empty reads |',
      '|---|--:|--:|--:|--:|--:|--:|--:|',
      row('without', without),
      row('during the rebuild', during),
      '',
      `Append p99 during the rebuild ÷ without: **${(p99(during) / p99(without)).toFixed(2)}**. A rebuild took ${median(took).toFixed(1)} s, giving way to those at work.`,
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile(resultFile, lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to ${resultFile}\n`);
  } finally {
    await worker.stop();
    await store.close();
    await storePool.end();
    await server.close();
  }
};
