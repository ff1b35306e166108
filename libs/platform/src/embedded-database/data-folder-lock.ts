import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ignoring } from '../error-code.js';
import { StartupError } from '../startup-error.js';
import { startOf } from './process-identity.js';

const holder = z.object({ pid: z.number().int().positive(), start: z.string() });
type Holder = z.output<typeof holder>;

const lockFile = (dataDir: string): string => path.join(dataDir, 'dondoc.lock');

const read = async (file: string): Promise<Holder | null> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** The running process that holds the folder, or null: a process with the same id that began at another time is not it. */
export const holderOf = async (dataDir: string): Promise<number | null> => {
  const found = await read(lockFile(dataDir));
  return found !== null && (await startOf(found.pid)) === found.start ? found.pid : null;
};

const tryLink = async (from: string, to: string): Promise<boolean> =>
  (await link(from, to)
    .then(() => true)
    .catch(ignoring('EEXIST'))) ?? false;

const refuse = (dataDir: string, pid: number): never => {
  throw new StartupError(
    `Thư mục dữ liệu ${dataDir} đang được một tiến trình Đôn Đốc khác dùng (pid ${pid}); hãy dừng tiến trình đó hoặc đặt DATA_DIR khác.`,
  );
};

/** Moves a dead holder's file aside; puts it back when it turns out to be a living one's that came in between. */
const removeStale = async (dataDir: string): Promise<void> => {
  const aside = `${lockFile(dataDir)}.${randomBytes(6).toString('hex')}`;
  await rename(lockFile(dataDir), aside).catch(ignoring('ENOENT'));
  const moved = await read(aside);
  if (moved !== null && (await startOf(moved.pid)) === moved.start) await tryLink(aside, lockFile(dataDir));
  await rm(aside, { force: true });
};

/**
 * One process at a time owns a data folder. The lock names its holder by id and starting time, so that a killed holder's lock
 * counts for nothing, even when its process id is in use again. Returns the release.
 * @throws StartupError when a living process holds it
 */
export const lockDataFolder = async (dataDir: string): Promise<() => Promise<void>> => {
  const file = lockFile(dataDir);
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, JSON.stringify({ pid: process.pid, start: await startOf(process.pid) }), { mode: 0o644 });
  try {
    for (let tries = 0; tries < 5; tries += 1) {
      if (await tryLink(own, file)) return async () => rm(file, { force: true });
      const living = await holderOf(dataDir);
      if (living !== null) refuse(dataDir, living);
      await removeStale(dataDir);
    }
    throw new StartupError(`Không khóa được thư mục dữ liệu ${dataDir}; hãy thử lại.`);
  } finally {
    await rm(own, { force: true });
  }
};
