import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { fold } from '../fold.js';
import { InMemoryEventStore } from '../memory/in-memory-event-store.js';
import { codeFingerprint } from './code-fingerprint.js';
import { InMemorySnapshots } from './in-memory-snapshots.js';
import { StreamLoader, type Fold } from './stream-loader.js';

interface Seen {
  readonly versions: readonly number[];
}

describe('StreamLoader', () => {
  let store: InMemoryEventStore;
  let snapshots: InMemorySnapshots;
  let evolved: number;
  let clock: number;
  let loader: StreamLoader;
  let minute: number;

  beforeEach(() => {
    minute = 0;
    store = new InMemoryEventStore({ known: 'any', now: () => new Date(Date.UTC(2026, 0, 1, 0, (minute += 1))).toISOString() });
    snapshots = new InMemorySnapshots();
    evolved = 0;
    clock = 0;
    loader = new StreamLoader({ store, snapshots, now: () => clock });
  });

  const seen = (hash: string | null = 'this code', costs = 0): Fold<Seen> => ({
    hash,
    initial: { versions: [] },
    evolve: ({ versions }, { version }) => {
      evolved += 1;
      clock += costs;
      return { versions: [...versions, version] };
    },
  });
  const write = async (count: number): Promise<void> => {
    for (let nth = 0; nth < count; nth += 1) {
      await store.append({ streamId: 'case-1', expected: 'any', actor: 'lan', events: [{ type: 'Written', data: {} }] });
    }
  };
  const load = async (of = seen(), at?: number | string): Promise<{ versions: readonly number[]; version: number; evolved: number }> => {
    evolved = 0;
    const { state, version } = await loader.load('case-1', of, at);
    await loader.settled();
    expect(state.versions).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    return { versions: state.versions, version, evolved };
  };

  test('a short stream is replayed, and leaves none', async () => {
    await write(200);
    expect(await load()).toMatchObject({ version: 200, evolved: 200 });
    expect(await snapshots.find('case-1', 'this code')).toBeNull();
  });

  test('a long one is replayed once; after that only what came since', async () => {
    await write(201);
    expect(await load()).toMatchObject({ version: 201, evolved: 201 });
    expect(await load()).toMatchObject({ version: 201, evolved: 0 });
    await write(3);
    expect(await load()).toMatchObject({ version: 204, evolved: 3 });
    await write(201);
    expect(await load()).toMatchObject({ version: 405, evolved: 204 });
    expect(await load()).toMatchObject({ version: 405, evolved: 0 });
  });

  test('one that takes long to fold as well', async () => {
    await write(30);
    expect(await load(seen('this code', 1))).toMatchObject({ evolved: 30 });
    expect(await load(seen('this code', 1))).toMatchObject({ version: 30, evolved: 0 });
  });

  test('other code folds for itself; without a hash nothing is kept', async () => {
    await write(250);
    await load();
    expect(await load(seen('other code'))).toMatchObject({ evolved: 250 });
    expect(await load(seen('other code'))).toMatchObject({ evolved: 0 });
    expect(await load(seen(null))).toMatchObject({ evolved: 250 });
  });

  test('as of an earlier moment: from a snapshot that is not later, else from the beginning; never a later state', async () => {
    await write(300);
    await load();
    await write(50);
    const log = await store.readStream('case-1');
    expect(await load(seen(), log[319]!.position)).toMatchObject({ version: 320, evolved: 20 });
    expect(await load(seen(), log[319]!.recordedAt)).toMatchObject({ version: 320, evolved: 20 });
    expect(await load(seen(), log[299]!.position)).toMatchObject({ version: 300, evolved: 0 });
    expect(await load(seen(), log[298]!.position)).toMatchObject({ version: 299, evolved: 299 });
    expect(await load(seen(), log[9]!.recordedAt)).toMatchObject({ version: 10, evolved: 10 });
    expect(await load(seen(), 0)).toMatchObject({ version: 0, evolved: 0 });
  });

  test('version and position are those of a replay of everything', async () => {
    await write(230);
    await load();
    for (const more of [0, 1, 5]) {
      await write(more);
      const loaded = await loader.load('case-1', seen());
      expect(loaded).toEqual(fold(seen().initial, await store.readStream('case-1'), seen().evolve));
    }
  });

  test('a snapshot that cannot be kept is nobody’s trouble', async () => {
    await write(300);
    const broken = new StreamLoader({
      store,
      snapshots: { find: () => Promise.resolve(null), keep: () => Promise.reject(new Error('full')) },
    });
    expect((await broken.load('case-1', seen())).version).toBe(300);
    await broken.settled();
  });
});

test('the fingerprint of code changes with any of it, but not with its tests', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-code-'));
  const put = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);
  await mkdir(path.join(folder, 'deep'));
  await put('one.ts', 'export const one = 1;');
  await put('deep/two.js', 'export const two = 2;');
  const before = await codeFingerprint(folder);
  expect(before).toMatch(/^[0-9a-f]{16}$/u);
  await put('deep/two.spec.ts', 'test');
  await put('notes.md', 'words');
  expect(await codeFingerprint(folder)).toBe(before);
  await put('deep/two.js', 'export const two = 3;');
  const after = await codeFingerprint(folder);
  expect(after).not.toBe(before);
  await put('deep/three.ts', '');
  expect(await codeFingerprint(folder)).not.toBe(after);
  await rm(folder, { recursive: true });
});
