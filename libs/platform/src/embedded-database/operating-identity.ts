import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../startup-error.js';

const run = promisify(execFile);

/** The account under which PostgreSQL runs; null: as the one who started this process. */
export interface OperatingIdentity {
  readonly uid: number;
  readonly gid: number;
}

const account = async (name: string): Promise<OperatingIdentity | null> => {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([user]) => user === name);
  return found === undefined ? null : { uid: Number(found[2]), gid: Number(found[3]) };
};

const createAccount = async (): Promise<void> => {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
};

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the owner of the data folder if there is one already,
 * else as `postgres`, which is made when it is missing.
 */
export const chooseIdentity = async (dataFolder: string): Promise<OperatingIdentity | null> => {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = await account('postgres');
  if (known !== null) return known;
  await createAccount().catch(() => undefined);
  const created = await account('postgres');
  if (created !== null) return created;
  throw new StartupError(
    'PostgreSQL không chạy bằng root và không tạo được người dùng "postgres"; hãy chạy bằng người dùng thường hoặc tạo người dùng đó trước.',
  );
};

const maySearch = async (folder: string, identity: OperatingIdentity): Promise<boolean> => {
  const { mode, uid, gid } = await stat(folder);
  if (uid === identity.uid) return (mode & 0o100) !== 0;
  if (gid === identity.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
};

/** Whether every folder above the file lets that account through. */
export const isReachable = async (file: string, identity: OperatingIdentity): Promise<boolean> => {
  let folder = path.dirname(path.resolve(file));
  while (await maySearch(folder, identity)) {
    const parent = path.dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
  return false;
};
