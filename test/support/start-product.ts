import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from './client.js';

const root = path.resolve(import.meta.dirname, '../..');

interface Account {
  readonly username: string;
  readonly password: string;
  readonly agencyId: string;
  readonly roles: readonly string[];
}

/** A running process of the product, started as a user would start it. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  accounts(): Promise<readonly Account[]>;
  /** A client signed in with a demonstration account. */
  signIn(username: string): Promise<Client>;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL to the process and everything it started. */
  killTree(): Promise<void>;
}

export const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

export const temporaryFolder = async (): Promise<string> => mkdtemp(path.join(tmpdir(), 'dondoc-test-'));

/** Removes a data folder; files of the database's own user included. */
export const removeFolder = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700).catch(() => undefined);
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
};

/** Process ids of a process and all its descendants, parents first. */
export const processTree = async (pid: number): Promise<readonly number[]> => {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (stat !== '') parents.set(Number(name), parent);
  }
  const tree = [pid];
  for (const member of tree) for (const [child, parent] of parents) if (parent === member) tree.push(child);
  return tree;
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

interface Options {
  readonly app?: 'standalone' | 'api' | 'worker';
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Default 90 s. A worker has no port: it is ready when it says so. */
  readonly timeout?: number;
}

/** Starts the built product (`npm test` has built it) and waits until it is ready. */
export const startProduct = async (options: Options = {}): Promise<Product> => {
  const app = options.app ?? 'standalone';
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${String(port)}`;
  const child = spawn(process.execPath, [path.join(root, 'dist', 'apps', app, 'src', 'main.js')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      LOG_LEVEL: 'warn',
      DATA_DIR: dataDir,
      PORT: String(port),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const product: Product = {
    url,
    dataDir,
    process: child,
    output: () => output,
    accounts: async () => JSON.parse(await readFile(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as Account[],
    signIn: async (username) => {
      const account = (await product.accounts()).find((candidate) => candidate.username === username);
      if (account === undefined) throw new Error(`No demonstration account ${username}`);
      return Client.signIn(url, account.username, account.password);
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      return exited;
    },
    killTree: async () => {
      const tree = await processTree(child.pid!);
      for (const pid of tree) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      }
      await exited;
    },
  };
  await ready(product, app, options.timeout ?? 90_000);
  return product;
};

const ready = async (product: Product, app: string, timeout: number): Promise<void> => {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    if (product.process.exitCode !== null)
      throw new Error(`The product ended with ${String(product.process.exitCode)}:\n${product.output()}`);
    if (app === 'worker' ? product.output().includes('Sẵn sàng') : await answers(`${product.url}/api/health/ready`)) return;
    await pause(100);
  }
  const text = product.output();
  await product.killTree();
  throw new Error(`The product was not ready within ${String(timeout)} ms:\n${text}`);
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
};
