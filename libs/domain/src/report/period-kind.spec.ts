import { expect, test } from '@jest/globals';
import { plainDate } from '../shared/plain-date.js';
import { periodKind, periodLabel } from './period-kind.js';

test.each([
  ['2026-02-01', '2026-02-28', 'month', 'Tháng 2/2026'],
  ['2026-07-01', '2026-09-30', 'quarter', 'Quý III/2026'],
  ['2026-07-01', '2026-12-31', 'half-year', '6 tháng cuối năm 2026'],
  ['2026-01-01', '2026-06-30', 'half-year', '6 tháng đầu năm 2026'],
  ['2026-01-01', '2026-12-31', 'year', 'Năm 2026'],
  ['2026-02-01', '2026-04-30', 'other', 'Từ 01/02/2026 đến 30/04/2026'],
  ['2026-06-15', '2026-07-14', 'other', 'Từ 15/06/2026 đến 14/07/2026'],
])('from %s to %s: %s, %s', (from, to, kind, label) => {
  const period = { from: plainDate(from), to: plainDate(to) };
  expect([periodKind(period), periodLabel(period)]).toEqual([kind, label]);
});
