import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

test('docs/events.md is what `npm run docs:events` writes', async () => {
  const script = (await import(path.join(root, 'scripts/events-doc.mjs'))) as { readonly describeEvents: () => string };
  expect(await readFile(path.join(root, 'docs/events.md'), 'utf8')).toBe(script.describeEvents());
});
