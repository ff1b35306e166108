import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { eventStoreMigrations } from '../migrations.js';
import { InMemorySnapshots } from './in-memory-snapshots.js';
import { PostgresSnapshots } from './postgres-snapshots.js';
import type { Snapshot, Snapshots } from './snapshot.port.js';

describe.each(['in memory', 'on PostgreSQL'])('snapshots %s', (where) => {
  let database: TestDatabase;
  let snapshots: Snapshots;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    snapshots = where === 'in memory' ? new InMemorySnapshots() : new PostgresSnapshots(database.pool);
  });
  afterAll(() => database.drop());

  const at = (version: number): Snapshot => ({
    version,
    position: version * 10,
    recordedAt: '2026-11-02T02:00:00.120Z',
    state: { version, text: 'Ủy ban "nhân dân"', list: [1, null] },
  });

  test('one is kept for each stream and fold: the newest', async () => {
    expect(await snapshots.find('task-1', 'a')).toBeNull();
    await snapshots.keep('task-1', 'a', at(5));
    expect(await snapshots.find('task-1', 'a')).toEqual(at(5));
    await snapshots.keep('task-1', 'a', at(9));
    await snapshots.keep('task-1', 'a', at(7));
    expect(await snapshots.find('task-1', 'a')).toEqual(at(9));
  });

  test('other code finds none', async () => {
    await snapshots.keep('task-2', 'a', at(5));
    expect(await snapshots.find('task-2', 'b')).toBeNull();
    expect(await snapshots.find('task-3', 'a')).toBeNull();
  });
});

test('snapshots of code that is gone are forgotten', async () => {
  const database = await createTestDatabase({ migrations: eventStoreMigrations });
  const snapshots = new PostgresSnapshots(database.pool);
  const snapshot = { version: 1, position: 1, recordedAt: '2026-11-02T02:00:00.120Z', state: {} };
  await snapshots.keep('task-1', 'old', snapshot);
  await snapshots.keep('task-1', 'new', snapshot);
  await snapshots.forgetOtherThan(['new']);
  expect([await snapshots.find('task-1', 'old'), await snapshots.find('task-1', 'new')]).toEqual([null, snapshot]);
  await database.drop();
});
