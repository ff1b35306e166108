import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { openPool } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Append } from '../event-store.port.js';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from './event-store.pool.js';
import { importEvents } from './import-events.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** As somebody may have set them for a server of one's own (`DATABASE_URL`). */
const settings = [
  `datestyle = 'SQL, DMY'`,
  `timezone = 'Asia/Ho_Chi_Minh'`,
  `intervalstyle = 'sql_standard'`,
  `bytea_output = 'escape'`,
  `default_transaction_isolation = 'repeatable read'`,
  `default_transaction_deferrable = on`,
  'extra_float_digits = -5',
  'enable_indexscan = off',
  'row_security = off',
];

describe(`On a server with settings of its own`, () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let own: pg.Pool;
  const stores: PostgresEventStore[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
    for (const setting of settings) await database.pool.query(`alter database ${rows[0]!.name} set ${setting}`);
    pool = openEventStorePool({ connectionString: database.url });
    own = openPool(database.url, () => undefined);
    for (let nth = 0; nth < 2; nth += 1) stores.push(new PostgresEventStore({ pool, known: 'any' }));
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all([pool.end(), own.end()]);
    await database.drop();
  });

  const append = (streamId: string, more: Partial<Append> = {}): Append => ({
    streamId,
    expected: 'any',
    actor: 'lan',
    events: [{ type: 'Written', data: { share: 0.1234567890123456 } }],
    ...more,
  });

  test.each(['2023-02-01T17:30:00.004Z', '1802-05-31T17:00:00.000Z', '0001-01-02T00:00:00.000Z', '9999-12-30T23:59:59.999Z'])(
    'what held at %s is read as of then',
    async (occurredAt) => {
      await stores[0]!.append(append(`at-${occurredAt}`, { occurredAt }));
      const [event] = await stores[1]!.readStream(`at-${occurredAt}`);
      expect(event).toMatchObject({ occurredAt, data: { share: 0.1234567890123456 } });
      expect(Math.abs(Date.parse(event!.recordedAt) - Date.now())).toBeLessThan(60_000);
      expect(await stores[0]!.readStream(`at-${occurredAt}`, { upTo: event!.recordedAt })).toEqual([event]);
    },
  );

  test('appends of several connections that meet each stand or fall by their version', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, nth) =>
        stores[nth % 2]!.append(append(`case-${nth % 5}`, { expected: nth % 3 === 0 ? 'no-stream' : 'any' })),
      ),
    );
    const accepted = outcomes.filter(({ outcome }) => outcome === 'appended');
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(200 - accepted.length);
    const log = await stores[0]!.readAll(4);
    expect(log).toHaveLength(accepted.length);
    for (let nth = 0; nth < 5; nth += 1) expect((await stores[0]!.readStream(`case-${nth}`)).length).toBeGreaterThan(20);
  });

  test('a transaction of the system, a claim with its event for one, sees what is committed before each of its statements', async () => {
    const client = await own.connect();
    try {
      await client.query('begin');
      await client.query('select 1');
      const before = await stores[1]!.append(append('claimed'));
      expect(before).toMatchObject({ outcome: 'appended', version: 1 });
      expect(await stores[0]!.appendWithin(client, append('claimed', { expected: 1 }))).toMatchObject({ outcome: 'appended', version: 2 });
      await client.query('commit');
    } finally {
      client.release();
    }
    expect(await stores[1]!.readStream('claimed')).toHaveLength(2);
  });

  test('an import goes on beside appends', async () => {
    const events = [1, 2, 3].map((version) => ({
      streamId: 'old',
      version,
      type: 'Written',
      data: {},
      actor: 'lan',
      occurredAt: '2020-01-31T00:00:00Z',
    }));
    const [imported] = await Promise.all([
      importEvents(own, events),
      ...Array.from({ length: 40 }, (_, nth) => stores[nth % 2]!.append(append('beside'))),
    ]);
    expect(imported.events).toBe(3);
    expect(await stores[0]!.readStream('old')).toMatchObject(
      [1, 2, 3].map((version) => ({ version, occurredAt: '2020-01-31T00:00:00.000Z' })),
    );
    expect(await stores[0]!.readAll(0)).toHaveLength(await stores[0]!.head());
  });
});
