import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Profiler } from 'node:inspector';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Program {
  /** Null for one that does not listen. */
  readonly url: string | null;
  /** Begins to sample it, or ends that and tells; for one that was started `profiled`. */
  profile(act: 'begin'): Promise<void>;
  profile(act: 'end'): Promise<Profiler.Profile>;
  stop(): Promise<void>;
}

const built = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Starts a built program as a process of its own and waits until a line of it begins with `ready`. What it logs is written to nowhere. */
export const startProgram = async (
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { profiled = false, ready = 'Sẵn sàng' } = {},
): Promise<Program> => {
  const before = profiled ? ['--import', built('bench/commands/profile-on-demand.js')] : [];
  const child = spawn(process.execPath, [...before, built(file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore', ...(profiled ? ['ipc' as const] : [])],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const profile = async (act: 'begin' | 'end'): Promise<Profiler.Profile> => {
    const answered = once(child, 'message');
    child.send(act);
    const [answer] = (await answered) as [Profiler.Profile];
    return answer;
  };
  if (child.stdout === null) throw new Error('No output to wait for');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(ready)) continue;
    child.stdout.resume();
    return { url: /(?:https?|smtp):\/\/[^\s)]+/u.exec(line)?.[0] ?? null, profile: profile as Program['profile'], stop };
  }
  throw new Error(`${file} ended before it was ready`);
};
