import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartupError } from '../startup-error.js';
import { isAlive, servesFolder } from './process-identity.js';

const pidFile = (dataFolder: string): string => path.join(dataFolder, 'postmaster.pid');

/** The server process that a data folder's own file names, if it is alive and really serves this folder. */
export const runningPostmaster = async (dataFolder: string): Promise<number | null> => {
  const text = await readFile(pidFile(dataFolder), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) || !(await servesFolder(pid, dataFolder)) ? null : pid;
};

const othersOn = async (dataFolder: string): Promise<number[]> => {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const answers = await Promise.all(pids.map(async (pid) => ((await servesFolder(pid, dataFolder)) ? pid : null)));
  return answers.filter((pid) => pid !== null);
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
};

const hasEnded = async (pid: number, dataFolder: string, milliseconds: number): Promise<boolean> => {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    if (!isAlive(pid) || !(await servesFolder(pid, dataFolder))) return true;
    await pause(25);
  }
  return false;
};

const end = async (pid: number, dataFolder: string): Promise<void> => {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name);
    if (await hasEnded(pid, dataFolder, name === 'SIGINT' ? 8000 : 3000)) return;
  }
  throw new StartupError(`Một máy chủ PostgreSQL cũ (pid ${pid}) trên ${dataFolder} không chịu dừng; hãy dừng nó rồi khởi động lại.`);
};

/**
 * Ends what a killed process has left running on this folder: first the server, then its children that have lost it. Then
 * removes a pid file that names nobody, or an unrelated process that got the same id: PostgreSQL itself could not tell.
 * Only for the holder of the folder's lock.
 * @returns whether a server was found
 */
export const endLeftoverServer = async (dataFolder: string): Promise<boolean> => {
  const postmaster = await runningPostmaster(dataFolder);
  if (postmaster !== null) await end(postmaster, dataFolder);
  for (const pid of await othersOn(dataFolder)) await end(pid, dataFolder);
  await rm(pidFile(dataFolder), { force: true });
  return postmaster !== null;
};
