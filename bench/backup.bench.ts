import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { restoreBackup, takeBackup } from '#backup';
import { knownEventTypes } from '#domain';
import { verifyLog, type VerifyReport } from '#evidence';
import { openEventStorePool, PostgresEventStore, ProjectionRunner, schemaOf } from '#event-store';
import { projections } from '#read-models';
import { allMigrations, allTables } from '#schema';
import { appendTasks, EVENTS_OF_A_TASK } from './support/task-streams.js';
import { describeMachine } from './support/machine.js';
import { openBenchPool, startBenchServer, type BenchServer } from './support/server.js';

const seconds = (from: number): number => (performance.now() - from) / 1000;

const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<{ readonly result: Result; readonly took: number }> => {
  process.stderr.write(`${what} … `);
  const started = performance.now();
  const result = await work();
  const took = seconds(started);
  process.stderr.write(`${took.toFixed(1)} s\n`);
  return { result, took };
};

const fill = async (url: string, tasks: number): Promise<void> => {
  const pool = openEventStorePool({ connectionString: url });
  const store = new PostgresEventStore({ pool, known: 'any' });
  await appendTasks(store, tasks);
  await store.close();
  await pool.end();
};

/** Each view's rows in one digest. */
const viewsOf = async (url: string, pool: pg.Pool): Promise<Record<string, string>> => {
  const storePool = openEventStorePool({ connectionString: url, max: 2 });
  const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
  await new ProjectionRunner({ store, pool, projections }).catchUp();
  await store.close();
  await storePool.end();
  const digests: Record<string, string> = {};
  for (const table of projections.flatMap((view) => view.tables.map(({ name }) => `${schemaOf(view)}.${name}`))) {
    const { rows } = await pool.query<{ digest: string }>(
      `select concat_ws(' ', count(*), bit_xor(hashtextextended(t::text, 0))) as digest from ${table} t`,
    );
    digests[table] = rows[0]?.digest ?? '';
  }
  return digests;
};

const same = (one: Record<string, string>, other: Record<string, string>): string =>
  Object.keys(one).every((table) => one[table] === other[table]) ? 'the same' : 'DIFFERENT';

const verdict = (one: VerifyReport, other: VerifyReport): string =>
  JSON.stringify(one) === JSON.stringify(other) && one.fault === null ? `the same, clean, tree root ${one.treeRoot}` : 'DIFFERENT';

const measure = async (source: BenchServer, target: BenchServer, events: number): Promise<readonly string[]> => {
  const file = path.join(source.folder, 'bench.backup');
  const filling = await timed(`Appending ${events} events`, () => fill(source.url, events / EVENTS_OF_A_TASK));
  const options = { file, tables: allTables, keyMark: 'bench' };
  const atStart = process.memoryUsage().rss;
  let peak = atStart;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const backup = await timed('Backing up', () => takeBackup({ ...options, databaseUrl: source.url }));
  const restore = await timed('Restoring', () => restoreBackup({ ...options, databaseUrl: target.url, migrations: allMigrations }));
  clearInterval(watch);
  const [before, after] = [
    await timed('Verifying the source', () => verifyLog({ pool: source.pool })),
    await timed('Verifying the target', () => verifyLog({ pool: target.pool })),
  ];
  const [was, is] = [
    await timed('Building the views of the source', () => viewsOf(source.url, source.pool)),
    await timed('Building the views of the target', () => viewsOf(target.url, target.pool)),
  ];
  const { size } = await stat(file);
  const { rows } = await source.pool.query<{ size: string }>(`select pg_total_relation_size('es.events') as size`);
  const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`;
  const line = (what: string, took: number): string => `| ${what} | ${took.toFixed(1)} | ${Math.round(events / took)} |`;
  return [
    '| what | seconds | events per second |',
    '|---|--:|--:|',
    line('filling the log (not measured on purpose)', filling.took),
    line('`dondoc backup`', backup.took),
    line('`dondoc restore`', restore.took),
    line('`dondoc verify` of the source', before.took),
    line('`dondoc verify` of the target', after.took),
    line('views of the source, from nothing', was.took),
    line('views of the target, from nothing', is.took),
    '',
    `- ${backup.result.rows} rows in all; \`es.events\` with its indexes ${megabytes(Number(rows[0]?.size))}, the file ${megabytes(size)}`,
    `- memory of the process at the start ${megabytes(atStart)}, at most ${megabytes(peak)}`,
    `- verify of source and target: ${verdict(before.result, after.result)}`,
    `- views of source and target: ${same(was.result, is.result)}`,
  ];
};

/** `npm run bench -- backup [--events 1000000]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: { events: { type: 'string', default: '1000000' } } });
  const events = Number(values.events);
  const source = await startBenchServer(allMigrations);
  const target = await startBenchServer(null);
  const pool = openBenchPool(source.url, 1);
  try {
    const machine = await describeMachine(pool, source.folder);
    const lines = [
      '# Backup and restore',
      '',
      `\`npm run bench -- backup\`: ${events} events of ${events / EVENTS_OF_A_TASK} tasks, from one embedded database into a new one.`,
      '',
      ...machine,
      '',
      ...(await measure(source, target, events)),
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile('bench/results/backup.md', lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to bench/results/backup.md\n`);
  } finally {
    await pool.end();
    await source.close();
    await target.close();
    await rm(source.folder, { recursive: true, force: true });
  }
};
