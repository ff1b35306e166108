import { expect, test } from '@jest/globals';
import { PolicyBook } from './policy-book.js';
import { shippedPolicy } from './policy.settings.js';
import { defaultWishes, earlyDays, mailMinute, problemOfWishes, type ReminderWishes } from './reminder-wishes.js';

const at = (hour: number, minute = 0): number => hour * 60 + minute;
const wishing = (some: Partial<ReminderWishes>): ReminderWishes => ({ ...defaultWishes, ...some });

test.each([
  ['nothing said', wishing({}), null],
  ['nine o’clock', wishing({ dailyAt: at(9) }), null],
  ['the last minute of the office', wishing({ dailyAt: at(16, 59) }), null],
  ['before the policy’s hour', wishing({ dailyAt: at(7, 29) }), 'HOUR'],
  ['when the office closes', wishing({ dailyAt: at(17) }), 'HOUR'],
  ['half a minute', wishing({ dailyAt: 500.5 }), 'HOUR'],
  ['without the early ones', wishing({ mutedDays: [30, 7, 3, 1] }), null],
  ['without the due day', wishing({ mutedDays: [7, 0] }), 'LEGAL'],
] as const)('wishes for %s: %s', (_, wishes, problem) => {
  expect(problemOfWishes(wishes, shippedPolicy)).toBe(problem);
});

test('the mail leaves at the person’s minute, at the policy’s where none is wished, and never outside the policy’s present bounds', () => {
  expect(mailMinute(defaultWishes, shippedPolicy)).toBe(at(7, 30));
  expect(mailMinute({ dailyAt: at(10) }, shippedPolicy)).toBe(at(10));
  expect(mailMinute({ dailyAt: at(8) }, { ...shippedPolicy, dailyAt: at(9) })).toBe(at(9));
  expect(mailMinute({ dailyAt: at(16) }, { ...shippedPolicy, officeHours: { from: at(8), to: at(12) } })).toBe(at(11, 59));
});

test('every early day of every list may be left out, the farthest first; the due day may not', () => {
  expect(earlyDays(PolicyBook.of(shippedPolicy))).toEqual([90, 30, 10, 7, 3, 1]);
});
