import { importEvents, type ImportedEvent } from '#event-store';
import { takeTurns } from '../support/measure.js';
import { openBenchPool, type BenchServer } from '../support/server.js';
import { byDriver, byStore, rawTable } from './contestants.js';
import { actor, data, meta, type } from './sample-event.js';

const turns = 3000;
const eventsOfAStream = 20;

function* events(from: number, to: number): Generator<ImportedEvent> {
  for (let nth = from; nth < to; nth += 1) {
    const streamId = `grown-${Math.floor(nth / eventsOfAStream)}`;
    yield { streamId, version: 1 + (nth % eventsOfAStream), type, data, meta, actor, occurredAt: '2023-05-31T01:00:00Z' };
  }
}

/** Rows of a step are loaded in pieces, each its own transaction. */
const mostInOne = 500_000;

/** One client's append beside one raw insert into an empty table, at so many rows of the log, on a database of its own. */
export const measureGrowth = async (server: BenchServer, sizes: readonly number[]): Promise<readonly string[]> => {
  const url = await server.anotherDatabase('growth');
  const pool = openBenchPool(url, 2);
  for (const statement of rawTable) await pool.query(statement);
  const [driver, store] = [byDriver(url), byStore(url, 'append')];
  const lines = ['| rows in the log | append: p50 ms | p99 ms | raw insert beside it: p50 ms | append ÷ raw |', '|--:|--:|--:|--:|--:|'];
  let loaded = 0;
  for (const size of sizes) {
    for (; loaded < size; loaded = Math.min(size, loaded + mostInOne)) {
      process.stderr.write(`The log grows: ${loaded} of ${size}\n`);
      await importEvents(pool, events(loaded, Math.min(size, loaded + mostInOne)));
    }
    await pool.query('vacuum analyze es.events');
    await pool.query('checkpoint');
    const acts = [(): Promise<void> => driver.act(0), (): Promise<void> => store.act(0)] as const;
    await takeTurns(acts, 300);
    const [raw, own] = await takeTurns(acts, turns);
    lines.push(`| ${size} | ${own.p50.toFixed(3)} | ${own.p99.toFixed(2)} | ${raw.p50.toFixed(3)} | ${(own.p50 / raw.p50).toFixed(2)} |`);
  }
  await Promise.all([driver.close(), store.close(), pool.end()]);
  return lines;
};
