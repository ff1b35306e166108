import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 as uuidv7 } from 'uuid';
import { importEvents, openEventStorePool, PostgresEventStore, type ImportedEvent } from '#event-store';
import { median } from '../support/measure.js';
import { openBenchPool, type BenchServer } from '../support/server.js';
import { actor, data, meta, type } from './sample-event.js';

const eventsOfAStream = 20;
const pageSize = 1000;

const versionOf = (nth: number): number => 1 + (nth % eventsOfAStream);
const streamOf = (round: number, nth: number): string => `loaded-${round}-${Math.floor(nth / eventsOfAStream)}`;

function* history(round: number, count: number): Generator<ImportedEvent> {
  for (let nth = 0; nth < count; nth += 1) {
    yield { streamId: streamOf(round, nth), version: versionOf(nth), type, data, meta, actor, occurredAt: '2023-05-31T01:00:00Z' };
  }
}

/** The same rows, in COPY's text format, straight into a table with the log's columns and keys. */
function* copied(round: number, count: number): Generator<string> {
  const [dataText, metaText] = [JSON.stringify(data), JSON.stringify(meta)];
  const chunk: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const time = '2023-05-31T01:00:00Z';
    const columns = ['main', streamOf(round, nth), uuidv7(), type, time, time, actor, dataText, metaText];
    chunk.push(`${columns.join('\t')}\n`);
    if (chunk.length === 200) yield chunk.splice(0).join('');
  }
  yield chunk.join('');
}

const copyRaw = async (pool: pg.Pool, round: number, count: number): Promise<void> => {
  const client = await pool.connect();
  const columns = 'tenant_id, stream_id, event_id, type, occurred_at, recorded_at, actor, data, meta';
  await pipeline(Readable.from(copied(round, count)), client.query(copyFrom(`copy bench.events (${columns}) from stdin`)));
  client.release();
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** `more` pages of the log as the store reads them, holes and types checked; returns how many events it has read. */
const readThrough = async (store: PostgresEventStore, from: number): Promise<void> => {
  let position = from;
  for (;;) {
    const page = await store.readAll(position, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    position = last.position;
  }
};

const readPlain = async (pool: pg.Pool, from: number, to: number): Promise<void> => {
  for (let position = from; position < to; position += pageSize) {
    await pool.query({
      name: 'plain_page',
      text: 'select * from es.events where shard = 0 and position > $1 order by position limit $2',
      values: [position, pageSize],
    });
  }
};

export const measureImportAndRead = async (server: BenchServer, count: number, rounds: number): Promise<readonly string[]> => {
  const pool = openBenchPool(server.url, 2);
  const storePool = openEventStorePool({ connectionString: server.url });
  const store = new PostgresEventStore({ pool: storePool, known: 'any' });
  const times = { copy: [] as number[], import: [] as number[], plain: [] as number[], read: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    process.stderr.write(`Import and reading, round ${round + 1} of ${rounds}\n`);
    const from = await store.head();
    times.copy.push(await timed(() => copyRaw(pool, round, count)));
    times.import.push(await timed(() => importEvents(pool, history(round, count))));
    times.plain.push(await timed(() => readPlain(pool, from, from + count)));
    times.read.push(await timed(() => readThrough(store, from)));
  }
  await store.close();
  await Promise.all([storePool.end(), pool.end()]);
  const rate = (seconds: readonly number[]): number => count / median(seconds);
  const row = (name: string, seconds: readonly number[], to: readonly number[]): string =>
    `| ${name} | ${rate(seconds).toFixed(0)} | ${(rate(seconds) / rate(to)).toFixed(2)} |`;
  return [
    `${count} events a round. An import checks versions, gives positions, hashes and chains; a raw COPY fills a table with the same keys.`,
    '',
    '| what | events per second | ratio |',
    '|---|--:|--:|',
    row('raw COPY', times.copy, times.copy),
    row('import', times.import, times.copy),
    row(`plain pages of ${pageSize}`, times.plain, times.plain),
    row(`log read in pages of ${pageSize}`, times.read, times.plain),
  ];
};
