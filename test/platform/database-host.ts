import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface Host {
  readonly process: ChildProcess;
  readonly answer: { readonly url?: string; readonly endedLeftover?: boolean; readonly refused?: string };
}

const program = path.resolve('test/platform/host-program.mjs');

/** Starts the embedded database in a process of its own, which may be killed. */
export const startHost = async (dataDir: string, guard: 'guard' | 'no-guard', runAs: readonly string[] = []): Promise<Host> => {
  const [command, ...args] = [...runAs, process.execPath, program, dataDir, guard];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['{"refused":"ended"}'])]);
  return { process: child, answer: JSON.parse(String(line)) };
};

export const kill = async (host: Host, signal: NodeJS.Signals): Promise<number | null> => {
  const exit = once(host.process, 'exit');
  host.process.kill(signal);
  const [code] = await exit;
  return code;
};

export const postmasterOf = (dataDir: string): number =>
  Number.parseInt(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);

/** A zombie that nobody reaps has ended too. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/ Z /u.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** Milliseconds until the process has ended; raises after five seconds. */
export const untilEnded = async (pid: number): Promise<number> => {
  const started = performance.now();
  while (isRunning(pid)) {
    if (performance.now() - started > 5000) throw new Error(`process ${pid} still runs after five seconds`);
    await pause(20);
  }
  return performance.now() - started;
};

export const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};
