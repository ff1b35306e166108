import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { restoreBackup, takeBackup } from '#backup';
import { migrate } from '#platform';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { contents, filledSystem } from '../../libs/backup/src/testing/filled-system.js';
import { runUntilKilled } from '../support/killed-child.js';

const runner = new URL('./backup-runner.mjs', import.meta.url);
const keyMark = 'aaaa-bbbb';
const tables = allTables;

describe('killed in the middle', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-backup-kill-'));
    source = await filledSystem();
    target = await createTestDatabase({ empty: true });
  });
  afterAll(async () => {
    await Promise.all([source.drop(), target.drop()]);
    await rm(folder, { recursive: true, force: true });
  });

  test('a backup leaves no file under its name, and what it leaves is refused', async () => {
    for (const lines of [1, 5, 12]) {
      const file = path.join(folder, 'killed');
      const { signal } = await runUntilKilled(runner, { VERB: 'backup', DATABASE_URL: source.url, FILE: file }, lines);
      expect(signal).toBe('SIGKILL');
      const left = await readdir(folder);
      expect(left).not.toContain('killed');
      for (const name of left) {
        const restored = restoreBackup({
          databaseUrl: target.url,
          file: path.join(folder, name),
          migrations: allMigrations,
          tables,
          keyMark,
        });
        await expect(restored).rejects.toThrow(/không phải tệp sao lưu|cắt cụt/u);
        await rm(path.join(folder, name));
      }
    }
  });

  test('a restore leaves a database in which nothing starts, until it is restored again', async () => {
    const file = path.join(folder, 'whole');
    await takeBackup({ databaseUrl: source.url, file, tables, keyMark });
    for (const lines of [1, 5, 12]) {
      const { signal, errors } = await runUntilKilled(runner, { VERB: 'restore', DATABASE_URL: target.url, FILE: file }, lines);
      expect({ signal, errors }).toEqual({ signal: 'SIGKILL', errors: '' });
      await expect(migrate(target.url, allMigrations)).rejects.toThrow('đang phục hồi dở');
    }
    await restoreBackup({ databaseUrl: target.url, file, migrations: allMigrations, tables, keyMark });
    expect(await contents(target.pool)).toEqual(await contents(source.pool));
    expect(await migrate(target.url, allMigrations)).toEqual([]);
  });
});
