import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platformMigrations } from './index.js';
import { migrate } from './migrate.js';

class Slow1790000000901 implements MigrationInterface {
  readonly name = 'Slow1790000000901';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('select pg_sleep(0.3)');
    await runner.query('create table made_once (id int)');
  }
  async down(): Promise<void> {
    // Never taken back in this test.
  }
}

class Broken1790000000902 implements MigrationInterface {
  readonly name = 'Broken1790000000902';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table half (id int)');
    await runner.query('select no_such_function()');
  }
  async down(): Promise<void> {
    // Never taken back in this test.
  }
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

describe('migrations', () => {
  test('run once when two processes start at the same time', async () => {
    const ran = await Promise.all([1, 2, 3].map(async () => migrate(database.url, [...platformMigrations, Slow1790000000901])));
    expect(ran.flat()).toEqual(['Slow1790000000901']);
  });

  test('leave nothing of one that fails', async () => {
    await expect(migrate(database.url, [...platformMigrations, Slow1790000000901, Broken1790000000902])).rejects.toThrow(
      'no_such_function',
    );
    const { rows } = await database.pool.query("select to_regclass('half') as half");
    expect(rows).toEqual([{ half: null }]);
    expect(await migrate(database.url, [...platformMigrations, Slow1790000000901])).toEqual([]);
  });
});
