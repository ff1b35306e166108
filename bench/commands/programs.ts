import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Program {
  /** Null for one that does not listen. */
  readonly url: string | null;
  stop(): Promise<void>;
}

/** Starts a built program as a process of its own and waits until it says that it is ready. What it logs is written to nowhere. */
export const startProgram = async (file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Program> => {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('Sẵn sàng')) continue;
    child.stdout.resume();
    return { url: /https?:\/\/[^\s)]+/u.exec(line)?.[0] ?? null, stop };
  }
  throw new Error(`${file} ended before it was ready`);
};
