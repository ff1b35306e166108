import { describe, expect, test } from '@jest/globals';
import { Together } from './together.js';

describe('asking together', () => {
  test('whoever is alone goes at once; those who come meanwhile share the next', async () => {
    const batches: (readonly number[])[] = [];
    const together = new Together<number, number>(async (asked) => {
      batches.push(asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return asked.map((one) => one * 10);
    }, 3);
    const first = together.ask(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await Promise.all([first, ...[2, 3, 4, 5].map((one) => together.ask(one))])).toEqual([10, 20, 30, 40, 50]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
    expect(await together.ask(6)).toBe(60);
  });

  test('what cannot be done for one of them fails for that one alone', async () => {
    const together = new Together<number, number>((asked) =>
      asked.includes(3) ? Promise.reject(new Error('three')) : Promise.resolve(asked),
    );
    const ended = await Promise.allSettled([1, 2, 3, 4, 5].map((one) => together.ask(one)));
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });
});
