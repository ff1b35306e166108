import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programPath } from '../config/environment.js';
import { StartupError } from '../startup-error.js';
import type { OperatingIdentity } from './operating-identity.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { commandAs, type Command } from './postgres-command.js';

export const databaseUser = 'dondoc';

export interface ServerFolder {
  readonly binaries: PostgresBinaries;
  readonly identity: OperatingIdentity | null;
  /** The cluster: what PostgreSQL calls PGDATA. */
  readonly dataFolder: string;
}

export interface StartOptions extends ServerFolder {
  readonly port: number;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly endsWithParent: boolean;
}

/** A port that is free now; rejects when the wanted one is taken. */
export const freePort = async (wanted = 0, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: wanted, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });

/** The environment of libpq must not lead the server astray; nothing but the path is needed. */
const childEnvironment = (): NodeJS.ProcessEnv => ({ PATH: programPath(), LC_ALL: 'C', TZ: 'UTC' });

const spawnOptions = (command: Command) => ({
  cwd: '/',
  env: childEnvironment(),
  ...(command.identity === null ? {} : { uid: command.identity.uid, gid: command.identity.gid }),
});

const runToEnd = async (command: Command): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command.program, command.args, { ...spawnOptions(command), stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new StartupError(`Không tạo được cơ sở dữ liệu nhúng: ${errors.trim().split('\n').at(-1) ?? ''} (initdb, mã ${String(code)}).`),
        );
    });
  });

const give = async (file: string, identity: OperatingIdentity | null): Promise<void> => {
  if (identity !== null) await chown(file, identity.uid, identity.gid);
};

/** Makes a new cluster beside its place and moves it there whole, so that a killed start leaves no half of one. */
export const initialiseCluster = async (server: ServerFolder, password: string): Promise<void> => {
  const unfinished = `${server.dataFolder}.new`;
  const passwordFile = `${server.dataFolder}.${randomBytes(6).toString('hex')}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await give(unfinished, server.identity);
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await give(passwordFile, server.identity);
    const command = await commandAs({
      program: server.binaries.initdb,
      args: [
        `--pgdata=${unfinished}`,
        `--username=${databaseUser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
      ],
      identity: server.identity,
      paths: [server.binaries.initdb, unfinished],
      endsWithParent: true,
    });
    await runToEnd(command);
    await rename(unfinished, server.dataFolder);
  } finally {
    await rm(passwordFile, { force: true });
  }
};

const lastLogLine = async (logFile: string): Promise<string> => {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|ERROR|LOG: {2}could/u.test(line)) ?? lines.at(-1) ?? '';
};

/** The last line but one of postmaster.pid says how far the start has come. */
const isReady = async (dataFolder: string, pid: number): Promise<boolean> => {
  const lines = (await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
};

/** A running postmaster that this process has started. */
export interface PostgresProcess {
  readonly pid: number;
  readonly exited: Promise<void>;
  /** Fast shutdown; after `patience` milliseconds the immediate one, from which the next start recovers. */
  stop(patience?: number): Promise<void>;
  /** Lets this process end while the server goes on. */
  release(): void;
}

const commandLine = (options: StartOptions): string[] => [
  '-D',
  options.dataFolder,
  ...Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

const spawnServer = async (options: StartOptions) => {
  const command = await commandAs({
    program: options.binaries.postgres,
    args: commandLine(options),
    identity: options.identity,
    paths: [options.binaries.postgres, options.dataFolder],
    endsWithParent: options.endsWithParent,
  });
  const log = await open(options.logFile, 'a', 0o600);
  try {
    // A session of its own: Ctrl-C reaches this process alone, which lets the work end before the database does.
    return spawn(command.program, command.args, { ...spawnOptions(command), detached: true, stdio: ['ignore', log.fd, log.fd] });
  } finally {
    await log.close();
  }
};

/** Settles when the process has ended, or could not be started at all. */
const endOf = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });

const hasEnded = (child: ChildProcess): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** Starts the server and waits until it takes connections. */
export const startServer = async (options: StartOptions): Promise<PostgresProcess> => {
  const child = await spawnServer(options);
  const exited = endOf(child);
  const pid = child.pid ?? -1;
  while (!hasEnded(child) && !(await isReady(options.dataFolder, pid))) await Promise.race([exited, pause(20)]);
  if (hasEnded(child))
    throw new StartupError(`PostgreSQL nhúng không khởi động được: ${await lastLogLine(options.logFile)} (xem ${options.logFile}).`);
  const stop = async (patience = 3500): Promise<void> => {
    if (hasEnded(child)) return;
    child.ref();
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGQUIT'), patience);
    await exited;
    clearTimeout(timer);
  };
  return { pid, exited, stop, release: () => child.unref() };
};
