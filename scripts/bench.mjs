/** Builds what has changed, then runs one benchmark of bench/. Usage: npm run bench -- NAME [options] */
import { readdir } from 'node:fs/promises';

const [name, ...args] = process.argv.slice(2);
const ending = '.bench.ts';
const known = (await readdir(new URL('../bench', import.meta.url)))
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
if (name === undefined || !known.includes(name)) {
  process.stderr.write(`Usage: npm run bench -- NAME [options]\nThere is: ${known.sort().join(', ')}\n`);
  process.exit(1);
}
process.chdir(new URL('..', import.meta.url).pathname);
process.argv.splice(2, process.argv.length, '--server-only', '--quiet');
await import('./build.mjs');
const { run } = await import(new URL(`../dist/bench/${name}.bench.js`, import.meta.url).href);
await run(args);
