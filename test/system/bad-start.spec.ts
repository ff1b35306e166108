import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { freePort, removeFolder, temporaryFolder } from '../support/start-product.js';

const root = path.resolve(import.meta.dirname, '../..');
const folders: string[] = [];

const startBadly = async (env: Record<string, string>): Promise<{ code: number; output: string }> => {
  const dataDir = env['DATA_DIR'] ?? (await temporaryFolder());
  if (env['DATA_DIR'] === undefined) folders.push(dataDir);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'dist/apps/standalone/src/main.js')],
      {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', DATA_DIR: dataDir, PORT: '0', ...env },
        timeout: 60_000,
      },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, output: `${stdout}${stderr}` }),
    );
  });
};

/** One sentence that names the setting, no stack trace, an exit code that is not 0. */
const expectSentence = ({ code, output }: { code: number; output: string }, about: RegExp): void => {
  expect(output).toMatch(about);
  expect(output).not.toMatch(/\n\s+at .+:\d+:\d+/u);
  expect(code).toBe(1);
};

describe('a start that cannot succeed says why in a sentence', () => {
  afterAll(async () => {
    await Promise.all(folders.map(removeFolder));
  });

  test.each([
    ['a port that is no number', { PORT: 'ba nghìn' }, /PORT/u],
    ['a database address that is none', { DATABASE_URL: 'nonsense', MASTER_KEY: 'a'.repeat(44) }, /DATABASE_URL/u],
    ['a clock that is no instant', { DONDOC_NOW: 'hôm nay' }, /DONDOC_NOW/u],
    ['a set clock in production', { DONDOC_NOW: '2026-01-01T00:00:00Z', NODE_ENV: 'production' }, /DONDOC_NOW/u],
    ['a data folder where none can be made', { DATA_DIR: '/proc/dondoc/data' }, /DATA_DIR/u],
    ['a database of its own without a master key', { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d' }, /MASTER_KEY/u],
  ])('%s', async (_name, env, about) => {
    expectSentence(await startBadly(env), about);
  });

  test('a database that does not answer', async () => {
    const port = await freePort();
    const result = await startBadly({
      DATABASE_URL: `postgres://u:p@127.0.0.1:${String(port)}/d`,
      MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    expectSentence(result, /DATABASE_URL|cơ sở dữ liệu/iu);
  });

  test('a port in use', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      expectSentence(await startBadly({ PORT: String(port) }), new RegExp(String(port), 'u'));
    } finally {
      server.close();
    }
  });

  test('a data folder that is a file', async () => {
    const folder = await temporaryFolder();
    folders.push(folder);
    const file = path.join(folder, 'data');
    await writeFile(file, 'not a folder');
    await chmod(file, 0o600);
    expectSentence(await startBadly({ DATA_DIR: file }), /DATA_DIR/u);
  });
});
