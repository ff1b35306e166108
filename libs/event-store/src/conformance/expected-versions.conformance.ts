import { expect, test } from '@jest/globals';
import type { Appended, ExpectedVersion } from '../event-store.port.js';
import { append, newStream, opened, type Scene } from './scene.conformance.js';

export const describeExpectedVersions = (scene: () => Scene): void => {
  const cases: readonly (readonly [existing: number, expected: ExpectedVersion, outcome: Appended['outcome']])[] = [
    [0, 'no-stream', 'appended'],
    [2, 'no-stream', 'conflict'],
    [0, 'stream-exists', 'conflict'],
    [2, 'stream-exists', 'appended'],
    [0, 'any', 'appended'],
    [2, 'any', 'appended'],
    [0, 0, 'appended'],
    [2, 0, 'conflict'],
    [2, 2, 'appended'],
    [2, 1, 'conflict'],
    [2, 3, 'conflict'],
    [0, 1, 'conflict'],
  ];
  test.each(cases)('a stream of %p events, expected %p: %s', async (existing, expected, outcome) => {
    const streamId = existing === 0 ? newStream() : await opened(scene().store, existing);
    const before = await scene().store.head();
    const result = await scene().store.append(append(streamId, expected));
    expect(result.outcome).toBe(outcome);
    if (result.outcome === 'conflict') expect(result.actual).toBe(existing);
    expect(await scene().store.head()).toBe(outcome === 'appended' ? before + 1 : before);
    expect(await scene().store.readStream(streamId)).toHaveLength(outcome === 'appended' ? existing + 1 : existing);
  });

  test('of many appends at one version exactly one is accepted', async () => {
    const streamId = await opened(scene().store);
    const results = await Promise.all(Array.from({ length: 20 }, () => scene().store.append(append(streamId, 1))));
    expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
    expect(await scene().store.readStream(streamId)).toHaveLength(2);
  });

  test('of many that create one stream exactly one is accepted; with any, all are', async () => {
    const created = newStream();
    const results = await Promise.all(Array.from({ length: 12 }, () => scene().store.append(append(created, 'no-stream'))));
    expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    const shared = newStream();
    const all = await Promise.all(Array.from({ length: 12 }, () => scene().store.append(append(shared, 'any'))));
    expect(all.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'appended'));
    expect((await scene().store.readStream(shared)).map(({ version }) => version)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });
};
