import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { generatePassword } from '#identity';
import type { DemoAccount } from './demo-people.js';

const DemoAccountsFile = z.array(
  z.object({ username: z.string(), password: z.string().min(1), agencyId: z.string(), roles: z.array(z.string()) }),
);
export type DemoAccountsFile = z.output<typeof DemoAccountsFile>;

const fileOf = (dataDir: string): string => path.join(dataDir, 'demo-accounts.json');

/** Null: there is none, or it cannot be used. */
const readBefore = async (file: string): Promise<DemoAccountsFile | null> => {
  try {
    return DemoAccountsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
};

/**
 * Passwords for the demonstration's accounts, written for their owner alone before any account is made: whoever is killed
 * in between finds the same ones again.
 */
export const demoPasswords = async (dataDir: string, accounts: readonly DemoAccount[]): Promise<DemoAccountsFile> => {
  const file = fileOf(dataDir);
  const before = new Map((await readBefore(file))?.map(({ username, password }) => [username, password]));
  const entries = accounts.map(({ username, agencyId, roles }) => ({
    username,
    password: before.get(username) ?? generatePassword(),
    agencyId,
    roles: [...roles],
  }));
  const unfinished = `${file}.${String(process.pid)}`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${JSON.stringify(entries, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  return entries;
};
