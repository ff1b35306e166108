import { expect, test } from '@jest/globals';
import { TaskListQuery } from '#contracts';
import { BadCursor, decodeCursor, encodeCursor } from './list-cursor.js';

const query = TaskListQuery.parse({ sort: 'due' });

test('a cursor goes on with the list it came from', () => {
  const cursor = encodeCursor(query, '2026-12-31\u0001a');
  expect(decodeCursor({ ...query, cursor })).toBe('2026-12-31\u0001a');
  expect(decodeCursor(query)).toBeNull();
});

test('a cursor of another list, or of nobody, is refused', () => {
  const cursor = encodeCursor(query, 'key');
  expect(() => decodeCursor({ ...query, sort: 'title', cursor })).toThrow(BadCursor);
  expect(() => decodeCursor({ ...query, by: 'part', cursor })).toThrow(BadCursor);
  expect(() => decodeCursor({ ...query, cursor: 'bnVsbA' })).toThrow(BadCursor);
  expect(() => decodeCursor({ ...query, cursor: '%%%' })).toThrow(BadCursor);
});
