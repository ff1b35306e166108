import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from './event-store.pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** A log that waited for the oldest transaction of the cluster would stand still here, or hide what is new. */
describe('While others leave their transactions open', () => {
  let database: TestDatabase;
  let other: TestDatabase;
  const pools: pg.Pool[] = [];
  const stores: PostgresEventStore[] = [];
  const open: pg.PoolClient[] = [];

  const begin = async (pool: pg.Pool, statements: string): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    open.push(client);
    await client.query(statements);
    return client;
  };
  const newStore = (): PostgresEventStore => {
    const pool = openEventStorePool({ connectionString: database.url, lockTimeoutMs: 2_000, statementTimeoutMs: 4_000 });
    const store = new PostgresEventStore({ pool, known: 'any' });
    pools.push(pool);
    stores.push(store);
    return store;
  };

  beforeAll(async () => {
    [database, other] = await Promise.all([createTestDatabase({ migrations: eventStoreMigrations }), createTestDatabase()]);
  });
  afterAll(async () => {
    for (const client of open) {
      await client.query('rollback');
      client.release();
    }
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([database.drop(), other.drop()]);
  });

  test('appends go on, and every one is seen at once by others; an old snapshot sees the log as it was, whole', async () => {
    const [one, two, reader] = [newStore(), newStore(), newStore()];
    const append = (store: PostgresEventStore, nth: number) =>
      store.append({ streamId: `case-${nth % 7}`, expected: 'any', actor: 'lan', events: [{ type: 'Written', data: { nth } }] });
    for (let nth = 0; nth < 10; nth += 1) await append(one, nth);

    // In another database of the cluster, with a transaction id; older than everything that follows.
    await begin(other.pool, 'begin; create table mine (id int); insert into mine values (1); select pg_current_xact_id()');
    const snapshot = await begin(database.pool, 'begin isolation level repeatable read; select count(*) from es.events');
    // In this one, with a transaction id and a row of its own.
    await begin(
      database.pool,
      `begin; insert into es.requests values ('main', 'lan', 'open', 'h', '{}', now()); select pg_current_xact_id()`,
    );
    await begin(database.pool, 'begin isolation level serializable; select count(*) from es.events; select pg_current_xact_id()');

    for (let nth = 0; nth < 100; nth += 1) {
      const appended = await append(nth % 2 === 0 ? one : two, nth);
      expect(appended).toMatchObject({ outcome: 'appended', position: 11 + nth });
      expect((await reader.readAll(10 + nth)).map(({ position }) => position)).toEqual([11 + nth]);
      expect(await reader.head()).toBe(11 + nth);
    }
    await Promise.all(Array.from({ length: 200 }, (_, nth) => append(nth % 2 === 0 ? one : two, nth)));
    expect(await reader.readAll(0)).toHaveLength(310);

    const { rows } = await snapshot.query<{ count: number; last: number; head: number }>(
      `select count(*)::integer, max(position)::integer as last, (select position::integer from es.log_head) as head from es.events`,
    );
    expect(rows).toEqual([{ count: 10, last: 10, head: 10 }]);
  });

  test('an append whose transaction stays open holds up others, hides nothing, and leaves no hole when it is given up', async () => {
    const [one, two] = [newStore(), newStore()];
    const head = await one.head();
    const claim = await begin(database.pool, 'begin');
    const events = [{ type: 'Written', data: {} }];
    expect(await one.appendWithin(claim, { streamId: 'claim', expected: 'no-stream', actor: 'lan', events })).toMatchObject({
      position: head + 1,
    });
    const waiting = two.append({ streamId: 'after', expected: 'no-stream', actor: 'lan', events });
    expect(await two.readAll(head)).toEqual([]);
    await claim.query('rollback');
    expect(await waiting).toMatchObject({ outcome: 'appended', position: head + 1 });
    expect((await two.readAll(head)).map(({ streamId }) => streamId)).toEqual(['after']);
  });
});
