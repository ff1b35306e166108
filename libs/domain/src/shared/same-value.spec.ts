import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameValue } from './same-value.js';

const reordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([field, inner]) => [field, reordered(inner)]),
  );
};

describe('two values are the same', () => {
  test('whatever the order of their fields, and never where JSON differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(isSameValue(one, reordered(one))).toBe(true);
        if (isSameValue(one, other)) expect(one).toEqual(other);
      }),
    );
  });

  test('with a field that is absent as with one that is undefined; a list is no record', () => {
    expect(isSameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSameValue([], {})).toBe(false);
    expect(isSameValue(['a', 'b'], ['b', 'a'])).toBe(false);
  });
});
