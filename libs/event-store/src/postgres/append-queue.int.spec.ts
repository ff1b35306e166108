import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Append } from '../event-store.port.js';
import { eventStoreMigrations } from '../migrations.js';
import type { AppendQueueLimits } from './append-queue.js';
import { openEventStorePool } from './event-store.pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

describe('Appends that come together', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const opened: PostgresEventStore[] = [];
  let nth = 0;

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    pool = openEventStorePool({ connectionString: database.url });
  });
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await pool.end();
    await database.drop();
  });

  const newStore = (limits: Partial<AppendQueueLimits> = {}): PostgresEventStore => {
    const store = new PostgresEventStore({ pool, known: 'any', limits });
    opened.push(store);
    return store;
  };
  const append = (more: Partial<Append> = {}): Append => ({
    streamId: `case-${(nth += 1)}`,
    expected: 'no-stream',
    actor: 'lan',
    events: [{ type: 'Written', data: { nth } }],
    ...more,
  });
  /** How many statements wrote the events after a position: each leaves the chain on its last event. */
  const statementsAfter = async (position: number): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      'select count(chain_hash)::integer as count from es.events where position > $1',
      [position],
    );
    return rows[0]!.count;
  };

  test('share statements: a hundred at once take few', async () => {
    const store = newStore();
    const before = await store.head();
    const results = await Promise.all(Array.from({ length: 100 }, () => store.append(append())));
    expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => 'appended'));
    expect(await store.head()).toBe(before + 100);
    expect(await statementsAfter(before)).toBeLessThanOrEqual(4);
  });

  test('keep to the limit of a statement; an append that is larger goes alone', async () => {
    const store = newStore({ batchEvents: 10 });
    const before = await store.head();
    const large = append({ events: Array.from({ length: 30 }, (_, index) => ({ type: 'Written', data: { index } })) });
    await Promise.all([...Array.from({ length: 40 }, () => store.append(append())), store.append(large)]);
    expect(await store.head()).toBe(before + 70);
    expect(await statementsAfter(before)).toBeGreaterThanOrEqual(5);
    expect(await store.readStream(large.streamId)).toHaveLength(30);
  });

  test('stand or fall each by itself', async () => {
    const store = newStore();
    const taken = append();
    await store.append(taken);
    const [first, conflict, exists, second] = await Promise.all([
      store.append(append({ events: [1, 2, 3].map((step) => ({ type: 'Written', data: { step } })) })),
      store.append(append({ streamId: taken.streamId })),
      store.append(append({ expected: 'stream-exists' })),
      store.append(append()),
    ]);
    expect(first).toMatchObject({ outcome: 'appended', version: 3 });
    expect(conflict).toEqual({ outcome: 'conflict', actual: 1 });
    expect(exists).toEqual({ outcome: 'conflict', actual: 0 });
    expect(second).toMatchObject({ outcome: 'appended', version: 1 });
  });

  test('one that the database cannot hold is refused; the others are written', async () => {
    const store = newStore();
    const before = await store.head();
    const zero = append({ events: [{ type: 'Written', data: { text: 'a\u0000b' } }] });
    const outcomes = await Promise.allSettled([store.append(append()), store.append(append()), store.append(zero), store.append(append())]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'EVENT_STORE.APPEND_REFUSED' } });
    expect(await store.head()).toBe(before + 3);
  });

  test('the same request twice at the same moment is written once', async () => {
    const store = newStore();
    const request = { key: 'at-once', hash: 'h' };
    const same = append({ expected: 'any', request });
    const results = await Promise.all([store.append(append()), store.append(same), store.append(same), store.append(append())]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'appended', 'appended', 'repeated']);
    expect(await store.append({ ...same, request: { key: 'at-once', hash: 'other' } })).toEqual({ outcome: 'key-reused' });
  });

  test.each([
    ['an empty stream id', { streamId: '' }],
    ['a control character in a name', { actor: 'lan\u001fmai' }],
  ])('%s is refused before it reaches the others', async (_name, more) => {
    const store = newStore();
    const [good, bad] = await Promise.allSettled([store.append(append()), store.append(append(more))]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({ reason: { code: 'EVENT_STORE.APPEND_REFUSED' } });
  });

  /** The head is held by somebody else until `work` is done. */
  const whileHeadIsHeld = async (work: () => Promise<void>): Promise<void> => {
    const client = await database.pool.connect();
    try {
      await client.query('begin; select position from es.log_head for update');
      await work();
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test('beyond the bound of the queue the store is busy at once, and those who wait are still written', async () => {
    const store = newStore({ waiting: 5 });
    const before = await store.head();
    const asked: Promise<unknown>[] = [];
    await whileHeadIsHeld(async () => {
      for (let one = 0; one < 6; one += 1) asked.push(store.append(append()));
      await expect(store.append(append())).rejects.toMatchObject({ code: 'EVENT_STORE.BUSY' });
    });
    await Promise.all(asked);
    expect(await store.head()).toBe(before + 6);
  });

  test('who waits too long for his turn is told that the store is busy, and nothing of his is written', async () => {
    const store = newStore({ waitMs: 100 });
    const before = await store.head();
    const asked: Promise<PromiseSettledResult<unknown>[]>[] = [];
    await whileHeadIsHeld(async () => {
      const first = store.append(append());
      const late = store.append(append());
      asked.push(Promise.allSettled([first, late]));
      await database.pool.query('select pg_sleep(0.2)');
    });
    const [[first, late]] = (await Promise.all(asked)) as [[PromiseSettledResult<unknown>, PromiseSettledResult<unknown>]];
    expect(first.status).toBe('fulfilled');
    expect(late).toMatchObject({ reason: { code: 'EVENT_STORE.BUSY' } });
    expect(await store.head()).toBe(before + 1);
  });

  test('a connection cut under appends makes them busy; the next append opens another', async () => {
    const store = newStore();
    await store.append(append());
    const asked: Promise<PromiseSettledResult<unknown>[]>[] = [];
    await whileHeadIsHeld(async () => {
      asked.push(Promise.allSettled([store.append(append()), store.append(append())]));
      const waits = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await database.pool.query(waits)).rowCount === 0);
      await database.pool.query(`select pg_terminate_backend(pid) from (${waits}) as waiting`);
    });
    const results = (await Promise.all(asked)).flat();
    expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'EVENT_STORE.BUSY' } });
    expect(await store.append(append())).toMatchObject({ outcome: 'appended' });
  });
});
