import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, plainDate as at } from '../shared/plain-date.js';
import { isLongerThanSixMonths, nextPeriod, periodOf } from './periods.js';
import type { Schedule } from './schedule.js';

describe('periods by the cut-offs of NĐ 09/2019', () => {
  test.each([
    ['monthly', '2026-11-14', 'Tháng 11/2026', '2026-10-15', '2026-11-14'],
    ['monthly', '2026-11-15', 'Tháng 12/2026', '2026-11-15', '2026-12-14'],
    ['monthly', '2026-12-31', 'Tháng 01/2027', '2026-12-15', '2027-01-14'],
    ['monthly', '2026-01-01', 'Tháng 01/2026', '2025-12-15', '2026-01-14'],
    ['quarterly', '2026-03-14', 'Quý I/2026', '2025-12-15', '2026-03-14'],
    ['quarterly', '2026-03-15', 'Quý II/2026', '2026-03-15', '2026-06-14'],
    ['quarterly', '2026-12-15', 'Quý I/2027', '2026-12-15', '2027-03-14'],
    ['half-yearly', '2026-06-14', '6 tháng đầu năm 2026', '2025-12-15', '2026-06-14'],
    ['half-yearly', '2026-06-15', '6 tháng cuối năm 2026', '2026-06-15', '2026-12-14'],
    ['yearly', '2026-12-14', 'Năm 2026', '2025-12-15', '2026-12-14'],
    ['yearly', '2025-12-15', 'Năm 2026', '2025-12-15', '2026-12-14'],
  ] as const)('%s, on %s: %s', (kind, date, label, from, to) => {
    expect(periodOf({ kind }, at(date))).toEqual({ label, from, to });
  });
});

describe('custom periods', () => {
  const schedule: Schedule = { kind: 'custom', from: at('2026-01-31'), months: 1 };

  test('begin on the same day of each month, and do not drift after a short one', () => {
    expect(periodOf(schedule, at('2026-02-10'))).toMatchObject({ from: '2026-01-31', to: '2026-02-27' });
    expect(periodOf(schedule, at('2026-02-28'))).toMatchObject({ from: '2026-02-28', to: '2026-03-30' });
    expect(periodOf(schedule, at('2026-03-31'))).toMatchObject({ from: '2026-03-31', to: '2026-04-29' });
    expect(periodOf({ kind: 'custom', from: at('2026-02-15'), months: 3 }, at('2026-05-15')).label).toBe('Từ 15/05/2026 đến 14/08/2026');
  });

  test('before the first one, the first', () => {
    expect(periodOf(schedule, at('2020-01-01'))).toMatchObject({ from: '2026-01-31' });
  });
});

const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constantFrom<Schedule>({ kind: 'monthly' }, { kind: 'quarterly' }, { kind: 'half-yearly' }, { kind: 'yearly' }),
  fc
    .tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 24 }))
    .map(([days, months]): Schedule => ({ kind: 'custom', from: addDays(at('2025-01-01'), days), months })),
);
const days = fc.integer({ min: 0, max: 3_000 }).map((offset) => addDays(at('2025-01-01'), offset));

test('periods follow each other without a gap and without an overlap, and each day lies in its own', () => {
  fc.assert(
    fc.property(schedules, days, (schedule, since) => {
      const first = periodOf(schedule, since);
      expect(first.to >= since).toBe(true);
      if (schedule.kind !== 'custom' || since >= schedule.from) expect(first.from <= since).toBe(true);
      const next = nextPeriod(schedule, since, first.to);
      expect(next.from).toBe(addDays(first.to, 1));
      expect(nextPeriod(schedule, since, null)).toEqual(first);
      expect(nextPeriod(schedule, since, addDays(first.from, -1))).toEqual(first);
    }),
  );
});

test('a duty longer than six months reports by period; one of six months does not', () => {
  expect(isLongerThanSixMonths(at('2026-01-31'), at('2026-07-31'))).toBe(false);
  expect(isLongerThanSixMonths(at('2026-01-31'), at('2026-08-01'))).toBe(true);
  expect(addMonths(at('2026-08-31'), 6)).toBe('2027-02-28');
  expect(addMonths(at('2026-03-31'), -1)).toBe('2026-02-28');
});
