import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { EventStoreBusy } from '../event-store.errors.js';
import { translated } from './database-error.js';

/** In the driver's own words, which may change with its version. */
describe('A connection that is gone makes the store busy', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const connected = async (): Promise<void> => {
    client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
  };
  const cut = async (): Promise<void> => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;
  };
  const asked = (): Promise<unknown> =>
    client.query('select 1').then(
      () => 'answered',
      (error: unknown) => translated(error),
    );

  test('when it was cut before', async () => {
    await connected();
    await cut();
    expect(await asked()).toBeInstanceOf(EventStoreBusy);
  });

  test('when it was closed before', async () => {
    await connected();
    await client.end();
    expect(await asked()).toBeInstanceOf(EventStoreBusy);
  });

  test('when it is cut under a statement', async () => {
    await connected();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asking = client.query('select pg_sleep(60)').catch((error: unknown) => translated(error));
    while (
      (await database.pool.query(`select 1 from pg_stat_activity where pid = $1 and state = 'active'`, [rows[0]!.pid])).rowCount === 0
    );
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    expect(await asking).toBeInstanceOf(EventStoreBusy);
  });
});
