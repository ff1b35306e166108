import { describe, expect, test } from '@jest/globals';
import { addWorkingDays, isWorkingDay, plainDate, workingDaysBetween } from '#domain';
import { vietnamWorkingCalendar as calendar } from './calendar.js';

const works = (date: string): boolean => isWorkingDay(plainDate(date), calendar);

describe('the working calendar of Vietnam', () => {
  test.each([
    '2023-01-02',
    '2023-01-20',
    '2023-01-26',
    '2023-05-03',
    '2023-09-01',
    '2023-09-04',
    '2024-02-14',
    '2024-04-18',
    '2024-04-29',
    '2024-09-03',
    '2025-01-27',
    '2025-01-31',
    '2025-04-07',
    '2025-05-02',
    '2025-09-01',
    '2026-01-02',
    '2026-02-16',
    '2026-02-20',
    '2026-04-27',
    '2026-08-31',
    '2026-11-24',
  ])('%s is a day off', (date) => expect(works(date)).toBe(false));

  test.each(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])('the make-up Saturday %s is worked', (date) =>
    expect(works(date)).toBe(true),
  );

  test.each(['2023-01-19', '2023-01-27', '2024-02-15', '2025-02-03', '2026-02-23', '2026-11-23', '2026-11-25'])('%s is worked', (date) =>
    expect(works(date)).toBe(true),
  );

  test('every day says why and on what basis', () => {
    for (const day of calendar.days.values()) {
      expect(day.occasion).not.toBe('');
      expect(day.basis).not.toBe('');
    }
  });

  test('an unpublished year counts statutory days, made up where they fall on a day of rest', () => {
    expect(calendar.publishedYears).toEqual([2023, 2024, 2025, 2026]);
    expect(works('2027-01-01')).toBe(false);
    expect(works('2027-05-03')).toBe(false); // for Saturday 1/5/2027
    expect(works('2028-01-03')).toBe(false); // for Saturday 1/1/2028
    expect(works('2027-02-08')).toBe(true); // Tết 2027 is not published
  });

  test('30/4 and 1/5 that both fall on a weekend are made up on two days', () => {
    // 2033: 30/4 Saturday, 1/5 Sunday.
    expect([works('2033-05-02'), works('2033-05-03'), works('2033-05-04')]).toEqual([false, false, true]);
  });

  test('working days are counted over Tết', () => {
    expect(addWorkingDays(plainDate('2026-02-13'), 1, calendar)).toBe('2026-02-23');
    expect(workingDaysBetween(plainDate('2026-02-13'), plainDate('2026-02-23'), calendar)).toBe(1);
    expect(workingDaysBetween(plainDate('2026-11-23'), plainDate('2026-11-27'), calendar)).toBe(3);
  });
});
