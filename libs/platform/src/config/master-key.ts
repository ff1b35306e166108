import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, ignoring } from '../error-code.js';
import { StartupError } from '../startup-error.js';
import type { Config } from './config.js';

const read = async (file: string): Promise<string | null> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw new StartupError(`Không đọc được khóa chính ${file}: ${String(error)}.`);
  });
  if (text === null) return null;
  const key = text.trim();
  if (Buffer.from(key, 'base64').length === 32) return key;
  throw new StartupError(`Tệp khóa chính ${file} đã hỏng: phải là 32 byte viết bằng base64.`);
};

const fileIn = (dataDir: string): string => path.join(dataDir, 'master-key');

/** The master key from the environment, else the one kept in the data folder; null where there is none yet. */
export const findMasterKey = async (config: Config): Promise<string | null> => config.masterKey ?? read(fileIn(config.dataDir));

/** Keeps a key in the data folder, unless there is one already. */
export const keepMasterKey = async ({ dataDir }: Pick<Config, 'dataDir'>, key: string): Promise<void> => {
  const file = fileIn(dataDir);
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${key}\n`, { mode: 0o600 });
  // Linking refuses to replace: of two that start at once both go on with the same key.
  await link(unfinished, file).catch(ignoring('EEXIST'));
  await rm(unfinished, { force: true });
};

/** The master key from the environment, else the one kept in the data folder; made there at the first start. */
export const ensureMasterKey = async (config: Config): Promise<string> => {
  const found = await findMasterKey(config);
  if (found !== null) return found;
  await keepMasterKey(config, randomBytes(32).toString('base64'));
  return (await findMasterKey(config)) ?? '';
};
