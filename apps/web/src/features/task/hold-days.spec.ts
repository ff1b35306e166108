import { describe, expect, test } from '@jest/globals';
import { holdDays } from './hold-days.js';

describe('The days to which a reminder can be held', () => {
  test.each([
    ['due in three days', { at: null, dueAt: '2026-12-01T00:30:00Z' }, ['2026-12-01', '2026-12-08', '2026-12-31']],
    ['due far ahead', { at: null, dueAt: '2027-06-15T00:30:00Z' }, ['2027-06-15', '2027-06-22', '2027-07-15']],
    ['due on an earlier day', { at: null, dueAt: '2026-11-02T00:30:00Z' }, ['2026-11-28', '2026-12-05', '2026-12-28']],
    [
      'a letter that is tried again later',
      { at: '2026-11-29T23:00:00Z', dueAt: '2026-11-02T00:30:00Z' },
      ['2026-11-30', '2026-12-07', '2026-12-30'],
    ],
  ])('%s', (_, line, days) => {
    const { first, usual, last } = holdDays(line, '2026-11-28');
    expect([first, usual, last]).toEqual(days);
  });
});
