import { describe, expect, test } from '@jest/globals';
import { SharedLook } from './shared-look.js';

describe('A shared look', () => {
  /** Looks that end when told to; each finds how many had begun by then. */
  const scene = () => {
    const ends: ((error?: Error) => void)[] = [];
    const shared = new SharedLook(
      () =>
        new Promise<number>((resolve, reject) => {
          const nth = ends.length + 1;
          ends.push((error) => (error === undefined ? resolve(nth) : reject(error)));
        }),
    );
    const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    return { ends, shared, tick };
  };

  test('who asks alone looks at once, each time anew', async () => {
    const { ends, shared } = scene();
    const first = shared.ask();
    ends[0]!();
    expect(await first).toBe(1);
    const second = shared.ask();
    ends[1]!();
    expect(await second).toBe(2);
  });

  test('who asks during a look shares the next, begun after the asking', async () => {
    const { ends, shared, tick } = scene();
    const first = shared.ask();
    const during = [shared.ask(), shared.ask(), shared.ask()];
    await tick();
    expect(ends).toHaveLength(1);
    ends[0]!();
    expect(await first).toBe(1);
    await tick();
    expect(ends).toHaveLength(2);
    // The second look has begun: who comes now has to have the third.
    const late = shared.ask();
    ends[1]!();
    expect(await Promise.all(during)).toEqual([2, 2, 2]);
    await tick();
    ends[2]!();
    expect(await late).toBe(3);
  });

  test('a look that fails fails those who shared it alone', async () => {
    const { ends, shared, tick } = scene();
    const first = shared.ask();
    const second = shared.ask();
    ends[0]!(new Error('The database is away'));
    await expect(first).rejects.toThrow('away');
    await tick();
    ends[1]!();
    expect(await second).toBe(2);
  });
});
