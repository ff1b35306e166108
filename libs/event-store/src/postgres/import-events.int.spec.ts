import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from './event-store.pool.js';
import { importEvents, type ImportedEvent } from './import-events.js';
import { PostgresEventStore } from './postgres-event-store.js';

describe('An import of histories', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const event = (streamId: string, version: number, more: Partial<ImportedEvent> = {}): ImportedEvent => ({
    streamId,
    version,
    type: 'Written',
    data: { text: 'tab\t, dòng\n, \\ và "nháy"', version },
    actor: 'lan',
    occurredAt: '2023-05-31T01:00:00.000Z',
    ...more,
  });
  const histories = (prefix: string, streams: number, versions: number): ImportedEvent[] =>
    Array.from({ length: streams * versions }, (_, index) => event(`${prefix}-${index % streams}`, Math.floor(index / streams) + 1));

  const circle: { self?: object } = {};
  circle.self = circle;

  /** Leaves and chain as es.leaf makes them, from the beginning to the end of the log. */
  const isWhole = async (): Promise<boolean> => {
    const { rows } = await database.pool.query<{ hash: Buffer; leaf: Buffer; chain_hash: Buffer | null; link: Buffer | null }>(`
      select hash, es.leaf(shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                           correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events) as leaf,
             chain_hash,
             (select sha256(coalesce((select chain_hash from es.events where chain_hash is not null and position < last.position order by position desc limit 1), '')
                || sha256((select string_agg(hash, ''::bytea order by position) from es.events
                     where position <= last.position and position > coalesce((select max(position) from es.events where chain_hash is not null and position < last.position), 0)))
                || int8send(last.position)) where chain_hash is not null) as link
        from es.events as last order by position`);
    return rows.every(
      ({ hash, leaf, chain_hash, link }) => hash.equals(leaf) && (chain_hash === null || (link?.equals(chain_hash) ?? false)),
    );
  };

  test('is written in order, hashed and chained like any append, and appends go on after it', async () => {
    await store.append({ streamId: 'case-1', expected: 0, actor: 'lan', events: [{ type: 'Written', data: {} }] });
    const events = histories('old', 7, 60);
    expect(await importEvents(database.pool, events)).toEqual({ events: 420, position: 421 });
    const read = await store.readAll(1);
    expect(read.map(({ streamId, version, data, occurredAt }) => ({ streamId, version, data: data as object, occurredAt }))).toEqual(
      events.map(({ streamId, version, data, occurredAt }) => ({ streamId, version, data, occurredAt })),
    );
    const more = { streamId: 'old-3', expected: 60, actor: 'lan', events: [{ type: 'Written', data: {} }] };
    expect(await store.append(more)).toMatchObject({ position: 422, version: 61 });
    expect(await importEvents(database.pool, [event('old-3', 62)])).toEqual({ events: 1, position: 423 });
    expect(await importEvents(database.pool, [])).toEqual({ events: 0, position: 0 });
    expect(await isWhole()).toBe(true);
  });

  test.each([
    ['versions with a gap', [event('gap', 1), event('gap', 3)], 'Version 3 of gap does not follow 1'],
    ['a stream that does not begin where the log ends', [event('case-1', 5)], 'does not follow version 1 of case-1'],
    [
      'text the database cannot hold',
      [event('text', 1), event('text', 2, { data: { text: '\u0000' } })],
      /^event 2 of the import: data: .*Unicode/u,
    ],
    ['half of a surrogate pair', [event('text', 1, { meta: { '\ud800': 1 } })], /^event 1 of the import: meta: .*surrogate/u],
    [
      'an object that holds itself',
      [event('text', 1), event('text', 2, { data: circle })],
      /^event 2 of the import: data is not JSON: .*circular/u,
    ],
    ['a version of 0', [event('text', 0)], 'event 1 of the import: version is 0'],
    ['an empty stream id', [event('', 1)], 'event 1 of the import: streamId is empty'],
    [
      'a control character in a type',
      [event('text', 1), event('text', 2, { type: 'Written\u001f' })],
      'event 2 of the import: type holds U+001F',
    ],
    [
      'half of a surrogate pair in an actor',
      [event('text', 1, { actor: '\udc00' })],
      'event 1 of the import: actor holds half of a surrogate pair',
    ],
    [
      'a time that is none',
      [event('text', 1, { occurredAt: '2023-02-01T00:00:00Z\tx' })],
      'event 1 of the import: occurredAt is no ISO 8601 instant',
    ],
  ])('with %s is refused, and nothing of it is written', async (_name, events, told) => {
    const head = await store.head();
    const refused = importEvents(database.pool, events);
    await expect(refused).rejects.toMatchObject({ code: 'EVENT_STORE.APPEND_REFUSED' });
    await expect(refused).rejects.toThrow(told);
    expect(await store.head()).toBe(head);
    expect(await store.readStream('case-1')).toHaveLength(1);
    expect(await store.readStream('text')).toEqual([]);
  });

  test('keeps times as an append does, and JSON of any kind', async () => {
    const data = { '': [], ['__proto__']: 1, text: '\\ \t \u0001 \u2028 𠀀 \\u0000', big: 123456789012345680000 };
    await importEvents(database.pool, [event('times', 1, { occurredAt: '1802-06-01T00:00:00.0009+07:00', data })]);
    expect(await store.readStream('times')).toMatchObject([{ occurredAt: '1802-05-31T17:00:00.000Z', data }]);
  });

  test('of many portions is one import: each a batch of the chain, and what the last one refuses takes all back', async () => {
    const head = await store.head();
    const events = histories('many', 5, 5_001);
    expect(await importEvents(database.pool, events)).toEqual({ events: 25_005, position: head + 25_005 });
    expect(await isWhole()).toBe(true);
    const { rows } = await database.pool.query('select 1 from es.events where position > $1 and chain_hash is not null', [head]);
    expect(rows).toHaveLength(3);
    const broken = [...histories('more', 5, 5_000), event('more-0', 5_001, { data: { text: '\u0000' } })];
    await expect(importEvents(database.pool, broken)).rejects.toThrow(/^event 25001 of the import: data: /u);
    await expect(importEvents(database.pool, [...histories('more', 5, 5_000), event('case-1', 7)])).rejects.toThrow('of case-1');
    expect(await store.head()).toBe(head + 25_005);
  });

  test('waits for another; what one that was killed has left is gone, and so are its own tables', async () => {
    await database.pool.query('create schema es_import; create unlogged table es_import.incoming_1 (entry bigint)');
    const head = await store.head();
    await Promise.all(['one', 'other'].map((name) => importEvents(database.pool, histories(name, 3, 40))));
    expect(await store.head()).toBe(head + 240);
    expect(await isWhole()).toBe(true);
    const { rows } = await database.pool.query(`select to_regnamespace('es_import') as left`);
    expect(rows).toEqual([{ left: null }]);
  });

  test('from a source that breaks off leaves nothing behind', async () => {
    const head = await store.head();
    const broken = function* (): Generator<ImportedEvent> {
      yield event('broken', 1);
      throw new Error('The source is gone');
    };
    await expect(importEvents(database.pool, broken())).rejects.toThrow('The source is gone');
    expect(await store.head()).toBe(head);
  });
});
