import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { SubjectKeys } from '#personal-data';
import { MasterKey } from '#platform';
import { allMigrations } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { pointAt, run } from '../testing/verbs.js';

const key = Buffer.alloc(32, 7).toString('base64');

const runAt = async (url: string, masterKey: string, ...args: string[]): ReturnType<typeof run> => {
  const putBack = pointAt(url, masterKey);
  return run(...args).finally(putBack);
};

describe('a backup from before an erasure', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let folder: string;
  let sealed: string;
  const inSource = (...args: string[]) => runAt(source.url, key, ...args);
  const inTarget = (...args: string[]) => runAt(target.url, key, ...args);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-cli-'));
    source = await createTestDatabase({ migrations: allMigrations });
    target = await createTestDatabase({ empty: true });
    sealed = (await new SubjectKeys(source.pool, new MasterKey(key)).seal(['Nông Thị Lan'], 'so-noi-vu')).get('Nông Thị Lan') ?? '';
    const pool = openEventStorePool({ connectionString: source.url });
    const store = new PostgresEventStore({ pool, known: 'any' });
    const data = { document: { signer: sealed } };
    await store.append({ streamId: 'task-1', expected: 'any', actor: 'lan', events: [{ type: 'CompletionSubmitted', data }] });
    await store.close();
    await pool.end();
  });
  afterAll(async () => {
    await Promise.all([source.drop(), target.drop()]);
    await rm(folder, { recursive: true });
  });

  test('is restored with the erasure laid over it: the name does not come back', async () => {
    const [file, list] = [path.join(folder, 'all.backup'), path.join(folder, 'erasures.json')];
    expect((await inSource('backup', file)).out).toMatch(/^Đã sao lưu \d+ dòng của \d+ bảng, đến sự kiện số 1, vào .*dấu [0-9a-f]{4}-/su);
    expect((await inSource('stream', 'task-1')).out).toContain('"signer":"Nông Thị Lan"');

    expect(await inSource('erase')).toMatchObject({ code: 2, err: expect.stringContaining('--account') });
    expect(await inSource('erase', '--name', 'Lan', '--yes')).toMatchObject({ code: 2, err: expect.stringContaining('--reason') });
    expect(await inSource('erase', '--name', 'Bình')).toMatchObject({ code: 1, err: expect.stringContaining('Không tìm thấy') });
    expect((await inSource('erase', '--name', 'lan')).out).toContain('Tên trong văn bản: Nông Thị Lan · so-noi-vu · 1 sự kiện');
    expect((await inSource('stream', 'task-1')).out).toContain('Nông Thị Lan');
    expect((await inSource('erase', '--name', 'lan', '--yes', '--reason', 'Đơn số 12')).code).toBe(0);
    expect((await inSource('stream', 'task-1')).out).toContain('"signer":"đã xóa theo yêu cầu"');
    expect((await inSource('erasures', list)).out).toBe(`Đã ghi 1 lần xóa vào ${list}.\n`);
    expect((await inSource('verify')).code).toBe(0);

    expect(await inTarget('restore', file, '--erasures', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('không phải danh sách xóa'),
    });
    const restored = await inTarget('restore', file, '--erasures', list);
    expect(restored).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nhật ký nguyên vẹn: 1 sự kiện') });
    expect((await inTarget('stream', 'task-1')).out).toContain('"signer":"đã xóa theo yêu cầu"');
    const { rows } = await target.pool.query('select wrapped_key from es.subject_keys');
    expect(rows).toEqual([{ wrapped_key: null }]);
    expect(JSON.parse((await inTarget('erasures')).out)).toEqual(JSON.parse((await inSource('erasures')).out));
  });

  test('of another key or into a full database is refused in a sentence', async () => {
    const file = path.join(folder, 'all.backup');
    const other = Buffer.alloc(32, 9).toString('base64');
    expect(await inSource('restore', file)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('đích không trống') });
    expect(await runAt(target.url, other, 'restore', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('MASTER_KEY không đúng'),
    });
    expect(await inSource('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('đã có') });
  });
});
