import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort, processTree } from '../support/start-product.js';
import { isRunning, untilEnded } from './database-host.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'dondoc-npm-'));
});
afterAll(async () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));

const npmStart = async (): Promise<{ readonly npm: ChildProcess; readonly tree: readonly number[] }> => {
  const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, PORT: String(await freePort()) };
  const npm = spawn('npm', ['run', '--silent', 'start'], {
    env: { ...environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  while (!printed.includes('Sẵn sàng')) {
    const [chunk] = await Promise.race([once(npm.stdout, 'data'), once(npm, 'exit').then(() => [null])]);
    if (chunk === null) throw new Error(`npm start ended: ${printed}`);
    printed += String(chunk);
  }
  return { npm, tree: await processTree(npm.pid!) };
};

describe('npm start', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ended through npm by %s leaves no process behind', async (signal) => {
    const { npm, tree } = await npmStart();
    expect(tree.length).toBeGreaterThan(2);
    npm.kill(signal);
    await Promise.all(tree.map(untilEnded));
    expect(tree.filter(isRunning)).toEqual([]);
  });
});
