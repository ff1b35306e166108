import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { describeMachine } from './support/machine.js';
import { medianSample, runClients, type Sample } from './support/measure.js';
import { findPgbench, howToGetPgbench, runPgbench } from './support/pgbench.js';
import { openBenchPool, startBenchServer, type BenchServer } from './support/server.js';

const clientCounts = [1, 8, 32] as const;
const mostClients = 32;
const streamsOfAClient = 200;

interface Contestant {
  readonly name: string;
  run(clients: number, seconds: number): Promise<Sample>;
}

const data = {
  part: 'L01',
  agencyId: 'so-noi-vu',
  percent: 60,
  body: 'Đã hoàn thành dự thảo, đang lấy ý kiến các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố.',
};
const meta = { via: 'web', onBehalfOf: 'so-noi-vu' };
const actor = '0190a5f0-7c2e-7b13-9a55-1d8f3f0c2a11';
const requestHash = 'a'.repeat(64);

/** A table with the log's columns and keys, and nothing else of it: no order, no version check, no head. */
const rawTable = [
  'create schema bench',
  'create sequence bench.position',
  'create sequence bench.version',
  'create table bench.events (like es.events including all)',
  `alter table bench.events alter position set default nextval('bench.position'), alter version set default nextval('bench.version')`,
];

const rawInsert = (values: string): string => `insert into bench.events
  (tenant_id, stream_id, event_id, type, occurred_at, recorded_at, correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)
  values (${values})`;

const byPgbench = (server: BenchServer): Contestant => {
  const text = `'${JSON.stringify(data)}', '${JSON.stringify(meta)}'`;
  const script = `\\set stream random(1, ${mostClients * streamsOfAClient})
${rawInsert(`'main', 'task-' || :stream, uuidv7(), 'ProgressReported', now(), now(), null, null, '${actor}', ${text}, uuidv7()::text, '${requestHash}', 1`)};
`;
  return { name: 'raw insert, pgbench', run: (clients, seconds) => runPgbench(server.url, script, clients, seconds) };
};

const byDriver = (pool: pg.Pool): Contestant => {
  const text = rawInsert(`'main', $1, $2, $3, coalesce($4::timestamptz, now()), now(), $5, $6, $7, $8, $9, $10, $11, 1`);
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const values = [
      streamId,
      uuidv7(),
      'ProgressReported',
      null,
      null,
      null,
      actor,
      JSON.stringify(data),
      JSON.stringify(meta),
      uuidv7(),
      requestHash,
    ];
    await pool.query({ name: 'raw_insert', text, values });
  };
  return { name: 'raw insert, Node (pg)', run: (clients, seconds) => runClients(clients, seconds, act) };
};

/** Every append names the exact version that its stream must have, and carries a request key. */
const byStore = (pool: pg.Pool): Contestant => {
  const store = new PostgresEventStore({ pool, known: 'any' });
  const versions = new Map<string, number>();
  const run = randomBytes(4).toString('hex');
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${run}-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const expected = versions.get(streamId) ?? 0;
    const request = { key: uuidv7(), hash: requestHash };
    const result = await store.append({ streamId, expected, actor, meta, request, events: [{ type: 'ProgressReported', data }] });
    if (result.outcome !== 'appended') throw new Error(`The append was not accepted: ${result.outcome}`);
    versions.set(streamId, result.version);
  };
  return { name: 'direct append', run: (clients, seconds) => runClients(clients, seconds, act) };
};

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
    const contestants = [...(pgbench === null ? [] : [byPgbench(server)]), byDriver(rawPool), byStore(storePool)];
    const results = await rounds(contestants, Number(values.rounds), Number(values.seconds));
    const lines = [
      '# Direct append beside one raw insert',
      '',
      `\`npm run bench -- append\`: medians of ${values.rounds} interleaved rounds of ${values.seconds} s, one server, one run. A raw insert writes the same columns`,
      'under the same keys, without order, version check or head. The direct append does one append in one transaction; that many',
      'clients share a commit is the coalesced path, not measured here.',
      '',
      ...(await describeMachine(server.pool, server.folder)),
      `- ${pgbench ?? 'pgbench not found: its rows are left out'}`,
      '',
      ...table(
        contestants.map(({ name }) => name),
        results,
      ),
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
