import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import pg from 'pg';
import { restoreBackup, takeBackup } from '#backup';
import { openEventStorePool, PostgresEventStore, type StoredEvent } from '#event-store';
import { verifyLog } from '#evidence';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { queryUrl } from '../support/log.js';
import { removeFolder, temporaryFolder } from '../support/start-product.js';

/** Of transactions that a cluster has seen. A log ordered by them would be unreadable, or hide events, in a cluster that has seen fewer. */
const transactionsOf = async (url: string): Promise<number> =>
  Number((await queryUrl<{ id: string }>(url, 'select pg_current_xact_id()::text as id'))[0]?.id);

describe('A log restored into a cluster that is younger than its events', () => {
  let folder: string;
  let source: TestDatabase;
  let target: EmbeddedDatabase;
  const keyMark = 'aaaa-bbbb';

  beforeAll(async () => {
    folder = await temporaryFolder();
    source = await createTestDatabase({ migrations: allMigrations });
    target = await startEmbeddedDatabase({ dataDir: path.join(folder, 'younger') });
  });
  afterAll(async () => {
    await Promise.all([source.drop(), target.close()]);
    await removeFolder(folder);
  });

  const withStore = async <Result>(url: string, work: (store: PostgresEventStore) => Promise<Result>): Promise<Result> => {
    const pool = openEventStorePool({ connectionString: url });
    const store = new PostgresEventStore({ pool, known: 'any' });
    try {
      return await work(store);
    } finally {
      await store.close();
      await pool.end();
    }
  };
  const appendSome = (url: string): Promise<unknown> =>
    withStore(url, (store) =>
      Promise.all(
        Array.from({ length: 300 }, (_, nth) =>
          store.append({ streamId: `case-${nth % 20}`, expected: 'any', actor: 'lan', events: [{ type: 'Written', data: { nth } }] }),
        ),
      ),
    );
  const wholeLog = (url: string): Promise<readonly StoredEvent[]> => withStore(url, (store) => store.readAll(0, 10_000));

  test('is read as it was, at the same positions, and goes on', async () => {
    await queryUrl(source.url, 'do $$ begin for nth in 1..30000 loop perform pg_current_xact_id(); commit; end loop; end $$');
    await appendSome(source.url);
    const file = path.join(folder, 'moved.backup');
    await takeBackup({ databaseUrl: source.url, file, tables: allTables, keyMark });
    await restoreBackup({ databaseUrl: target.url, file, migrations: allMigrations, tables: allTables, keyMark });
    expect(await transactionsOf(source.url)).toBeGreaterThan((await transactionsOf(target.url)) + 10_000);

    const before = await wholeLog(source.url);
    expect(before).toHaveLength(300);
    expect(await wholeLog(target.url)).toEqual(before);

    const held = new pg.Client({ connectionString: target.url });
    await held.connect();
    await held.query('begin; select pg_current_xact_id()');
    await appendSome(target.url);
    const after = await wholeLog(target.url);
    expect(after.map(({ position }) => position)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(after.slice(0, 300)).toEqual(before);
    await held.end();

    const pool = new pg.Pool({ connectionString: target.url });
    expect(await verifyLog({ pool })).toMatchObject({ fault: null, events: 600 });
    await pool.end();
  });
});
