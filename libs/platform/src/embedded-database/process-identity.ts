import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The kernel signals nothing, but says whether there is such a process. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const statFields = async (pid: number): Promise<string[] | null> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The program's name, in brackets, may hold blanks: the fixed fields begin after it.
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/**
 * When a process began, as text that another process with the same id never has; null when there is none. A zombie has ended:
 * it only waits for its parent to take notice.
 */
export const startOf = async (pid: number): Promise<string | null> => {
  if (!isAlive(pid)) return null;
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return stdout.trim() === '' ? null : stdout.trim();
  }
  const fields = await statFields(pid);
  if (fields === null || fields[0] === 'Z') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${fields[19] ?? ''}`;
};

const commandLine = async (pid: number): Promise<readonly string[]> => {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim().split(/\s+/u);
};

/** Whether that process is a PostgreSQL server on this very data folder. */
export const servesFolder = async (pid: number, dataFolder: string): Promise<boolean> => {
  if ((await startOf(pid)) === null) return false;
  const [program = '', ...args] = await commandLine(pid);
  if (!/(?:^|\/)postgres(?::|$)/u.test(program)) return false;
  if (args.includes(dataFolder)) return true;
  // A server process changes into its data folder; only its owner and root may read that link.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return folder === dataFolder;
};
