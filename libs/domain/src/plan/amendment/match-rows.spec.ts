import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likened, likeness } from './likeness.js';
import { matchRows } from './match-rows.js';

describe('rows of two versions', () => {
  const text = (title: string, ordinal: string | null = null) => ({ text: title, ordinal, group: null });
  const three = [
    text('Lập quy hoạch chung đô thị', '1'),
    text('Xây dựng chương trình phát triển đô thị', '2'),
    text('Rà soát quỹ đất', '3'),
  ];

  test('are the same row where they say much the same, wherever they stand', () => {
    const next = [text('Rà soát, thống kê quỹ đất', '1'), text('Lập quy hoạch chung đô thị', '2'), text('Phát triển nhà ở xã hội', '3')];
    expect(matchRows(three, next)).toEqual([
      { old: 2, next: 0 },
      { old: 0, next: 1 },
    ]);
  });

  test('rows that stand at the same place need less in common', () => {
    const [one, other] = [text('Xây dựng chương trình phát triển đô thị', '2'), 'Chương trình phát triển đô thị và nông thôn mới'];
    expect(matchRows([one], [text(other, '2')])).toHaveLength(1);
    expect(matchRows([one], [text('Bảo vệ môi trường', '2')])).toEqual([]);
  });

  test('a person’s word goes first', () => {
    expect(matchRows(three, three, [{ old: 0, next: 1 }])).toEqual([
      { old: 0, next: 1 },
      { old: 2, next: 2 },
    ]);
    expect(matchRows(three, three, [{ old: null, next: 1 }])).toHaveLength(2);
  });

  test('every row is paired at most once, and a version with itself row by row', () => {
    const titles = fc.array(fc.constantFrom('Lập quy hoạch', 'Lập quy hoạch chung', 'Rà soát đất', 'Nhà ở xã hội'), { maxLength: 8 });
    fc.assert(
      fc.property(titles, titles, (before, after) => {
        const [one, other] = [before, after].map((list) => list.map((title, index) => text(title, String(index + 1))));
        const pairs = matchRows(one ?? [], other ?? []);
        expect(new Set(pairs.map((pair) => pair.old)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.next)).size).toBe(pairs.length);
        expect(matchRows(one ?? [], one ?? [])).toEqual((one ?? []).map((_, index) => ({ old: index, next: index })));
      }),
    );
  });

  test('likeness is 1 for the same words, 0 for none in common, and the same both ways', () => {
    const of = (one: string, other: string): number => likeness(likened(null, one), likened(null, other));
    expect(of('Lập quy hoạch', 'LẬP, quy hoạch.')).toBe(1);
    expect(of('Lập quy hoạch', 'Nhà ở')).toBe(0);
    expect(of('Lập quy hoạch chung', 'Lập quy hoạch')).toBe(of('Lập quy hoạch', 'Lập quy hoạch chung'));
  });
});
