import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  /** Kills the server and starts it again on the same address, empty. A server that was given is flushed instead. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

const givenUrl = (): string => process.env['REDIS_URL'] ?? '';

/** How the Redis part of the suite can run here: on `REDIS_URL`, on a server of its own, or not at all. */
export const redisForTests = (): 'given' | 'own' | 'none' => {
  if (givenUrl() !== '') return 'given';
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error === undefined ? 'own' : 'none';
};

const answering = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('exit', (code) => {
      reject(new Error(`redis-server ended with code ${String(code)}`));
    });
    server.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
  });

const startOwn = async (settings: readonly string[]): Promise<TestRedis> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-redis-'));
  const port = await freePort();
  const common = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const options = [...common, ...settings];
  const begin = async (): Promise<ChildProcess> => {
    const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    await answering(started);
    return started;
  };
  let server = await begin();
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    restart: async () => {
      await kill();
      server = await begin();
    },
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const flush = async (url: string): Promise<void> => {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
};

/**
 * A Redis for this suite alone, on loopback, or the one that `REDIS_URL` names. With settings of its own (`--appendonly`, `yes`) it is
 * never the one that was given.
 */
export const startRedis = (settings: readonly string[] = []): Promise<TestRedis> => {
  const given = givenUrl();
  return given === '' || settings.length > 0
    ? startOwn(settings)
    : Promise.resolve({ url: given, restart: () => flush(given), stop: () => Promise.resolve() });
};
