import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedVersion } from '../event-store.port.js';
import { append, event, newStream, type Scene } from './scene.conformance.js';

export const describeLaws = (scene: () => Scene): void => {
  const step = fc.record({
    stream: fc.integer({ min: 0, max: 3 }),
    expected: fc.oneof(fc.constantFrom<ExpectedVersion>('no-stream', 'stream-exists', 'any'), fc.integer({ min: 0, max: 6 })),
    events: fc.array(
      fc.json().map((text) => event(text)),
      { minLength: 1, maxLength: 4 },
    ),
    key: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  });

  test('however appends meet, positions and versions have no holes, nothing is lost, nothing doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const run = newStream();
        const before = await scene().store.head();
        const appends = steps.map(({ stream, expected, events, key }) => {
          const request = key === undefined ? {} : { request: { key: `${run}-${key}`, hash: 'same' } };
          return append(`${run}-${stream}`, expected, { events, ...request });
        });
        const results = await Promise.all(appends.map((one) => scene().store.append(one)));
        const written = await scene().store.readAll(before, 1000);
        const accepted = results.flatMap((result, index) => (result.outcome === 'appended' ? [{ result, asked: appends[index]! }] : []));
        expect(written.map(({ position }) => position)).toEqual(written.map((_, index) => before + index + 1));
        expect(written).toHaveLength(accepted.reduce((sum, { asked }) => sum + asked.events.length, 0));
        for (const { result, asked } of accepted) {
          const own = written.slice(result.position - before - asked.events.length, result.position - before);
          expect(own.map(({ data }) => data)).toEqual(asked.events.map(({ data }) => data));
          expect(own.at(-1)).toMatchObject({ streamId: asked.streamId, version: result.version });
          assertExpected(asked.expected, result.version - asked.events.length);
        }
        assertKeysOnce(accepted.flatMap(({ asked }) => (asked.request === undefined ? [] : [asked.request.key])));
      }),
      { numRuns: 40 },
    );
  });
};

const assertExpected = (expected: ExpectedVersion, saw: number): void => {
  if (typeof expected === 'number') expect(saw).toBe(expected);
  if (expected === 'no-stream') expect(saw).toBe(0);
  if (expected === 'stream-exists') expect(saw).toBeGreaterThan(0);
};

const assertKeysOnce = (keys: readonly string[]): void => expect(new Set(keys).size).toBe(keys.length);
