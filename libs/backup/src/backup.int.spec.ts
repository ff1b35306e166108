import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrate } from '#platform';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { tablesOf } from './catalogue.js';
import { restoreBackup } from './restore-backup.js';
import { takeBackup, type BackupReport } from './take-backup.js';
import { appendSome, contents, filledSystem } from './testing/filled-system.js';

const keyMark = 'aaaa-bbbb';
let source: TestDatabase;
let folder: string;
let file: string;
let report: BackupReport;
const others: TestDatabase[] = [];

const backup = (name: string, url = source.url): Promise<BackupReport> =>
  takeBackup({ databaseUrl: url, file: path.join(folder, name), tables: allTables, keyMark });
const restore = (database: TestDatabase, name: string, mark = keyMark) =>
  restoreBackup({ databaseUrl: database.url, file: path.join(folder, name), migrations: allMigrations, tables: allTables, keyMark: mark });
const emptyDatabase = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase({ empty: true });
  others.push(database);
  return database;
};
const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'was accepted',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : ''),
  );

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dondoc-backup-'));
  source = await filledSystem();
  report = await backup('whole');
  file = path.join(folder, 'whole');
});
afterAll(async () => {
  await Promise.all([source, ...others].map((database) => database.drop()));
  await rm(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  test('restored into an empty database gives the same truth, and nothing of what is secret or a cache', async () => {
    const target = await emptyDatabase();
    expect(await restore(target, 'whole')).toMatchObject({ rows: report.rows, head: 400 });
    expect(await contents(target.pool)).toEqual(await contents(source.pool));
    const { rows } = await target.pool.query(
      'select (select count(*) from id.sessions) + (select count(*) from es.snapshots) + (select count(*) from channels.zalo_tokens) as rows',
    );
    expect(rows).toEqual([{ rows: '0' }]);
    expect(Object.values(await contents(target.pool)).filter((content) => content === '0')).toEqual([]);
  });

  test('holds every truth, tells its size and the key, and is readable by its owner alone', async () => {
    expect(report.tables.map(({ name }) => name)).toEqual(allTables.filter(({ holds }) => holds === 'truth').map(({ name }) => name));
    expect(report).toMatchObject({ keyMark, strangers: [], bytes: (await stat(file)).size });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['whole']);
  });

  test('unpacks with gunzip to a script of COPY statements', async () => {
    const text = gunzipSync(await readFile(file)).toString('utf8');
    expect(text).toContain('\nCOPY "id"."people" ("person_id", "name",');
    expect(text).toContain('\tNông Thị Lan\t');
    expect(text.match(/^\\\.$/gmu)).toHaveLength(report.tables.length);
  });

  test('taken while others append is one consistent moment', async () => {
    const busy = await filledSystem();
    others.push(busy);
    const [, taken] = await Promise.all([appendSome(busy.url, 1500), backup('busy', busy.url)]);
    const target = await emptyDatabase();
    await restore(target, 'busy');
    const { rows } = await target.pool.query(
      `select (select position from es.log_head) as head, count(*) as events, max(position) as last, (select sum(version) from (select max(version) as version from es.events group by stream_id)) as versions
         from es.events`,
    );
    const head = String(taken.head);
    expect(rows).toEqual([{ head, events: head, last: head, versions: head }]);
  });

  test('of a server that writes times in its own way gives the same times elsewhere', async () => {
    const local = await filledSystem();
    others.push(local);
    const { rows } = await local.pool.query<{ name: string }>('select current_database() as name');
    for (const setting of [`datestyle = 'SQL, DMY'`, `timezone = 'Asia/Ho_Chi_Minh'`, `bytea_output = 'escape'`])
      await local.pool.query(`alter database ${rows[0]!.name} set ${setting}`);
    await backup('local', local.url);
    const target = await emptyDatabase();
    await restore(target, 'local');
    expect(await contents(target.pool)).toEqual(await contents(local.pool));
  });

  test('does not replace a file unless told to, and says why it cannot write', async () => {
    await writeFile(path.join(folder, 'mine'), 'mine');
    expect(await refusal(backup('mine'))).toMatch(/^BackupRefused: Tệp .*mine đã có/u);
    expect(await readFile(path.join(folder, 'mine'), 'utf8')).toBe('mine');
    await takeBackup({ databaseUrl: source.url, file: path.join(folder, 'mine'), tables: allTables, keyMark, overwrite: true });
    expect((await stat(path.join(folder, 'mine'))).size).toBeGreaterThan(1_000_000);
    expect(await refusal(backup('none/there'))).toBe(
      `BackupRefused: Không ghi được tệp sao lưu ${folder}/none/there: thư mục không tồn tại.`,
    );
  });

  test('names the tables of the database that it does not hold', async () => {
    await source.pool.query('create table public.forgotten (id int)');
    expect((await backup('strangers')).strangers).toEqual(['public.forgotten']);
    await source.pool.query('drop table public.forgotten');
  });
});

describe('a damaged file', () => {
  test('is refused wherever a byte was changed or the end is missing, naming where, and leaves the target empty', async () => {
    const whole = await readFile(file);
    const target = await emptyDatabase();
    const places = [0, 5, 60, 0.1, 0.25, 0.5, 0.75, 0.99].map((place) => (place < 1 ? Math.floor(place * whole.length) : place));
    for (const place of [...places, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[place]! ^= 0x10;
      await writeFile(path.join(folder, 'changed'), changed);
      const sentence = await refusal(restore(target, 'changed'));
      expect(sentence).toMatch(place < 400 ? /hỏng ngay từ đầu/u : /^BackupRefused: Tệp sao lưu .* hỏng từ byte \d+ \(bảng \S+\); /u);
      const named = Number(/từ byte (\d+)/u.exec(sentence)?.[1] ?? 0);
      expect(named).toBeLessThanOrEqual(place);
      expect(await tablesOf(target.pool)).toEqual([]);
    }
    for (const length of [0, 10, 0.3, 0.9].map((part) => (part < 1 ? Math.floor(part * whole.length) : part)).concat(whole.length - 1)) {
      await writeFile(path.join(folder, 'cut'), whole.subarray(0, length));
      const sentence = await refusal(restore(target, 'cut'));
      expect(sentence).toMatch(length < 400 ? /hỏng ngay từ đầu/u : /^BackupRefused: Tệp sao lưu .* bị cắt cụt ở byte \d+ \(bảng \S+\); /u);
      expect(await tablesOf(target.pool)).toEqual([]);
    }
  });

  test('is refused when it ends between two blocks, when a block is left out and when another file follows', async () => {
    const whole = await readFile(file);
    const target = await emptyDatabase();
    const starts: number[] = [];
    for (let at = whole.indexOf('DB'); at !== -1; at = whole.indexOf('DB', at + 1))
      if (whole.readUInt32BE(at - 12) === 0x1f8b0804) starts.push(at - 12);
    expect(starts.length).toBeGreaterThan(10);
    const [from, to] = [starts[7]!, starts[8]!];
    const cases = {
      ends: whole.subarray(0, from),
      lacks: Buffer.concat([whole.subarray(0, from), whole.subarray(to)]),
      follows: Buffer.concat([whole, whole]),
    };
    for (const [name, bytes] of Object.entries(cases)) {
      await writeFile(path.join(folder, name), bytes);
      expect(await refusal(restore(target, name))).toMatch(/^BackupRefused: Tệp sao lưu .* (?:bị cắt cụt ở|bị hỏng từ) byte \d+/u);
      expect(await tablesOf(target.pool)).toEqual([]);
    }
  });

  test('that is something else, or nothing, is refused in a sentence', async () => {
    const target = await emptyDatabase();
    await writeFile(path.join(folder, 'letter'), 'Kính gửi '.repeat(100));
    expect(await refusal(restore(target, 'letter'))).toContain('không phải tệp sao lưu');
    expect(await refusal(restore(target, 'nowhere'))).toContain('tệp không tồn tại');
    expect(await refusal(restore(target, '.'))).toContain('đó là thư mục');
  });
});

describe('a restore', () => {
  test('refuses a database with anything in it and changes nothing there', async () => {
    const before = await contents(source.pool);
    expect(await refusal(restore(source, 'whole'))).toMatch(
      /^BackupRefused: Cơ sở dữ liệu đích không trống: bảng es\.log_head đã có dữ liệu/u,
    );
    expect(await contents(source.pool)).toEqual(before);
    const foreign = await emptyDatabase();
    await foreign.pool.query('create table public.somebody_elses (id int)');
    expect(await refusal(restore(foreign, 'whole'))).toContain('có bảng public.somebody_elses');
    expect((await tablesOf(foreign.pool)).map(({ name }) => name)).toEqual(['public.somebody_elses']);
  });

  test('takes a system that nobody has used yet', async () => {
    const unused = await createTestDatabase({ migrations: allMigrations });
    others.push(unused);
    await restore(unused, 'whole');
    expect(await contents(unused.pool)).toEqual(await contents(source.pool));
  });

  test('under another master key is refused with both marks', async () => {
    const target = await emptyDatabase();
    const sentence = await refusal(restore(target, 'whole', 'cccc-dddd'));
    expect(sentence).toContain('cần khóa có dấu aaaa-bbbb, khóa đang đặt có dấu cccc-dddd');
    expect(await tablesOf(target.pool)).toEqual([]);
  });

  test('of a newer system is refused; that of an older one is brought up to date', async () => {
    const target = await emptyDatabase();
    const older = allMigrations.slice(0, -1);
    const refused = restoreBackup({ databaseUrl: target.url, file, migrations: older, tables: allTables, keyMark });
    expect(await refusal(refused)).toContain('do một bản Đôn Đốc mới hơn lập');
    class Later1999999999999 {
      readonly name = 'Later1999999999999';
      up = async (runner: { query(text: string): Promise<unknown> }): Promise<void> => {
        await runner.query('alter table id.people add nickname text');
        await runner.query(`update id.people set nickname = 'Lan'`);
      };
      down = (): Promise<void> => Promise.resolve();
    }
    await restoreBackup({ databaseUrl: target.url, file, migrations: [...allMigrations, Later1999999999999], tables: allTables, keyMark });
    expect((await target.pool.query('select distinct nickname from id.people')).rows).toEqual([{ nickname: 'Lan' }]);
  });

  test('whose last act fails leaves the target empty', async () => {
    const target = await emptyDatabase();
    const options = { databaseUrl: target.url, file, migrations: allMigrations, tables: allTables, keyMark };
    const failing = restoreBackup({ ...options, beforeVisible: () => Promise.reject(new Error('no')) });
    expect(await refusal(failing)).toBe('Error: no');
    expect(await tablesOf(target.pool)).toEqual([]);
    await restore(target, 'whole');
    expect(await migrate(target.url, allMigrations)).toEqual([]);
  });
});
