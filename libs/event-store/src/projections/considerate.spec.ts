import { describe, expect, test } from '@jest/globals';
import { considerate } from './considerate.js';

/** Milliseconds that a piece of work of `worked` ms is followed by. */
const restAfter = async ({ rest }: ReturnType<typeof considerate>, worked: number): Promise<number> => {
  const started = performance.now();
  await rest(worked);
  return performance.now() - started;
};
const lookAgain = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 260));

describe('A considerate pace', () => {
  test('rests while the log grows, and does not while it stands still', async () => {
    let head = 1;
    const pace = considerate(() => Promise.resolve(head), 0.25);
    await pace.rest(100);
    expect(pace.givesWay()).toBe(false);
    head = 2;
    await lookAgain();
    expect(await restAfter(pace, 20)).toBeGreaterThan(50);
    expect(pace.givesWay()).toBe(true);
    await lookAgain();
    await pace.rest(100);
    expect(pace.givesWay()).toBe(false);
  });

  test('in a hurry it rests half as long, and half of that', async () => {
    let head = 1;
    const pace = considerate(() => Promise.resolve((head += 1)), 0.25);
    await pace.rest(0);
    await lookAgain();
    pace.hurry();
    pace.hurry();
    const rested = await restAfter(pace, 160);
    expect(rested).toBeGreaterThan(100);
    expect(rested).toBeLessThan(470);
  });

  test('a whole share neither rests nor asks', async () => {
    const pace = considerate(() => Promise.reject(new Error('asked')), 1);
    await pace.rest(1000);
    expect(pace.givesWay()).toBe(false);
  });
});
