import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { locateRunningDatabase, startEmbeddedDatabase } from '#platform';
import { ask, isRunning, kill, postmasterOf, startHost, untilEnded, type Host } from './database-host.js';

const isRoot = process.getuid?.() === 0;
let parent: string;
let dataDir: string;
const hosts: Host[] = [];

const start = async (...args: Parameters<typeof startHost>): Promise<Host> => {
  const host = await startHost(...args);
  hosts.push(host);
  return host;
};

beforeAll(() => {
  // Mode 700: the account that runs the server cannot pass this folder by itself.
  parent = mkdtempSync(path.join(tmpdir(), 'dondoc-embedded-'));
  dataDir = path.join(parent, 'data');
});
afterEach(() => {
  for (const host of hosts.splice(0)) host.process.kill('SIGKILL');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('the embedded database', () => {
  test('is a real PostgreSQL 18 on the loopback alone, with a password of its own', async () => {
    const database = await startEmbeddedDatabase({ dataDir });
    try {
      const [row] = await ask(
        database.url,
        "select current_setting('server_version_num')::int / 10000 as major, current_setting('listen_addresses') as at, current_setting('fsync') as fsync",
      );
      expect(row).toEqual({ major: 18, at: '127.0.0.1', fsync: 'on' });
      expect(statSync(path.join(dataDir, 'database-password')).mode & 0o777).toBe(0o600);
      await expect(ask(database.url.replace(/:[^:@/]+@/u, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed');
      expect(await locateRunningDatabase(dataDir)).toBe(database.url);
      await ask(database.url, 'create table kept as select 42 as answer');
    } finally {
      await database.close();
    }
    expect(await locateRunningDatabase(dataDir)).toBeNull();
  });

  test('stops with its process, within five seconds, and keeps what was written', async () => {
    const host = await start(dataDir, 'guard');
    expect(await ask(host.answer.url ?? '', 'select answer from kept')).toEqual([{ answer: 42 }]);
    const postmaster = postmasterOf(dataDir);
    expect(await kill(host, 'SIGTERM')).toBe(0);
    expect(isRunning(postmaster)).toBe(false);
  });

  test('refuses a second instance on the same folder in a sentence', async () => {
    const first = await start(dataDir, 'guard');
    const second = await start(dataDir, 'guard');
    expect(second.answer.refused).toMatch(
      new RegExp(`đang được một tiến trình Đôn Đốc khác dùng \\(pid ${String(first.process.pid)}\\)`, 'u'),
    );
    expect(await ask(first.answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    await kill(first, 'SIGINT');
  });
});

describe('after kill -9 of the process', () => {
  test('the server ends by itself', async () => {
    const host = await start(dataDir, 'guard');
    const postmaster = postmasterOf(dataDir);
    await kill(host, 'SIGKILL');
    expect(await untilEnded(postmaster)).toBeLessThan(5000);
  });

  test('a server that lived on is found and ended by the next start, and nothing committed is lost', async () => {
    const killed = await start(dataDir, 'no-guard');
    await ask(killed.answer.url ?? '', 'create table last_words as select 1 as word');
    const orphan = postmasterOf(dataDir);
    await kill(killed, 'SIGKILL');
    expect(isRunning(orphan)).toBe(true);
    const next = await start(dataDir, 'guard');
    expect(next.answer.endedLeftover).toBe(true);
    expect(isRunning(orphan)).toBe(false);
    expect(await ask(next.answer.url ?? '', 'select word from last_words')).toEqual([{ word: 1 }]);
    await kill(next, 'SIGTERM');
  });

  test('a lock and a pid file whose process ids belong to strangers now hold nobody up', async () => {
    writeFileSync(path.join(dataDir, 'dondoc.lock'), JSON.stringify({ pid: process.pid, start: 'another-time' }));
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const database = await startEmbeddedDatabase({ dataDir });
    await database.close();
    expect(database.endedLeftover).toBe(false);
  });

  test('a lock that is half written holds nobody up', async () => {
    writeFileSync(path.join(dataDir, 'dondoc.lock'), '{"pid":');
    const database = await startEmbeddedDatabase({ dataDir });
    await database.close();
  });

  test('a cluster that was half made is made anew', async () => {
    const other = path.join(parent, 'half');
    mkdirSync(path.join(other, 'postgres.new/base'), { recursive: true });
    const database = await startEmbeddedDatabase({ dataDir: other });
    await database.close();
    expect(database.isNew).toBe(true);
  });
});

describe('a folder that cannot be used', () => {
  const refusal = async (folder: string): Promise<string> =>
    startEmbeddedDatabase({ dataDir: folder }).then(
      () => 'was accepted',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : ''),
    );

  test('is refused in a sentence when it is a file', async () => {
    writeFileSync(path.join(parent, 'file'), '');
    expect(await refusal(path.join(parent, 'file'))).toMatch(/^StartupError: Không dùng được thư mục dữ liệu .*là một tệp/u);
    expect(await refusal(path.join(parent, 'file/below'))).toMatch(/^StartupError: Không dùng được thư mục dữ liệu/u);
  });

  test('is refused in a sentence when its data is of another major version', async () => {
    const old = path.join(parent, 'old');
    mkdirSync(path.join(old, 'postgres'), { recursive: true });
    writeFileSync(path.join(old, 'postgres/PG_VERSION'), '16\n');
    const sentence = await refusal(old);
    expect(sentence).toContain('thuộc PostgreSQL 16, bản đi kèm là 18; hãy sao lưu bằng bản Đôn Đốc cũ (dondoc backup TỆP)');
    expect(sentence).toContain('phục hồi bằng bản này vào một thư mục dữ liệu mới (DATA_DIR=… dondoc restore TỆP)');
    expect(readFileSync(path.join(old, 'postgres/PG_VERSION'), 'utf8')).toBe('16\n');
  });
});

const nobody = 65_534;
const others = (folder: string): boolean => (statSync(folder).mode & 0o005) === 0o005;
const maySeeThis =
  isRoot &&
  path
    .resolve('dist')
    .split(path.sep)
    .every((_, index, parts) => others(parts.slice(0, index + 1).join(path.sep) || '/'));

(maySeeThis ? describe : describe.skip)('as an ordinary user (needs root to become one, and a checkout that others may read)', () => {
  const runAs = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

  test('runs under that user, survives kill -9, and explains a folder it may not write', async () => {
    const open = mkdtempSync(path.join(tmpdir(), 'dondoc-ordinary-'));
    chmodSync(open, 0o755);
    const own = path.join(open, 'own');
    mkdirSync(own);
    chownSync(own, nobody, nobody);
    try {
      const first = await start(own, 'guard', runAs);
      expect(await ask(first.answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(`/proc/${postmasterOf(own)}`).uid).toBe(nobody);
      await kill(first, 'SIGKILL');
      const second = await start(own, 'guard', runAs);
      expect(await ask(second.answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
      await kill(second, 'SIGTERM');
      const refused = await start(path.join(open, 'forbidden'), 'guard', runAs);
      expect(refused.answer.refused).toContain('không có quyền');
    } finally {
      rmSync(open, { recursive: true, force: true });
    }
  });
});
