import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { describeEventStore } from '../conformance/event-store.conformance.js';
import { LogHole } from '../event-store.errors.js';
import type { Append } from '../event-store.port.js';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from './event-store.pool.js';
import { HeadListener } from './head-listener.js';
import { importEvents } from './import-events.js';
import { PostgresEventStore } from './postgres-event-store.js';

const migrations = eventStoreMigrations;

describeEventStore('PostgresEventStore', async () => {
  const database = await createTestDatabase({ migrations });
  const pool = openEventStorePool({ connectionString: database.url });
  const within = new PostgresEventStore({ pool, known: 'any' });
  return {
    store: (known) => new PostgresEventStore({ pool, known }),
    appendWithin: async (append, end) => {
      const client = await database.pool.connect();
      try {
        await client.query('begin');
        return await within.appendWithin(client, append);
      } finally {
        await client.query(end);
        client.release();
      }
    },
    import: (events) => importEvents(database.pool, events),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});

describe('The log on PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  const append = (streamId: string, more: Partial<Append> = {}): Append => ({
    streamId,
    expected: 'any',
    actor: 'lan',
    events: [{ type: 'Written', data: { text: streamId } }],
    ...more,
  });

  beforeAll(async () => {
    database = await createTestDatabase({ migrations });
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
    for (let nth = 1; nth <= 30; nth += 1) await store.append(append(`case-${nth % 7}`));
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  test.each(['update es.events set actor = $$x$$', 'delete from es.events', 'truncate es.events'])('refuses to %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toThrow(/append-only|permission denied/u);
    expect(await store.readAll(0)).toHaveLength(30);
  });

  test('times read the same whatever the time zone and however few digits a connection tells', async () => {
    const given = ['2026-11-02T02:00:00.000Z', '2026-11-02T02:00:00.120Z', '2026-11-02T02:00:00.005Z', '0099-12-31T23:59:59.999Z'];
    for (const [nth, occurredAt] of given.entries()) await store.append(append(`timed-${String(nth)}`, { occurredAt }));
    for (const zone of ['UTC', 'Asia/Ho_Chi_Minh', 'America/St_Johns']) {
      const other = new pg.Pool({ connectionString: database.url, options: `-c timezone=${zone}` });
      const reader = new PostgresEventStore({ pool: other, known: 'any' });
      const told = await Promise.all(given.map((_, nth) => reader.readStream(`timed-${String(nth)}`)));
      expect([zone, told.map(([event]) => event!.occurredAt)]).toEqual([zone, given]);
      await reader.close();
      await other.end();
    }
  });

  test('a hole is raised, not skipped', async () => {
    const holed = await createTestDatabase({ migrations });
    try {
      const other = new PostgresEventStore({ pool: holed.pool, known: 'any' });
      for (const name of ['a', 'b', 'c']) await other.append(append(`case-${name}`));
      await holed.pool.query(`set session_replication_role = replica; grant delete on es.events to current_user;
        delete from es.events where position = 2; set session_replication_role = origin`);
      await expect(other.readAll(0)).rejects.toThrow(LogHole);
      await expect(other.readOf(['case'], 0, 3, 10)).rejects.toThrow(LogHole);
      await expect(other.readOf(['none'], 0, 3, 10)).rejects.toThrow(LogHole);
      expect(await other.readOf(['case'], 2, 3, 10)).toHaveLength(1);
      await expect(other.readAll(1)).rejects.toMatchObject({ expected: 2, found: 3 });
      expect(await other.readAll(2)).toHaveLength(1);
      await other.close();
    } finally {
      await holed.drop();
    }
  });

  test('times of recording never go back, even when the clock does', async () => {
    const { rows } = await pool.query<{ before: Date }>(
      `update es.log_head set recorded_at = '2100-01-01' returning recorded_at as before`,
    );
    const result = await store.append(append('case-clock'));
    expect(result.outcome).toBe('appended');
    const [event] = await store.readStream('case-clock');
    expect(event!.recordedAt).toBe(rows[0]!.before.toISOString());
  });

  test('an append within a transaction commits or vanishes with it, and leaves no hole', async () => {
    const client = await database.pool.connect();
    try {
      const head = await store.head();
      await client.query('begin');
      expect(await store.appendWithin(client, append('case-claim', { expected: 'no-stream' }))).toMatchObject({ position: head + 1 });
      await client.query('rollback');
      expect(await store.readStream('case-claim')).toEqual([]);
      await client.query('begin');
      expect(await store.appendWithin(client, append('case-claim', { expected: 'no-stream' }))).toMatchObject({ position: head + 1 });
      expect(await store.appendWithin(client, append('case-claim', { expected: 'no-stream' }))).toEqual({ outcome: 'conflict', actual: 1 });
      await client.query('commit');
      expect(await store.readAll(head)).toHaveLength(1);
    } finally {
      client.release();
    }
  });

  test('another process hears of appends by notification', async () => {
    const head = await store.head();
    let told: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => (told = resolve));
    const listener = new HeadListener(database.url, (position) => position === head + 3 && told());
    await listener.start();
    try {
      await Promise.all([1, 2, 3].map((nth) => store.append(append(`case-heard-${nth}`))));
      await heard;
    } finally {
      await listener.stop();
    }
  });

  test('old answers that appended nothing are forgotten; keys of appends stay with the log', async () => {
    const key = (name: string): { key: string; hash: string } => ({ key: name, hash: 'h' });
    await store.rememberRequest('lan', key('nothing'), { streamId: 'case-1', version: 1, position: 1 });
    await store.append(append('case-1', { request: key('written') }));
    await store.forgetOldRequests(30);
    expect(await store.findRequest('lan', key('nothing'))).not.toBeNull();
    await pool.query(`update es.requests set at = at - interval '31 days'`);
    await store.forgetOldRequests(30);
    expect(await store.findRequest('lan', key('nothing'))).toBeNull();
    expect(await store.findRequest('lan', key('written'))).toMatchObject({ outcome: 'repeated', types: ['Written'] });
  });

  test('an append that waits too long for a lock says that the store is busy, and writes nothing', async () => {
    const impatient = openEventStorePool({ connectionString: database.url, lockTimeoutMs: 50, max: 1 });
    const client = await database.pool.connect();
    try {
      await client.query('begin; select position from es.log_head for update');
      await expect(new PostgresEventStore({ pool: impatient, known: 'any' }).append(append('case-busy'))).rejects.toMatchObject({
        code: 'EVENT_STORE.BUSY',
      });
      await client.query('rollback');
      expect(await store.readStream('case-busy')).toEqual([]);
    } finally {
      client.release();
      await impatient.end();
    }
  });

  test('a server that is gone or has no connection free makes the store busy', async () => {
    const one = openEventStorePool({ connectionString: database.url, max: 1, statementTimeoutMs: 1_500 });
    const held = await one.connect();
    const waiting = new PostgresEventStore({ pool: one, known: 'any' });
    await expect(waiting.head()).rejects.toMatchObject({ code: 'EVENT_STORE.BUSY' });
    held.release();
    await one.end();
    const gone = openEventStorePool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
    await expect(new PostgresEventStore({ pool: gone, known: 'any' }).head()).rejects.toMatchObject({ code: 'EVENT_STORE.BUSY' });
    await gone.end();
  });

  test('a lone surrogate is refused with the reason', async () => {
    const text = 'a\ud800b';
    await expect(store.append(append('case-text', { events: [{ type: 'Written', data: { text } }] }))).rejects.toMatchObject({
      code: 'EVENT_STORE.APPEND_REFUSED',
    });
    expect(await store.readStream('case-text')).toEqual([]);
  });
});
