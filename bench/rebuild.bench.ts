import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner, rebuildView, schemaOf, type LoadProgress } from '#event-store';
import { projections } from '#read-models';
import { SyntheticLog } from '#testing';
import { rebuildByEmmett } from './support/emmett-rebuild.js';
import { loadLog } from './support/load-log.js';
import { describeMachine } from './support/machine.js';
import { median } from './support/measure.js';
import { profiled, sharesOf } from './support/processor-profile.js';
import { startBenchServer, type BenchServer } from './support/server.js';

interface Round {
  readonly seconds: number;
  readonly folding: number;
  readonly indexes: number;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const rate = (events: number, seconds: number): string => Math.round(events / seconds).toLocaleString('en');

const taskView = projections.find(({ name }) => name === 'tasks')!;

/** One rebuild of the task view, with the time until its indexes began and until it served. */
const rebuild = async (server: BenchServer, store: PostgresEventStore): Promise<Round> => {
  const started = performance.now();
  const stages = new Map<LoadProgress['stage'], number>();
  await rebuildView({
    store,
    pool: server.pool,
    view: taskView,
    onProgress: ({ stage }) => {
      if (!stages.has(stage)) stages.set(stage, performance.now());
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const at = (stage: LoadProgress['stage']): number => ((stages.get(stage) ?? started) - started) / 1000;
  return { seconds, folding: at('indexes'), indexes: at('switch') - at('indexes') };
};

/** The same view led through the log page by page, as while it follows: the first so many events. */
const followed = async (server: BenchServer, store: PostgresEventStore, events: number): Promise<number> => {
  const view = { ...taskView, name: 'followed' };
  const bounded = Object.assign(Object.create(store) as PostgresEventStore, { head: () => Promise.resolve(events) });
  const runner = new ProjectionRunner({ store: bounded, pool: server.pool, projections: [view] });
  await runner.prepare();
  await server.pool.query(`update es.projections set loaded = true where name = 'followed'`);
  const started = performance.now();
  await runner.catchUp();
  return (performance.now() - started) / 1000;
};

const sizes = async (server: BenchServer): Promise<Record<string, string>> => {
  const { rows } = await server.pool.query<Record<string, string>>(
    `select (select count(*) from ${schemaOf(taskView)}.tasks) as tasks, (select count(*) from ${schemaOf(taskView)}.lead_parts) as parts,
            pg_size_pretty(pg_total_relation_size('es.events')) as log,
            pg_size_pretty(pg_total_relation_size('${schemaOf(taskView)}.tasks') + pg_total_relation_size('${schemaOf(taskView)}.lead_parts')) as view`,
  );
  return rows[0] ?? {};
};

/** `npm run bench -- rebuild [--events 1000000] [--rounds 3]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { events: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
  });
  const events = Number(values.events);
  const server = await startBenchServer();
  const storePool = openEventStorePool({ connectionString: server.url, max: 4 });
  const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
  try {
    const machine = await describeMachine(server.pool, server.folder);
    say(`Making a log of ${events.toLocaleString('en')} events`);
    await loadLog(server.pool, new SyntheticLog().events(events));
    const first = new ProjectionRunner({ store, pool: server.pool, projections: [taskView] });
    await first.catchUp();
    const rounds: Round[] = [];
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      say(`Rebuild ${round} of ${values.rounds}`);
      rounds.push(await rebuild(server, store));
    }
    say('Once more, sampled');
    const profile = await profiled(() => rebuild(server, store));
    const some = Math.min(events, 50_000);
    say('Following page by page');
    const pages = await followed(server, store, some);
    say('Emmett’s rebuild');
    const emmett = await rebuildByEmmett(await server.anotherDatabase('emmett'), new SyntheticLog().events(Math.min(events, 20_000)));
    const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
    const { tasks, parts, log, view } = await sizes(server);
    const lines = [
      '# Rebuild of the task view',
      '',
      `\`npm run bench -- rebuild\`: a synthetic log of ${events.toLocaleString('en')} events (${log ?? ''}; every event of a task is what the domain decided), folded into`,
      `${tasks ?? ''} tasks and ${parts ?? ''} lead parts (${view ?? ''} with indexes); medians of ${values.rounds} rebuilds. From the first page read to the moment the new edition`,
      'serves: reading the log, folding, COPY, indexes, analyze, the switch.',
      '',
      ...machine,
      '',
      '| | events/s | seconds |',
      '|---|--:|--:|',
      `| **rebuild, to the switch** | **${rate(
        events,
        of(({ seconds }) => seconds),
      )}** | ${of(({ seconds }) => seconds).toFixed(1)} |`,
      `| of that: reading, folding, COPY | ${rate(
        events,
        of(({ folding }) => folding),
      )} | ${of(({ folding }) => folding).toFixed(1)} |`,
      `| of that: indexes and analyze | – | ${of(({ indexes }) => indexes).toFixed(1)} |`,
      `| following page by page (${some.toLocaleString('en')} events) | ${rate(some, pages)} | ${pages.toFixed(1)} |`,
      `| Emmett 0.42.0, one document of each task by the same fold (${emmett.events.toLocaleString('en')} events) | ${rate(emmett.events, emmett.seconds)} | ${emmett.seconds.toFixed(1)} |`,
      '',
      `Rebuild ÷ Emmett’s: **${(events / of(({ seconds }) => seconds) / (emmett.events / emmett.seconds)).toFixed(0)}**.`,
      '',
      'Where its one thread spends its time, in one more rebuild that was sampled:',
      '',
      ...sharesOf(profile),
      '',
      `Memory at the end: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB resident.`,
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile('bench/results/rebuild.md', lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to bench/results/rebuild.md\n`);
  } finally {
    await store.close();
    await storePool.end();
    await server.close();
  }
};
