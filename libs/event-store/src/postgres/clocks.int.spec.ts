import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { setClockOffset } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { InMemoryEventStore } from '../memory/in-memory-event-store.js';
import type { Append, EventStore, StoredEvent } from '../event-store.port.js';
import { eventStoreMigrations } from '../migrations.js';
import { importEvents } from './import-events.js';
import { openEventStorePool } from './event-store.pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

const append = (streamId: string): Append => ({ streamId, expected: 'any', actor: 'lan', events: [{ type: 'Written', data: {} }] });

/** Whatever the clock has done: times never go back, and the log as of the instant of any event is a beginning of the log. */
const expectOrderedTimes = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const log = await store.readAll(0);
  const times = log.map(({ recordedAt }) => recordedAt);
  expect(times).toEqual([...times].sort());
  for (const { streamId, recordedAt } of log) {
    const until = log.filter((event) => event.streamId === streamId && event.recordedAt <= recordedAt);
    expect(await store.readStream(streamId, { upTo: recordedAt })).toEqual(until);
  }
  return log;
};

describe('The time of recording never goes back', () => {
  let database: TestDatabase;
  const pools: pg.Pool[] = [];
  const stores: PostgresEventStore[] = [];
  const storeOn = (pool: pg.Pool): PostgresEventStore => {
    const store = new PostgresEventStore({ pool, known: 'any' });
    pools.push(pool);
    stores.push(store);
    return store;
  };

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  test('when the clock of the system is set back and forth, for appends and for imports', async () => {
    const store = storeOn(openEventStorePool({ connectionString: database.url }));
    const now = ['2024-03-01T00:00:00Z', '2024-01-01T00:00:00Z', '2024-03-02T00:00:00Z', '1999-12-31T23:59:59Z'];
    for (const instant of now) {
      await setClockOffset(database.pool, instant, { again: true });
      await store.append(append('case-1'));
      await Promise.all(['case-1', 'case-2', 'case-3'].map((streamId) => store.append(append(streamId))));
      const version = (await store.readStream('old')).length + 1;
      await importEvents(database.pool, [{ ...imported, version }]);
    }
    const log = await expectOrderedTimes(store);
    expect(log).toHaveLength(20);
    const days = log.map(({ recordedAt }) => recordedAt.slice(0, 10));
    expect(new Set(days)).toEqual(new Set(['2024-03-01', '2024-03-02']));
    // Held when it was recorded: by the log's time, not by a clock that was set back.
    expect(log.filter(({ streamId }) => streamId !== 'old').every(({ occurredAt, recordedAt }) => occurredAt === recordedAt)).toBe(true);
  });

  test('when the clock of the server itself goes back: by minutes, by years, and for good', async () => {
    await setClockOffset(database.pool, null, { again: true });
    // Ahead of PostgreSQL's own functions for these sessions alone.
    await database.pool.query(`
      create schema broken;
      create table broken.clock (at timestamptz);
      insert into broken.clock values ('2031-01-01T00:00:00Z');
      create function broken.clock_timestamp() returns timestamptz language sql volatile as 'select at from broken.clock'`);
    const options = '-c search_path=broken,pg_catalog,public';
    const store = storeOn(new pg.Pool({ connectionString: database.url, options, max: 4 }));
    const head = await store.head();
    const times = [
      '2031-01-01T00:05:00Z',
      '2031-01-01T00:00:00Z',
      '2001-01-01T00:00:00Z',
      '2031-01-01T00:05:00.001Z',
      '1970-01-01T00:00:00Z',
    ];
    for (const at of times) {
      await database.pool.query('update broken.clock set at = $1', [at]);
      await store.append(append('server-1'));
      await Promise.all(['server-1', 'server-2'].map((streamId) => store.append(append(streamId))));
    }
    const log = await expectOrderedTimes(store);
    const minute = '2031-01-01T00:05:00';
    const own = log.filter(({ position }) => position > head).map(({ recordedAt }) => recordedAt);
    expect(own).toEqual([...Array<string>(9).fill(`${minute}.000Z`), ...Array<string>(6).fill(`${minute}.001Z`)]);
  });

  test('in memory too', async () => {
    const times = ['2024-03-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z', '1969-12-31T23:59:59.000Z'];
    let at = 0;
    const store = new InMemoryEventStore({ known: 'any', now: () => times[at]! });
    for (; at < times.length; at += 1) await store.append(append(`case-${at % 2}`));
    at = 0;
    expect(new Set((await expectOrderedTimes(store)).map(({ recordedAt }) => recordedAt))).toEqual(new Set([times[0], times[2]]));
  });
});

const imported = { streamId: 'old', type: 'Written', data: {}, actor: 'lan', occurredAt: '2020-01-01T00:00:00.000Z' };
