import { expect, test } from '@jest/globals';
import { wholeAgencies } from './due-rows.js';

const rows = (...agencies: readonly string[]) => agencies.map((agency) => ({ agency }));

test('R13: a full page ends with an agency, so that the rest of it makes no second mail of the day', () => {
  expect(wholeAgencies(rows('a', 'a', 'b', 'b'), 4)).toEqual(rows('a', 'a'));
  // There is no more: all of it stands.
  expect(wholeAgencies(rows('a', 'a', 'b'), 4)).toEqual(rows('a', 'a', 'b'));
  // An agency that fills a page alone is told as far as it fits.
  expect(wholeAgencies(rows('a', 'a', 'a', 'a'), 4)).toEqual(rows('a', 'a', 'a', 'a'));
  expect(wholeAgencies([], 4)).toEqual([]);
});
