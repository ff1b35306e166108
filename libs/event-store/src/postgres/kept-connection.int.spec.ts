import { expect, test } from '@jest/globals';
import { createTestDatabase } from '#testing';
import { openEventStorePool } from './event-store.pool.js';
import { KeptConnection } from './kept-connection.js';

test('closed while a statement is on its way, it is given back when that has ended', async () => {
  const database = await createTestDatabase();
  const pool = openEventStorePool({ connectionString: database.url, max: 1 });
  const connection = new KeptConnection(pool);
  await connection.query({ text: 'select 1' });
  const underWay = connection.query({ text: 'select pg_sleep(0.2)' });
  await connection.close();
  await underWay;
  await pool.end();
  expect(pool.totalCount).toBe(0);
  await database.drop();
});
