import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, startS3, type TestDatabase, type TestS3 } from '#testing';
import { checkFiles, checkObjects } from '../check-files.js';
import { FileDamaged, FileStoreUnavailable } from '../file-errors.js';
import { describeFileStore } from '../file-store.conformance.js';
import { filesMigrations } from '../migrations.js';
import { openFileStore } from '../open-file-store.js';
import { PostgresFileStore } from '../postgres/postgres-file-store.js';
import { moveToS3 } from './move-to-s3.js';
import { S3Bucket } from './s3-bucket.js';
import { S3FileStore } from './s3-file-store.js';

const pdf = { name: 'báo cáo.pdf', mediaType: 'application/pdf' };
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF'), randomBytes(size - 4)]);
const streamOf = (bytes: Buffer): Readable => Readable.from([bytes]);
const read = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
};
const impatient = { connect: 300, request: 1_500, silence: 300 };

describeFileStore('S3', async () => {
  const [database, s3] = await Promise.all([createTestDatabase({ migrations: filesMigrations }), startS3()]);
  const bucket = await S3Bucket.open(s3.settings);
  return {
    store: (limits) => new S3FileStore(database.pool, bucket, limits),
    close: async () => {
      bucket.close();
      await Promise.all([database.drop(), s3.stop()]);
    },
  };
});

describe('files in S3', () => {
  let database: TestDatabase;
  let s3: TestS3;
  let bucket: S3Bucket;
  let store: S3FileStore;
  beforeAll(async () => {
    [database, s3] = await Promise.all([createTestDatabase({ migrations: filesMigrations }), startS3()]);
    bucket = await S3Bucket.open(s3.settings, impatient);
    store = new S3FileStore(database.pool, bucket);
  });
  afterEach(() => {
    s3.line.mend();
  });
  afterAll(async () => {
    bucket.close();
    await Promise.all([database.drop(), s3.stop()]);
  });

  const chunks = async (): Promise<number> =>
    Number((await database.pool.query<{ n: string }>('select count(*) as n from files.chunks')).rows[0]?.n);

  test('of several parts go up in parts, and come back as they were', async () => {
    const bytes = bytesOf(13 * 1024 * 1024);
    const { sha256 } = await store.put(streamOf(bytes), pdf);
    expect(sha256).toBe(hashOf(bytes));
    expect(await s3.objects()).toContain(sha256);
    expect(await chunks()).toBe(0);
    expect(hashOf(await read(await store.open(sha256)))).toBe(sha256);
  });

  test('put by ten at once are one object', async () => {
    const bytes = bytesOf(700_000);
    const refs = await Promise.all(Array.from({ length: 10 }, async () => store.put(streamOf(bytes), pdf)));
    expect(new Set(refs.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf(bytes)]));
    expect((await s3.objects()).filter((sha256) => sha256 === hashOf(bytes))).toHaveLength(1);
  });

  test('are not known while S3 goes away in the middle of an upload; the same file is taken afterwards', async () => {
    const bytes = bytesOf(12 * 1024 * 1024);
    s3.line.cut({ up: 7 * 1024 * 1024 });
    await expect(store.put(streamOf(bytes), pdf)).rejects.toBeInstanceOf(FileStoreUnavailable);
    expect(await store.stat(hashOf(bytes))).toBeNull();
    expect(await s3.objects()).not.toContain(hashOf(bytes));
    s3.line.mend();
    expect((await store.put(streamOf(bytes), pdf)).sha256).toBe(hashOf(bytes));
    expect(hashOf(await read(await store.open(hashOf(bytes))))).toBe(hashOf(bytes));
  });

  test('are never given out as whole when S3 goes away, or falls silent, in the middle of a download', async () => {
    const bytes = bytesOf(4 * 1024 * 1024);
    const { sha256 } = await store.put(streamOf(bytes), pdf);
    s3.line.cut({ down: 1_000_000 });
    await expect(read(await store.open(sha256))).rejects.toBeInstanceOf(FileStoreUnavailable);
    s3.line.silence(1_000_000);
    await expect(read(await store.open(sha256))).rejects.toBeInstanceOf(FileStoreUnavailable);
    s3.line.cut();
    await expect(store.open(sha256)).rejects.toBeInstanceOf(FileStoreUnavailable);
    s3.line.mend();
    expect(hashOf(await read(await store.open(sha256)))).toBe(sha256);
  });

  test('wait no longer than they are told to for a server that says nothing', async () => {
    s3.line.silence();
    const started = performance.now();
    await expect(store.put(streamOf(bytesOf(1000)), pdf)).rejects.toBeInstanceOf(FileStoreUnavailable);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('that somebody has changed or deleted there are told, and come back when they are sent again', async () => {
    const bytes = bytesOf(2000);
    const { sha256 } = await store.put(streamOf(bytes), pdf);
    await s3.spoil(sha256, 'Other bytes');
    await expect(read(await store.open(sha256))).rejects.toBeInstanceOf(FileDamaged);
    expect((await checkFiles(database.pool, bucket)).damaged).toEqual([sha256]);
    expect((await checkObjects(database.pool, bucket)).damaged).toEqual([sha256]);
    await s3.spoil(sha256, null);
    await expect(store.open(sha256)).rejects.toBeInstanceOf(FileDamaged);
    expect((await checkFiles(database.pool, bucket)).damaged).toEqual([sha256]);
    expect((await checkObjects(database.pool, null)).damaged).toContain(sha256);
    await store.put(streamOf(bytes), pdf);
    expect((await checkFiles(database.pool, bucket)).damaged).toEqual([]);
    expect((await checkObjects(database.pool, bucket)).damaged).toEqual([]);
  });

  test('from before S3 was configured are read where they are; moved, they are read there, and no chunk is left behind', async () => {
    const before = new PostgresFileStore(database.pool);
    const bytes = bytesOf(900_000);
    const { sha256 } = await before.put(streamOf(bytes), pdf);
    expect(hashOf(await read(await store.open(sha256)))).toBe(sha256);
    await store.put(streamOf(bytes), pdf);
    expect(await s3.objects()).not.toContain(sha256);

    s3.line.cut({ up: 100_000 });
    await expect(moveToS3(database.pool, bucket)).rejects.toBeInstanceOf(FileStoreUnavailable);
    s3.line.mend();
    expect(hashOf(await read(await store.open(sha256)))).toBe(sha256);

    const slow = (await store.open(sha256)).iterator();
    await slow.next();
    const told: unknown[] = [];
    expect(await moveToS3(database.pool, bucket, (...progress) => told.push(progress))).toBe(1);
    expect(told).toEqual([[1, 1]]);
    expect(await chunks()).toBe(0);
    expect(hashOf(await read(await store.open(sha256)))).toBe(sha256);
    expect(await moveToS3(database.pool, bucket)).toBe(0);
    await expect(before.open(sha256)).rejects.toBeInstanceOf(FileStoreUnavailable);
    // Its next chunk is not there any more: it is broken off, and not called damaged.
    await expect(
      (async () => {
        for (;;) if ((await slow.next()).done === true) return;
      })(),
    ).rejects.toBeInstanceOf(FileStoreUnavailable);
  });
});

describe('the start with S3', () => {
  let database: TestDatabase;
  let s3: TestS3;
  let other: Server;
  let answer = 403;
  beforeAll(async () => {
    [database, s3] = await Promise.all([createTestDatabase({ migrations: filesMigrations }), startS3()]);
    other = createServer((_, response) => response.writeHead(answer).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    other.close();
    await Promise.all([database.drop(), s3.stop()]);
  });

  const start = (settings: Partial<TestS3['settings']>, onUnreachable: () => void = () => undefined) =>
    openFileStore({ pool: database.pool, s3: { ...s3.settings, ...settings }, onUnreachable });

  test('is refused with a sentence that names the setting', async () => {
    await expect(start({ bucket: 'khac' })).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(/^S3_BUCKET: .*"khac"/u),
    });
    const endpoint = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
    await expect(start({ endpoint })).rejects.toMatchObject({
      message: expect.stringMatching(/^S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY:/u),
    });
    answer = 301;
    await expect(start({ endpoint })).rejects.toMatchObject({ message: expect.stringMatching(/^S3_REGION:/u) });
    answer = 400;
    await expect(start({ endpoint })).rejects.toMatchObject({ message: expect.stringMatching(/^S3_ENDPOINT:/u) });
  });

  test('goes on where S3 does not answer just now, and says so', async () => {
    let isTold = false;
    const opened = await start({ endpoint: 'http://127.0.0.1:9' }, () => (isTold = true));
    expect(isTold).toBe(true);
    opened.close();
  });

  test('is refused without S3 once a file stands there', async () => {
    const without = () => openFileStore({ pool: database.pool, s3: null, onUnreachable: () => undefined });
    (await without()).close();
    const opened = await start({});
    await opened.files.put(streamOf(bytesOf(100)), pdf);
    opened.close();
    await expect(without()).rejects.toMatchObject({ name: 'StartupError', message: expect.stringContaining('S3_BUCKET') });
  });
});
