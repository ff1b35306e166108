import { expect, test } from '@jest/globals';
import { defaultWishes } from '#domain';
import type { PlanRow } from '../plan/plan-row.js';
import { isMutable, isMuted, mutingInWords, mutingOf, withMuting } from './muting.js';

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

test.each<readonly [string, readonly Told[], ReturnType<typeof mutingOf>]>([
  [
    'early reminders are muted by their days',
    [
      { rule: 'due-in-3', seat: 'officer' },
      { rule: 'due-in-30', seat: 'head' },
      { rule: 'due-in-3', seat: 'clerk' },
    ],
    { days: [30, 3], coordination: false },
  ],
  [
    'dates of coordination by one wish, and no early days of one’s own work with them',
    [
      { rule: 'due-in-7', seat: 'coordinator' },
      { rule: 'overdue', seat: 'coordinator' },
    ],
    { days: [], coordination: true },
  ],
  ['one that may not be muted among them leaves nothing to mute', [...legal.slice(0, 1), { rule: 'due-in-7', seat: 'officer' }], null],
  ['nothing told is nothing to mute', [], null],
])('of a mail whose lines may all be muted: %s', (_, told, muting) => {
  expect(mutingOf(told)).toEqual(muting);
});

test('what is muted by one act mutes each line of the mail, and leaves what was wished before', () => {
  const told: readonly Told[] = [
    { rule: 'due-in-7', seat: 'officer' },
    { rule: 'due-in-1', seat: 'coordinator' },
  ];
  const muting = mutingOf(told)!;
  const wishes = withMuting({ dailyAt: 540, mutedDays: [30], mutedCoordination: false }, muting);
  expect(wishes).toEqual({ dailyAt: 540, mutedDays: [30, 7], mutedCoordination: true });
  expect(told.map((one) => isMuted(one, wishes))).toEqual([true, true]);
  expect(withMuting(wishes, muting)).toEqual(wishes);
  expect(mutingInWords(muting)).toEqual(['Nhắc trước hạn 07 ngày làm việc', 'Nhắc hạn của nhiệm vụ mà cơ quan chỉ phối hợp']);
});
