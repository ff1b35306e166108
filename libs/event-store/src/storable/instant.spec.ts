import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toStoredInstant } from './instant.js';

test('any instant of the years 1 to 9999 is stored as it is, whatever offset it is written with', () => {
  const instant = fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
      const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'));
      expect(toStoredInstant('at', `${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`)).toBe(date.toISOString());
    }),
  );
});

test.each(['2023-02-29', '2100-02-29', '2023-04-31', '2023-00-01', '2023-13-01', '2023-01-00'])('%s is not in the calendar', (day) => {
  expect(() => toStoredInstant('at', `${day}T00:00:00Z`)).toThrow('at is no ISO 8601 instant');
});
