import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, startClamd, type TestClamd, type TestDatabase } from '#testing';
import { filesMigrations } from '../migrations.js';
import { PostgresFileStore } from '../postgres/postgres-file-store.js';
import { ClamdScanner } from './clamd-scanner.js';
import { ScanRound, ScanStates } from './file-scans.js';
import { ScannerUnavailable } from './virus-scanner.port.js';

describe('files and the virus scanner', () => {
  let database: TestDatabase;
  let clamd: TestClamd;
  let found: string[];
  let troubled: string[];
  beforeAll(async () => {
    [database, clamd] = await Promise.all([createTestDatabase({ migrations: filesMigrations }), startClamd({ limit: 500_000 })]);
  });
  beforeEach(async () => {
    await database.pool.query('truncate files.blobs cascade');
    [found, troubled] = [[], []];
  });
  afterEach(() => clamd.behave('well'));
  afterAll(async () => {
    await Promise.all([database.drop(), clamd.stop()]);
  });

  const put = async (text: string): Promise<string> =>
    (await new PostgresFileStore(database.pool).put(Readable.from([Buffer.from(text)]), { name: 'a.txt', mediaType: 'text/plain' })).sha256;
  const worker = (): ScanRound =>
    new ScanRound({
      pool: database.pool,
      files: new PostgresFileStore(database.pool),
      scanner: new ClamdScanner(clamd.address, { connect: 500, silence: 300 }),
      onFound: (sha256, threat) => found.push(`${sha256} ${threat}`),
      onTrouble: (sha256) => troubled.push(sha256),
    });
  const states = async (...hashes: string[]) => {
    const known = await new ScanStates(database.pool, true).of(hashes);
    return hashes.map((sha256) => known.get(sha256));
  };

  test('wait until it has looked; then each has its verdict for good', async () => {
    const [good, bad] = [await put('Kính gửi'), await put('a VIRUS b')];
    expect(await states(good, bad, 'no hash')).toEqual(['scanning', 'scanning', undefined]);
    expect(await worker().run()).toBe(2);
    expect(await states(good, bad)).toEqual(['clean', 'infected']);
    expect(found).toEqual([`${bad} Win.Test.EICAR_HDB-1`]);
    expect(await worker().run()).toBe(0);
    const off = await new ScanStates(database.pool, false).of([good, bad, await put('sau')]);
    expect([...off.values()].sort()).toEqual(['clean', 'infected', 'unscanned']);
  });

  test('wait while it is gone, and are looked at when it is back', async () => {
    const sha256 = await put('chờ quét');
    clamd.behave('silent');
    await expect(worker().run()).rejects.toBeInstanceOf(ScannerUnavailable);
    expect(await states(sha256)).toEqual(['scanning']);
    clamd.behave('well');
    expect(await worker().run()).toBe(1);
    expect(await states(sha256)).toEqual(['clean']);
  });

  test('one that it refuses or that is damaged waits alone: the others are looked at, and it is tried again later', async () => {
    const [large, damaged, other] = [await put('x'.repeat(600_000)), await put('hỏng'), await put('khác')];
    await database.pool.query(`update files.chunks set data = 'y' where sha256 = decode($1, 'hex')`, [damaged]);
    expect(await worker().run()).toBe(1);
    expect(await states(large, damaged, other)).toEqual(['scanning', 'scanning', 'clean']);
    expect(troubled.sort()).toEqual([large, damaged].sort());
    expect(await worker().run()).toBe(0);
    expect(troubled).toHaveLength(2);
    await database.pool.query(`update files.blobs set scan_tried_at = scan_tried_at - interval '6 minutes'`);
    expect(await worker().run()).toBe(0);
    expect(troubled).toHaveLength(4);
  });

  test('are looked at once each by workers side by side', async () => {
    const before = clamd.seen();
    const hashes = await Promise.all(Array.from({ length: 30 }, async (_, nth) => put(`tệp ${nth}`)));
    const counts = await Promise.all([worker().run(), worker().run(), worker().run()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(clamd.seen() - before).toBe(30);
    expect(new Set(await states(...hashes))).toEqual(new Set(['clean']));
  });
});
