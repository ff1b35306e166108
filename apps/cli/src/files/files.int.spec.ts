import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PostgresFileStore } from '#files';
import { allMigrations } from '#schema';
import { createTestDatabase, startS3, type TestDatabase, type TestS3 } from '#testing';
import { json, pointAt, run } from '../testing/verbs.js';

const key = Buffer.alloc(32, 7).toString('base64');

describe('attached files in S3', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let s3: TestS3;
  let folder: string;
  let environment: Record<string, string>;
  let sha256: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-files-'));
    [source, target, s3] = await Promise.all([
      createTestDatabase({ migrations: allMigrations }),
      createTestDatabase({ empty: true }),
      startS3(),
    ]);
    const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
    environment = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey };
    const about = { name: 'a.txt', mediaType: 'text/plain' };
    ({ sha256 } = await new PostgresFileStore(source.pool).put(Readable.from([Buffer.from('Kính gửi')]), about));
  });
  afterAll(async () => {
    await Promise.all([source.drop(), target.drop(), s3.stop()]);
    await rm(folder, { recursive: true });
  });

  const withS3 = async <Result>(url: string, act: () => Promise<Result>): Promise<Result> => {
    const putBack = pointAt(url, key, environment);
    return act().finally(putBack);
  };

  test('are moved there by "files move", once, and only where S3 is named and answers', async () => {
    const putBack = pointAt(source.url);
    expect(await run('files', 'move').finally(putBack)).toMatchObject({ code: 1, err: expect.stringContaining('Chưa đặt S3_ENDPOINT') });
    s3.line.cut();
    expect(await withS3(source.url, () => run('files', 'move'))).toMatchObject({ code: 1, err: expect.stringContaining('không trả lời') });
    s3.line.mend();
    expect(await withS3(source.url, () => json('files', 'move'))).toMatchObject({ moved: 1 });
    expect(await s3.objects()).toEqual([sha256]);
    expect((await withS3(source.url, () => run('files', 'move'))).out).toContain('Không còn tệp nào trong cơ sở dữ liệu');
    const verified = await withS3(source.url, () => run('verify', '--files'));
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('1 tệp đính kèm nguyên vẹn') });
  });

  test('stand in a backup as hashes; the restore says whether the objects are there', async () => {
    const file = path.join(folder, 'all.backup');
    expect((await withS3(source.url, () => run('backup', file))).code).toBe(0);
    const restored = await withS3(target.url, () => run('restore', file));
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('1 tệp trong kho S3 đều có mặt') });
    const other = await createTestDatabase({ empty: true });
    await s3.spoil(sha256, null);
    const lacking = await withS3(other.url, () => run('restore', file));
    expect(lacking).toMatchObject({ code: 1, err: expect.stringContaining(`Kho S3 thiếu 1/1 tệp`) });
    expect(lacking.err).toContain(sha256);
    expect((await withS3(other.url, () => run('verify', '--files'))).code).toBe(1);
    await other.drop();
  });
});
