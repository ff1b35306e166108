import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const entry = z.object({ version: z.string().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() });
const lock = z.object({ packages: z.record(z.string(), entry) });

/** A lock file written where another system's packages could not be had leaves them out, and then no `npm ci` accepts it. */
test('the lock file names every optional package of every system', () => {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${place}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  );
  expect([...new Set(missing)]).toEqual([]);
});
