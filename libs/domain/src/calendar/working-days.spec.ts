import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '../shared/plain-date.js';
import type { CalendarDay, WorkingCalendar } from './working-calendar.js';
import { addWorkingDays, isWorkingDay, nextWorkingDay, previousWorkingDay, shiftedDue, workingDaysBetween } from './working-days.js';

const day = (date: string, kind: CalendarDay['kind']): [PlainDate, CalendarDay] => [
  plainDate(date),
  { date: plainDate(date), kind, occasion: 'Hoán đổi', basis: '12729/VPCP-KGVX' },
];
/** Friday 2/1/2026 is off, Saturday 10/1 is worked for it. */
const calendar: WorkingCalendar = {
  version: 1,
  days: new Map([day('2026-01-01', 'off'), day('2026-01-02', 'off'), day('2026-01-10', 'worked')]),
  publishedYears: [2026],
};
const at = plainDate;

describe('counting working days', () => {
  test('a make-up Saturday is worked, other weekends and days off are not', () => {
    expect(['2026-01-02', '2026-01-03', '2026-01-05', '2026-01-10', '2026-01-11'].map((date) => isWorkingDay(at(date), calendar))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  test('the next or previous working day is the day itself where it is worked', () => {
    expect(nextWorkingDay(at('2026-01-01'), calendar)).toBe('2026-01-05');
    expect(previousWorkingDay(at('2026-01-04'), calendar)).toBe('2025-12-31');
    expect(nextWorkingDay(at('2026-01-10'), calendar)).toBe('2026-01-10');
  });

  test('the first day is not counted, forwards and backwards', () => {
    expect(addWorkingDays(at('2026-01-09'), 1, calendar)).toBe('2026-01-10');
    expect(addWorkingDays(at('2026-01-03'), 1, calendar)).toBe('2026-01-05');
    expect(addWorkingDays(at('2026-01-05'), -1, calendar)).toBe('2025-12-31');
    expect(addWorkingDays(at('2026-01-03'), 0, calendar)).toBe('2026-01-03');
  });

  test('what is left: after today, up to and including the due date', () => {
    expect(workingDaysBetween(at('2026-01-05'), at('2026-01-05'), calendar)).toBe(0);
    expect(workingDaysBetween(at('2026-01-05'), at('2026-01-12'), calendar)).toBe(6);
    expect(workingDaysBetween(at('2026-01-12'), at('2026-01-05'), calendar)).toBe(-6);
  });

  test('adding and counting agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const from = addDays(at('2025-10-01'), offset);
        expect(workingDaysBetween(from, addWorkingDays(from, count, calendar), calendar)).toBe(count);
      }),
    );
  });
});

describe('a due date on a day off', () => {
  const single = { kind: 'date', due: at('2026-01-02') } as const;

  test('rolls by policy where it is a single date', () => {
    expect(shiftedDue(single, 'next', calendar)).toBe('2026-01-05');
    expect(shiftedDue(single, 'previous', calendar)).toBe('2025-12-31');
    expect(shiftedDue(single, 'keep', calendar)).toBe('2026-01-02');
  });

  test.each(['month', 'quarter', 'half-year', 'year', 'range'] as const)('never rolls at the end of a %s', (kind) => {
    expect(shiftedDue({ kind, due: at('2026-01-31') }, 'next', calendar)).toBe('2026-01-31');
  });

  test('is nothing where there is none', () => {
    expect(shiftedDue({ kind: 'none', due: null }, 'next', calendar)).toBeNull();
  });
});
