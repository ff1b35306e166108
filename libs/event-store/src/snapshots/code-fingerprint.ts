import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const isCode = (file: string): boolean => /\.(?:js|ts)$/u.test(file) && !/\.spec\.[jt]s$|[/\\]testing[/\\]/u.test(file);

/** A hash of all code under some folders: it changes whenever any of it does. */
export const codeFingerprint = async (...folders: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    for (const file of files.filter(isCode).sort()) {
      hash
        .update(`${file}\0`)
        .update(await readFile(path.join(folder, file)))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
};
