import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** `npm run build` has made it. */
const program = path.resolve('dist/apps/worker/src/main.js');
const shiftedClock = pathToFileURL(path.resolve('test/processes/shifted-clock.mjs')).href;

/** The product's own worker, as a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  readonly output: () => string;
  /** How far its own clock is from this machine's from now on. */
  shift(milliseconds: number): void;
  /** Stops it where it is; it answers nobody, and what it is sent waits. */
  freeze(): void;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

export const startWorkerProcess = (environment: Readonly<Record<string, string>>, shift = 0): WorkerProcess => {
  const child: ChildProcess = spawn(process.execPath, ['--import', shiftedClock, program], {
    env: {
      PATH: process.env['PATH'] ?? '',
      LOG_LEVEL: 'warn',
      CLOCK_SHIFT_MS: String(shift),
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => (output += piece.toString()));
  const gone = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    output: () => output,
    shift: (milliseconds) => child.send(milliseconds),
    freeze: () => child.kill('SIGSTOP'),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
