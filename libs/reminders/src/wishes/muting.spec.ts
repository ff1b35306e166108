import { expect, test } from '@jest/globals';
import { defaultWishes } from '#domain';
import type { PlanRow } from '../plan/plan-row.js';
import { isMutable, isMuted } from './muting.js';

const everything = { ...defaultWishes, mutedDays: [90, 30, 10, 7, 3, 1, 0], mutedCoordination: true };
type Told = Pick<PlanRow, 'rule' | 'seat'>;

const legal: readonly Told[] = (['officer', 'unit-head', 'head', 'clerk', 'approver', 'follow-up'] as const).flatMap((seat) =>
  (
    [
      'due-in-0',
      'overdue',
      'returned',
      'resubmit-in-1',
      'resubmit-in-0',
      'assigned',
      'amended',
      'urged',
      'not-acknowledged',
      'ask',
      'to-approve',
    ] as const
  ).map((rule) => ({ rule, seat })),
);

test.each(legal)('$rule to the seat of $seat cannot be muted, whatever is wished', (told) => {
  expect([isMutable(told), isMuted(told, everything)]).toEqual([false, false]);
});

test.each([
  ['due-in-30', 'officer'],
  ['due-in-7', 'unit-head'],
  ['due-in-1', 'officer'],
  ['due-in-7', 'coordinator'],
  ['due-in-0', 'coordinator'],
  ['overdue', 'coordinator'],
] as const)('%s to the seat of %s may be muted', (rule, seat) => {
  expect([isMutable({ rule, seat }), isMuted({ rule, seat }, everything), isMuted({ rule, seat }, defaultWishes)]).toEqual([
    true,
    true,
    false,
  ]);
});

test.each(['coordination', 'ask', 'ask-due-in-2', 'ask-late', 'returned'] as const)(
  '%s to a coordinating agency asks for an act and is never muted',
  (rule) => {
    expect(isMuted({ rule, seat: 'coordinator' }, everything)).toBe(false);
  },
);

test('only the days that were named are muted', () => {
  const wishes = { ...defaultWishes, mutedDays: [30] };
  expect([30, 7, 3].map((days) => isMuted({ rule: `due-in-${days}`, seat: 'officer' }, wishes))).toEqual([true, false, false]);
});
