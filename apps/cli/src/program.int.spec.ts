import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Accounts } from '#identity';
import { createTestDatabase, type TestDatabase } from '#testing';
import { allMigrations } from '#schema';
import { json, pointAt, run } from './testing/verbs.js';

const sample = path.resolve(import.meta.dirname, '../../../samples/lang-son-2023-phu-luc.txt');

describe('dondoc on a database', () => {
  let database: TestDatabase;
  let putBack: () => void;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    putBack = pointAt(database.url);
  });
  afterAll(async () => {
    putBack();
    await database.drop();
  });

  test('import drafts the plan and keeps its file; stream shows it', async () => {
    const { planId, draft } = await json('import', sample);
    expect(draft.tasks).toHaveLength(17);
    const events = await json('stream', planId);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'PlanDrafted',
      streamId: `plan-${planId}`,
      data: { file: { name: 'lang-son-2023-phu-luc.txt', size: 12_200 } },
    });
    const { rows } = await database.pool.query<{ files: string }>('select count(*) as files from files.blobs');
    expect(rows).toEqual([{ files: '1' }]);
    expect((await run('stream', `plan-${planId}`)).out).toContain('PlanDrafted');
  });

  test('import says where the draft is to be reviewed', async () => {
    const { code, out } = await run('import', sample);
    expect(code).toBe(0);
    expect(out).toMatch(/Rà soát và đưa vào theo dõi: http\S+\/ke-hoach\/[0-9a-f-]{36}\/du-thao/u);
  });

  test('stream of nothing is refused', async () => {
    expect(await run('stream', 'task-none')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('task-none') });
  });

  test('users are created once, reset and disabled', async () => {
    const accounts = new Accounts(database.pool);
    const create = [
      'users',
      'create',
      'quan.tri',
      '--name',
      'Nông Thị Lan',
      '--agency',
      'van-phong-ubnd-tinh',
      '--role',
      'administrator',
      '--role',
      'office',
    ];
    const made = await json(...create);
    expect(made).toMatchObject({ username: 'quan.tri', agencyId: 'van-phong-ubnd-tinh', roles: ['administrator', 'office'] });
    expect(await accounts.verify('quan.tri', made.password)).toMatchObject({ roles: ['administrator', 'office'] });
    expect(await run(...create)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('đã có') });
    const { password } = await json('users', 'reset', 'quan.tri');
    expect(await accounts.verify('quan.tri', made.password)).toBeNull();
    expect(await accounts.verify('quan.tri', password)).not.toBeNull();
    expect((await run('users', 'disable', 'quan.tri')).code).toBe(0);
    expect(await accounts.verify('quan.tri', password)).toBeNull();
  });

  test('verify finds the log as it is, and names the first event that is not', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-cli-'));
    const [anchor, proof] = [path.join(folder, 'anchor.json'), path.join(folder, 'proof.json')];
    expect((await run('verify', '--files')).out).toMatch(/tệp đính kèm nguyên vẹn\. \(/u);
    expect((await run('verify')).out).toMatch(/^Nhật ký nguyên vẹn: \d+ sự kiện\. Chưa có mốc đối chiếu nào/u);
    expect((await run('anchor', anchor)).out).toContain('Đã ghi mốc đối chiếu đến sự kiện số');
    expect(await run('anchor', anchor)).toMatchObject({ code: 1, err: expect.stringContaining('tệp đã có') });
    expect((await run('anchor')).out).toMatch(/^Mốc đối chiếu nhật ký\n\nĐến sự kiện số: /u);
    expect((await run('verify', '--anchor', anchor)).out).toContain('Khớp với 1 mốc đối chiếu');
    expect(await run('export-proof', 'none', proof)).toMatchObject({ code: 1, out: '', err: 'Không có nhiệm vụ "none".\n' });
    await writeFile(proof, 'not an anchor');
    expect(await run('verify', '--anchor', proof)).toMatchObject({ code: 1, err: expect.stringContaining('không phải mốc đối chiếu') });
    await database.pool.query(`alter table es.events disable trigger all; update es.events set actor = 'x' where position = 2`);
    expect(await run('verify')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Sự kiện số 2 không còn như lúc ghi') });
    await database.pool.query(`update files.chunks set data = 'x'`);
    expect((await run('verify', '--files')).err).toMatch(/không còn như lúc ghi.*\nTệp đính kèm hỏng hoặc thiếu \(1\/1\): [0-9a-f]{64}\./u);
    const { code, out } = await run('verify', '--json');
    expect({ code, fault: JSON.parse(out).fault }).toEqual({ code: 1, fault: { kind: 'altered', position: 2 } });
    await rm(folder, { recursive: true });
  });

  test('users of no account or no agency are refused', async () => {
    expect(await run('users', 'disable', 'nobody')).toMatchObject({ code: 1, out: '' });
    expect(await run('users', 'reset', 'nobody')).toMatchObject({ code: 1, out: '' });
    const { code, err } = await run('users', 'create', 'lan', '--name', 'Lan', '--agency', 'so-vu-tru');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('so-vu-tru') });
  });

  test('a database that does not answer is one sentence', async () => {
    process.env['DATABASE_URL'] = 'postgres://nobody@127.0.0.1:1/none';
    const { code, out, err } = await run('stream', 'task-x');
    process.env['DATABASE_URL'] = database.url;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
