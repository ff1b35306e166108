import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openEventStorePool } from '#event-store';
import { byDriver, byPgbench, byStore, mostClients, rawTable, type Contestant } from './append.contestants.js';
import { describeMachine } from './support/machine.js';
import { medianSample, takeTurns, type Sample } from './support/measure.js';
import { findPgbench, howToGetPgbench } from './support/pgbench.js';
import { openBenchPool, startBenchServer } from './support/server.js';

const clientCounts = [1, 8, 32] as const;
/** Of each, when raw insert and direct append take turns. */
const turns = 3000;

const inTurns = async (url: string): Promise<readonly [Sample, Sample]> => {
  const [rawPool, storePool] = [openBenchPool(url, 1), openEventStorePool({ connectionString: url, max: 2 })];
  const [raw, direct] = [byDriver(rawPool), byStore(storePool)];
  const act = [(): Promise<void> => raw.act(0), (): Promise<void> => direct.act(0)] as const;
  await takeTurns(act, 300);
  const samples = await takeTurns(act, turns);
  await direct.close();
  await Promise.all([rawPool.end(), storePool.end()]);
  return samples;
};

const turnsTable = (measured: Readonly<Record<string, readonly [Sample, Sample]>>): readonly string[] => [
  '| commit | raw insert, Node: p50 ms | direct append: p50 ms | difference ms | ratio by p50 | ratio by mean |',
  '|---|--:|--:|--:|--:|--:|',
  ...Object.entries(measured).map(([name, [raw, direct]]) => {
    const ratios = [(raw.p50 / direct.p50).toFixed(2), (direct.perSecond / raw.perSecond).toFixed(2)];
    return `| ${name} | ${raw.p50.toFixed(3)} | ${direct.p50.toFixed(3)} | ${(direct.p50 - raw.p50).toFixed(3)} | ${ratios.join(' | ')} |`;
  }),
];

const table = (names: readonly string[], results: ReadonlyMap<string, readonly Sample[]>): readonly string[] => {
  const lines = [
    '| clients | contestant | per second | p50 ms | p99 ms | of pgbench | of raw insert from Node |',
    '|--:|---|--:|--:|--:|--:|--:|',
  ];
  const ofClients = (clients: number): void => {
    const of = (name: string): Sample | undefined => {
      const samples = results.get(`${name} × ${clients}`);
      return samples === undefined ? undefined : medianSample(samples);
    };
    const [pgbench, driver] = [of('raw insert, pgbench'), of('raw insert, Node (pg)')];
    const ratio = (one: Sample, other: Sample | undefined): string =>
      other === undefined ? '–' : (one.perSecond / other.perSecond).toFixed(2);
    for (const name of names) {
      const one = of(name) ?? { perSecond: 0, p50: 0, p99: 0 };
      const figures = [one.perSecond.toFixed(0), one.p50.toFixed(2), one.p99.toFixed(2), ratio(one, pgbench), ratio(one, driver)];
      lines.push(`| ${clients} | ${name} | ${figures.join(' | ')} |`);
    }
  };
  clientCounts.forEach(ofClients);
  return lines;
};

const rounds = async (
  contestants: readonly Contestant[],
  count: number,
  seconds: number,
): Promise<ReadonlyMap<string, readonly Sample[]>> => {
  const results = new Map<string, Sample[]>();
  // Everyone in turn in each round, so that a slow minute of the machine is everyone's.
  const turns = clientCounts.flatMap((clients) => contestants.map((contestant) => ({ clients, contestant })));
  for (let round = 0; round <= count; round += 1) {
    process.stderr.write(round === 0 ? 'Warming up\n' : `Round ${round} of ${count}\n`);
    for (const { clients, contestant } of turns) {
      const sample = await contestant.run(clients, round === 0 ? 1 : seconds);
      const key = `${contestant.name} × ${clients}`;
      if (round > 0) results.set(key, [...(results.get(key) ?? []), sample]);
    }
  }
  return results;
};

/** `npm run bench -- append [--rounds 7] [--seconds 2]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '7' }, seconds: { type: 'string', default: '2' } },
  });
  const pgbench = await findPgbench();
  if (pgbench === null) process.stderr.write(`${howToGetPgbench}\n`);
  const server = await startBenchServer();
  const storePool = openEventStorePool({ connectionString: server.url, max: mostClients });
  const rawPool = openBenchPool(server.url, mostClients);
  try {
    for (const statement of rawTable) await server.pool.query(statement);
    const machine = await describeMachine(server.pool, server.folder);
    const store = byStore(storePool);
    const contestants = [...(pgbench === null ? [] : [byPgbench(server.url)]), byDriver(rawPool), store];
    const results = await rounds(contestants, Number(values.rounds), Number(values.seconds));
    await store.close();
    const onDisk = await inTurns(server.url);
    // What the append costs the processors, once the wait for the disk is taken away from both.
    await server.pool.query(`alter database ${new URL(server.url).pathname.slice(1)} set synchronous_commit = off`);
    const inMemory = await inTurns(server.url);
    const lines = [
      '# Direct append beside one raw insert',
      '',
      `\`npm run bench -- append\`: medians of ${values.rounds} interleaved rounds of ${values.seconds} s, one server, one run. A raw insert writes the same columns`,
      'under the same keys, without order, version check or head. The direct append does one append in one transaction; that many',
      'clients share a commit is the coalesced path, not measured here.',
      '',
      ...machine,
      `- ${pgbench ?? 'pgbench not found: its rows are left out'}`,
      '',
      ...table(
        contestants.map(({ name }) => name),
        results,
      ),
      '',
      `One client, taking turns one by one, ${turns} each, so that whatever else the machine does falls on both alike:`,
      '',
      ...turnsTable({ 'synced to disk': onDisk, 'not synced': inMemory }),
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile('bench/results/append.md', lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to bench/results/append.md\n`);
  } finally {
    await Promise.all([storePool.end(), rawPool.end()]);
    await server.close();
  }
};
