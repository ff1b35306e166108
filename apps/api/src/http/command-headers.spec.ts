import { expect, test } from '@jest/globals';
import { ProblemError } from './problem.js';
import { requestOf } from './request-key.js';
import { etagOf, positionOf, positionText, seenVersionOf } from './tags.js';

test('a tag names the version that was seen; of several the newest counts', () => {
  expect(seenVersionOf(etagOf(12))).toBe(12);
  expect(seenVersionOf('W/"v3", "v5"')).toBe(5);
  expect(seenVersionOf(undefined)).toBeNull();
  expect(seenVersionOf('*')).toBeNull();
  expect(() => seenVersionOf('"12"')).toThrow(ProblemError);
});

test('a position comes back as it was given', () => {
  expect(positionOf(positionText(7))).toBe(7);
  expect(positionOf(undefined)).toBeNull();
  expect(() => positionOf('7')).toThrow(ProblemError);
});

test('the same request has the same hash, whatever the order of its keys; another path or body has not', () => {
  const hash = (path: string, body: unknown): string | undefined => requestOf('k', 'POST', path, body)?.hash;
  expect(hash('/a', { x: 1, y: [{ b: 2, a: undefined }] })).toBe(hash('/a', { y: [{ b: 2 }], x: 1 }));
  expect(hash('/a', { x: 1 })).not.toBe(hash('/b', { x: 1 }));
  expect(hash('/a', [1, 2])).not.toBe(hash('/a', [2, 1]));
  expect(requestOf(undefined, 'POST', '/a', {})).toBeNull();
  expect(() => requestOf('with space', 'POST', '/a', {})).toThrow(ProblemError);
});
