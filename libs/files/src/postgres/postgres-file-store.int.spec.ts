import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { describeFileStore } from '../file-store.conformance.js';
import { FileDamaged } from '../file-errors.js';
import { filesMigrations } from '../migrations.js';
import { PostgresFileStore } from './postgres-file-store.js';

describeFileStore('PostgreSQL', async () => {
  const database = await createTestDatabase({ migrations: filesMigrations });
  return { store: (limits) => new PostgresFileStore(database.pool, limits), close: async () => database.drop() };
});

describe('files in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: filesMigrations });
  });
  afterAll(async () => database.drop());

  test('that were tampered with are told at the end of reading', async () => {
    const store = new PostgresFileStore(database.pool);
    const { sha256 } = await store.put(Readable.from([Buffer.from('Sở Nội vụ')]), { name: 'a.txt', mediaType: 'text/plain' });
    await database.pool.query(`update files.chunks set data = 'Other bytes'`);
    const read = async (): Promise<void> => {
      for await (const _ of await store.open(sha256));
    };
    await expect(read()).rejects.toBeInstanceOf(FileDamaged);
  });

  test('that twenty people put at once are kept once', async () => {
    const store = new PostgresFileStore(database.pool);
    const bytes = Buffer.from('x'.repeat(700_000));
    const refs = await Promise.all(
      Array.from({ length: 20 }, async () => store.put(Readable.from([bytes]), { name: 'a.txt', mediaType: 'text/plain' })),
    );
    expect(new Set(refs.map(({ sha256 }) => sha256)).size).toBe(1);
    const { rows } = await database.pool.query<{ chunks: string }>('select count(*) as chunks from files.chunks where sha256 = $1', [
      Buffer.from(refs[0]!.sha256, 'hex'),
    ]);
    expect(rows).toEqual([{ chunks: '3' }]);
  });
});
