import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { titleOf } from './titles.js';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Every code that the command path or the policy can refuse with, read off their sources. */
const codes = async (): Promise<string[]> => {
  const found = await Promise.all(
    ['libs/application/src', 'libs/identity/src/policy'].map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true });
      const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('conformance'));
      return Promise.all(files.map(async (file) => readFile(path.join(file.parentPath, file.name), 'utf8')));
    }),
  );
  const texts = found.flat().join('\n');
  return [
    ...new Set(
      [...texts.matchAll(/'((?:COMMAND|ACTOR|TASK|PLAN|INDICATOR|AGENCY|STREAM|REQUEST)\.[A-Z_]+)'/gu)].map(([, code]) => code ?? ''),
    ),
  ];
};

test('every refusal has a sentence of its own', async () => {
  const all = await codes();
  expect(all.length).toBeGreaterThan(20);
  const general = titleOf('NO.SUCH_CODE');
  expect(all.filter((code) => titleOf(code) === general)).toEqual([]);
});
