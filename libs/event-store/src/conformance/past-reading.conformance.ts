import { expect, test } from '@jest/globals';
import type { Append, EventStore } from '../event-store.port.js';
import type { Scene } from './scene.conformance.js';

const append = (streamId: string, ...types: readonly string[]): Append => ({
  streamId,
  expected: 'any',
  actor: 'lan',
  events: types.map((type) => ({ type, data: {} })),
});

/** What every store tells of the past. */
export const describePastReading = (scene: () => Scene): void => {
  const store = (): EventStore => scene().store;

  test('the events of some types of streams are read by pages, up to a position', async () => {
    const before = await store().head();
    for (const nth of [1, 2, 3, 4, 5]) {
      await store().append(append(`red-${nth}`, 'Opened', 'Written'));
      await store().append(append(`redder-${nth}`, 'Opened'));
      await store().append(append(`blue-${nth}`, 'Opened'));
    }
    const head = await store().head();
    const whole = await store().readAll(before, 100);
    const reds = whole.filter(({ streamId }) => /^(?:red|blue)-/u.test(streamId));
    expect(reds).toHaveLength(15);
    expect(await store().readOf(['red', 'blue'], before, head, 100)).toEqual(reds);
    expect(await store().readOf(['red', 'blue'], before, head, 4)).toEqual(reds.slice(0, 4));
    expect(await store().readOf(['red', 'blue'], reds[3]!.position, reds[9]!.position, 100)).toEqual(reds.slice(4, 10));
    expect(await store().readOf(['none'], 0, head, 100)).toEqual([]);
    expect(await store().readOf(['red'], head, head, 100)).toEqual([]);
  });

  test('all events of a type of streams are read after a position, in the order of the log', async () => {
    for (const nth of [2, 1, 3]) {
      await store().append(append(`rare-${nth}`, 'Opened', 'Written'));
      await store().append(append(`rarer-${nth}`, 'Opened'));
      await store().append(append('rare', 'Opened'));
    }
    await store().append(append('rare-2', 'Written'));
    const rare = (await store().readAll(0, 100_000)).filter(({ streamId }) => streamId.startsWith('rare-'));
    expect(rare).toHaveLength(7);
    expect(await store().readType('rare', 0)).toEqual(rare);
    expect(await store().readType('rare', rare[2]!.position)).toEqual(rare.slice(3));
    expect(await store().readType('rare', await store().head())).toEqual([]);
    expect(await store().readType('none', 0)).toEqual([]);
  });

  test('a stream is read after a version', async () => {
    await store().append(append('after-1', 'Opened', 'Written', 'Written', 'Written'));
    const all = await store().readStream('after-1');
    expect(await store().readStream('after-1', { after: 1 })).toEqual(all.slice(1));
    expect(await store().readStream('after-1', { after: 1, upTo: all[2]!.position })).toEqual(all.slice(1, 3));
    expect(await store().readStream('after-1', { after: 4 })).toEqual([]);
  });

  test('an instant leads to the last event recorded at or before it', async () => {
    for (const nth of [1, 2, 3]) await store().append(append(`timed-${nth}`, 'Opened'));
    const log = await store().readAll(0, 100_000);
    const last = (instant: string): number => log.findLast(({ recordedAt }) => recordedAt <= instant)?.position ?? 0;
    const instants = new Set(log.flatMap(({ recordedAt }) => [-1, 0, 1].map((by) => new Date(Date.parse(recordedAt) + by).toISOString())));
    for (const instant of instants) {
      expect([instant, await store().positionAt(instant)]).toEqual([instant, last(instant)]);
    }
    expect(await store().positionAt('2000-01-01T00:00:00.000Z')).toBe(0);
  });
};
