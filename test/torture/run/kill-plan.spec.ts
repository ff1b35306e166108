import { expect, test } from '@jest/globals';
import { planKills, victims } from './kill-plan.js';

test.each([10, 12, 20, 60])('%p kills are of every kind, in order and before the end', (kills) => {
  const plan = planKills(kills, 1_000);
  expect(plan).toHaveLength(kills);
  expect(new Set(plan.map(({ victim }) => victim))).toEqual(new Set(victims));
  const moments = plan.map(({ after }) => after);
  expect(moments).toEqual([...moments].sort((one, other) => one - other));
  expect(moments.at(-1)).toBeLessThan(1_000);
});

test('of twenty kills each kind has its share', () => {
  const count = (victim: string): number => planKills(20, 1_000).filter((one) => one.victim === victim).length;
  expect(victims.map(count)).toEqual([8, 3, 4, 2, 3]);
});
