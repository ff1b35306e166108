/**
 * Builds what has changed since the last build: TypeScript of apps, libs, bench and of what those run from test/ to `dist/` with swc
 * (file by file, no bundling), and the web app to `dist/web` with Vite. Types are checked apart, by `npm run check`.
 *
 * Usage: node scripts/build.mjs [--server-only] [--quiet]
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = process.argv.includes('--quiet');
const say = (text) => quiet || process.stderr.write(`${text}\n`);

const filesUnder = async (folder) => {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
};

const fingerprint = async (files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = await stat(file);
    hash.update(`${path.relative(root, file)}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
};

const stampFile = (name) => path.join(root, 'dist', `.${name}.stamp`);
const isCurrent = async (name, print) => (await readFile(stampFile(name), 'utf8').catch(() => '')) === print;

/** Replaces a file whole, and only where it changes: other processes may be running from it. */
const put = async (target, content) => {
  const before = await readFile(target, 'utf8').catch(() => null);
  if (before === content) return;
  const unfinished = `${target}.${process.pid}.tmp`;
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(unfinished, content);
  await rename(unfinished, target);
};

const compile = async (transform, file) => {
  const source = await readFile(file, 'utf8');
  if (!file.endsWith('.ts')) return source;
  const { code } = await transform(source, {
    filename: file,
    swcrc: false,
    configFile: false,
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'es6' },
  });
  return code;
};

const buildServer = async (sources) => {
  const { transform } = await import('@swc/core');
  const targetOf = (file) => path.join(root, 'dist', path.relative(root, file)).replace(/\.ts$/u, '.js');
  await Promise.all(sources.map(async (file) => put(targetOf(file), await compile(transform, file))));
  const wanted = new Set(sources.map(targetOf));
  const found = await Promise.all(['apps', 'libs', 'bench', 'test'].map((folder) => filesUnder(path.join('dist', folder)).catch(() => [])));
  const gone = found.flat().filter((file) => !wanted.has(file) && !file.endsWith('.tmp'));
  await Promise.all(gone.map((file) => rm(file, { force: true })));
};

const buildWeb = async () => {
  const { build } = await import('vite');
  // Vite names the environment of the process after its build; the app that starts in this process is not asked to know.
  const { NODE_ENV: before } = process.env;
  await build({
    root: path.join(root, 'apps/web'),
    configFile: path.join(root, 'apps/web/vite.config.ts'),
    logLevel: quiet ? 'silent' : 'warn',
  });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
};

const step = async (name, files, run) => {
  const print = await fingerprint(files);
  if (await isCurrent(name, print)) return;
  const started = performance.now();
  await run();
  await writeFile(`${stampFile(name)}.tmp`, print);
  await rename(`${stampFile(name)}.tmp`, stampFile(name));
  say(`Đã dựng ${name} trong ${((performance.now() - started) / 1000).toFixed(1)} giây.`);
};

await mkdir(path.join(root, 'dist'), { recursive: true });
const own = fileURLToPath(import.meta.url);
const lock = path.join(root, 'package-lock.json');
const all = (
  await Promise.all(
    ['apps', 'libs', 'bench', 'test/torture', 'test/chaos/reminders', 'test/processes/child', 'test/corpus/render'].map(filesUnder),
  )
).flat();
const isTest = (file) => /\.(?:int\.)?spec\.ts$|tsconfig\.json$|README\.md$|bench\/(?:results|rivals)\//u.test(file);
const web = path.join(root, 'apps', 'web') + path.sep;
const server = all.filter((file) => !file.startsWith(web) && !isTest(file));

await step('server', [...server, own, lock], () => buildServer(server));
if (!process.argv.includes('--server-only')) {
  const contracts = path.join(root, 'libs', 'contracts') + path.sep;
  await step('web', [...all.filter((file) => file.startsWith(web) || file.startsWith(contracts)), own, lock], buildWeb);
}
