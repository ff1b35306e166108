import { expect, test } from '@jest/globals';
import { clockFace, halfHours } from './clock.js';

test('minutes are shown as a clock shows them', () => {
  expect([0, 450, 605, 1_439].map(clockFace)).toEqual(['00:00', '07:30', '10:05', '23:59']);
});

test('half hours begin with the first minute that may be chosen and end before the last', () => {
  expect(halfHours(450, 600).map(clockFace)).toEqual(['07:30', '08:00', '08:30', '09:00', '09:30']);
  expect(halfHours(465, 540).map(clockFace)).toEqual(['07:45', '08:00', '08:30']);
});
