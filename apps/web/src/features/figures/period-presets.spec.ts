import { describe, expect, test } from '@jest/globals';
import { presetsOf } from './period-presets.js';

const told = (today: string): readonly string[] => presetsOf(today).map(({ label, from, to }) => `${label}: ${from} – ${to}`);

describe('periods to choose from', () => {
  test('end today where they have not ended', () => {
    expect(told('2026-11-27')).toEqual([
      'Năm 2026: 2026-01-01 – 2026-11-27',
      '6 tháng cuối năm 2026: 2026-07-01 – 2026-11-27',
      '6 tháng đầu năm 2026: 2026-01-01 – 2026-06-30',
      'Quý IV/2026: 2026-10-01 – 2026-11-27',
      'Quý III/2026: 2026-07-01 – 2026-09-30',
      'Tháng 11/2026: 2026-11-01 – 2026-11-27',
      'Tháng 10/2026: 2026-10-01 – 2026-10-31',
      'Năm 2025: 2025-01-01 – 2025-12-31',
    ]);
  });

  test('reach back over the turn of the year', () => {
    expect(told('2028-01-05')).toEqual([
      'Năm 2028: 2028-01-01 – 2028-01-05',
      '6 tháng đầu năm 2028: 2028-01-01 – 2028-01-05',
      'Quý I/2028: 2028-01-01 – 2028-01-05',
      'Quý IV/2027: 2027-10-01 – 2027-12-31',
      'Tháng 1/2028: 2028-01-01 – 2028-01-05',
      'Tháng 12/2027: 2027-12-01 – 2027-12-31',
      'Năm 2027: 2027-01-01 – 2027-12-31',
    ]);
  });
});
