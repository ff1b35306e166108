import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface KilledChild {
  /** Every whole line the child wrote before it died. */
  readonly lines: readonly string[];
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/**
 * Runs a Node script as a process of its own and kills it with SIGKILL in the middle of its work: when it has written so many
 * lines. The script writes a line with `fs.writeSync`, so that what it said before it died is known.
 */
export const runUntilKilled = async (
  script: URL,
  environment: Readonly<Record<string, string>>,
  linesBeforeKill: number,
): Promise<KilledChild> => {
  const child = spawn(process.execPath, [fileURLToPath(script)], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === linesBeforeKill) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { lines, signal, errors };
};
