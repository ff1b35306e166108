import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

const sources = async (...folders: string[]): Promise<string[]> => {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true });
      return entries
        .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !entry.parentPath.includes('node_modules'))
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  return found.flat();
};

describe('the architecture', () => {
  test('libraries and apps depend on each other in the agreed directions alone', async () => {
    const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout } = await run(
      process.execPath,
      [cruiser, 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' },
      },
    ).catch((error: unknown) => error as { stdout: string });
    expect(stdout).toContain('no dependency violations found');
  });

  test('the rules see imports by name: a library that imports none of its neighbours would hide a broken resolver', async () => {
    const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout } = await run(
      process.execPath,
      [cruiser, 'libs/application/src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
      {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const { modules } = JSON.parse(stdout) as { modules: { source: string; dependencies: { resolved: string }[] }[] };
    const resolved = modules.flatMap((module) => module.dependencies.map((dependency) => dependency.resolved));
    expect(resolved).toContain('libs/domain/src/index.ts');
  });

  test('no source file is over 300 lines', async () => {
    const files = await sources('apps', 'libs', 'test', 'bench');
    const long = await Promise.all(
      files.map(async (file) => ({ file: path.relative(root, file), lines: (await readFile(file, 'utf8')).split('\n').length - 1 })),
    );
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  test('only the event store inserts into the event table', async () => {
    const files = await sources('apps', 'libs');
    const writers = await Promise.all(
      files.map(async (file) => (/insert\s+into\s+es\.events\b/iu.test(await readFile(file, 'utf8')) ? path.relative(root, file) : null)),
    );
    const found = writers.filter((file) => file !== null && !file.endsWith('.spec.ts'));
    expect(found).not.toEqual([]);
    expect(found.filter((file) => file?.startsWith('libs/event-store/src/') !== true)).toEqual([]);
  });

  test('the environment is read in one place', async () => {
    const files = await sources('apps', 'libs');
    const readers = await Promise.all(
      files.map(async (file) => (/\bprocess\.env\b/u.test(await readFile(file, 'utf8')) ? path.relative(root, file) : null)),
    );
    const allowed = (file: string): boolean =>
      file.startsWith('libs/platform/src/config') ||
      file.startsWith('libs/testing/') ||
      /^apps\/\w+\/src\/testing\//u.test(file) ||
      file.endsWith('.spec.ts');
    expect(readers.filter((file): file is string => file !== null && !allowed(file))).toEqual([]);
  });

  test('the lock file names no registry', async () => {
    expect(await readFile(path.join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });

  test('nest-cli.json knows every app and library, and nothing else', async () => {
    const { projects } = JSON.parse(await readFile(path.join(root, 'nest-cli.json'), 'utf8')) as {
      projects: Record<string, { root: string }>;
    };
    const folders = await Promise.all(
      ['apps', 'libs'].map(async (kind) => (await readdir(path.join(root, kind))).map((name) => `${kind}/${name}`)),
    );
    const expected = folders
      .flat()
      .filter((folder) => folder !== 'apps/web')
      .sort();
    expect(
      Object.values(projects)
        .map(({ root: folder }) => folder)
        .sort(),
    ).toEqual(expected);
  });
});
