import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { describeFileStore } from '../file-store.conformance.js';
import { FileDamaged } from '../file-errors.js';
import { filesMigrations } from '../migrations.js';
import { checkFiles } from '../check-files.js';
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

  test('are all hashed again when somebody asks: which are damaged or lack bytes is told', async () => {
    const store = new PostgresFileStore(database.pool);
    const put = async (text: string): Promise<string> =>
      (await store.put(Readable.from([Buffer.from(text)]), { name: 'a.txt', mediaType: 'text/plain' })).sha256;
    await database.pool.query('truncate files.blobs cascade');
    const [whole, changed, lacking] = [await put('whole'.repeat(100_000)), await put('changed'), await put('lacking')];
    expect(await checkFiles(database.pool)).toEqual({ files: 3, damaged: [] });
    await database.pool.query(`update files.chunks set data = 'x' where sha256 = decode($1, 'hex')`, [changed]);
    await database.pool.query(`delete from files.chunks where sha256 = decode($1, 'hex')`, [lacking]);
    const told: number[] = [];
    expect(await checkFiles(database.pool, null, (done) => told.push(done))).toEqual({ files: 3, damaged: [changed, lacking].sort() });
    expect(told).toEqual([1, 2, 3]);
    expect(whole).toHaveLength(64);
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
