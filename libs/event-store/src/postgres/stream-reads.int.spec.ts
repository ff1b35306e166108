import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { EventStoreBusy, StreamHole } from '../event-store.errors.js';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from './event-store.pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

describe('Reads of streams that come together', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;

  const write = (streamId: string, expected: number, count: number): Promise<unknown> =>
    store.append({
      streamId,
      expected: expected === 0 ? 'no-stream' : expected,
      actor: 'lan',
      events: Array.from({ length: count }, (_, index) => ({ type: 'Written', data: { text: `${streamId} ${expected + index + 1}` } })),
    });
  const readAll = (ids: readonly string[]): Promise<readonly (readonly string[])[]> =>
    Promise.all(ids.map(async (id) => (await store.readStream(id)).map(({ data }) => (data as { text: string }).text)));

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
    for (let stream = 1; stream <= 250; stream += 1) await write(`case-${stream}`, 0, stream % 7 === 0 ? 12 : 2);
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  test('share statements, and each gets its own stream whole and in order', async () => {
    const asked = jest.spyOn(pool, 'query');
    const ids = Array.from({ length: 250 }, (_, index) => `case-${index + 1}`);
    const found = await readAll(ids);
    expect(found).toEqual(
      ids.map((id, index) => Array.from({ length: (index + 1) % 7 === 0 ? 12 : 2 }, (_, version) => `${id} ${version + 1}`)),
    );
    expect(asked.mock.calls.length).toBeLessThanOrEqual(5);
    asked.mockRestore();
  });

  test('the same stream twice, from different versions, and one that is not there', async () => {
    const [whole, rest, nothing, none] = await Promise.all([
      store.readStream('case-7'),
      store.readStream('case-7', { after: 10 }),
      store.readStream('case-7', { after: 12 }),
      store.readStream('case-none'),
      ...Array.from({ length: 20 }, (_, index) => store.readStream(`case-${index + 1}`)),
    ]);
    expect(whole.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(rest.map(({ version }) => version)).toEqual([11, 12]);
    expect([nothing, none]).toEqual([[], []]);
  });

  test('a read sees what was answered before it was asked for, however many go on beside it', async () => {
    let beside = true;
    const others = Array.from({ length: 8 }, async (_, reader) => {
      while (beside) await store.readStream(`case-${reader + 1}`);
    });
    const seen = await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const versions: number[] = [];
        for (let turn = 0; turn < 25; turn += 1) {
          await write(`turns-${writer}`, turn, 1);
          versions.push((await store.readStream(`turns-${writer}`)).length);
        }
        return versions;
      }),
    );
    beside = false;
    await Promise.all(others);
    expect(seen).toEqual(seen.map(() => Array.from({ length: 25 }, (_, turn) => turn + 1)));
  });

  test('a hole in one stream is told to its reader alone', async () => {
    await database.pool.query(`alter table es.events disable trigger user`);
    await database.pool.query(`delete from es.events where stream_id = 'case-14' and version = 5`);
    await database.pool.query(`alter table es.events enable trigger user`);
    const results = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => store.readStream(`case-${index + 1}`)));
    expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index + 1] : []))).toEqual([14]);
    await expect(store.readStream('case-14')).rejects.toThrow(StreamHole);
    await expect(store.readType('case', 0)).rejects.toThrow(StreamHole);
  });

  test('a connection that breaks fails those whose statement it was, and nobody after them', async () => {
    const first = Promise.allSettled(Array.from({ length: 40 }, (_, index) => store.readStream(`case-${(index % 10) + 1}`)));
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dondoc event store' and datname = current_database()`,
    );
    for (const result of await first) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(EventStoreBusy);
    expect((await store.readStream('case-7')).length).toBe(12);
    expect((await readAll(['case-1', 'case-2', 'case-3'])).map(({ length }) => length)).toEqual([2, 2, 2]);
  });
});
