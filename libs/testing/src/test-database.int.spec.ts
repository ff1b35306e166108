import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  test('is a real PostgreSQL 18 with the clock of the system', async () => {
    const { rows } = await first.pool.query(
      "select current_setting('server_version_num')::int / 10000 as major, app_now() - now() as ahead",
    );
    expect(rows[0].major).toBe(18);
  });

  test('is its own: what one writes the other does not see', async () => {
    await first.pool.query('create table only_here (id int)');
    await expect(second.pool.query('select * from only_here')).rejects.toThrow('only_here');
  });
});
