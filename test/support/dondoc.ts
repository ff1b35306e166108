import { execFile } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one `dondoc` command line as a process of its own; `npm test` has built it. */
export const dondoc = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Told> =>
  new Promise((resolve) => {
    const own = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env };
    execFile(process.execPath, [program, ...args], { env: own, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
  });
