import { expect, test } from '@jest/globals';
import { inSeat, type Seated } from './by-seat.js';

const member = (id: string, position: Seated['position'], unit: string | null = null): Seated => ({ id, position, unit });
const members = [
  member('giám đốc', 'head'),
  member('phó', 'deputy'),
  member('trưởng phòng 1', 'unit-head', 'Phòng 1'),
  member('trưởng phòng 2', 'unit-head', 'Phòng 2'),
  member('chuyên viên', 'officer', 'Phòng 2'),
  member('văn thư', 'clerk'),
];
const ids = (found: readonly Seated[]): readonly string[] => found.map(({ id }) => id);

test.each([
  ['officer', ['chuyên viên', 'văn thư']],
  ['coordinator', ['chuyên viên', 'văn thư']],
  ['unit-head', ['trưởng phòng 2']],
  ['head', ['giám đốc']],
  ['clerk', ['văn thư']],
  ['approver', ['giám đốc', 'phó']],
] as const)('the seat of %s is filled by %s', (seat, expected) => {
  expect(ids(inSeat(seat, members, 'chuyên viên'))).toEqual(expected);
});

test('where nobody holds the position, the next one is asked; a unit without a head has none', () => {
  expect(ids(inSeat('officer', members.slice(0, 3), null))).toEqual(['trưởng phòng 1']);
  expect(ids(inSeat('head', members.slice(1), null))).toEqual(['phó']);
  expect(inSeat('unit-head', members, null)).toEqual([]);
  expect(inSeat('officer', [], null)).toEqual([]);
});
