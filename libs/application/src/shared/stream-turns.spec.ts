import { expect, test } from '@jest/globals';
import { StreamTurns } from './stream-turns.js';

test('work on one stream takes turns, in order, and a failure does not stop the next', async () => {
  const turns = new StreamTurns();
  const told: string[] = [];
  const work =
    (name: string, fails = false) =>
    async (): Promise<string> => {
      told.push(`${name} begins`);
      await Promise.resolve();
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([turns.take('a', work('1', true)), turns.take('a', work('2')), turns.take('b', work('3'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(told.filter((line) => !line.startsWith('3'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
  expect(told.indexOf('3 begins')).toBeLessThan(told.indexOf('2 begins'));
});
