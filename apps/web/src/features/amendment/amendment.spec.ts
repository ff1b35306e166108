import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ComparedLine } from '#contracts';
import { changedLines, choicesToSend, fingerprint, isConfirmed, withPair } from './confirmation.js';
import { wordDiff } from './word-diff.js';

const line = (over: Partial<ComparedLine> = {}): ComparedLine => ({
  taskId: 't1',
  kind: 'changed',
  changes: ['re-dated'],
  old: null,
  next: null,
  live: null,
  notes: [],
  effects: [],
  dues: [{ part: 'L01', agency: { id: 'a', name: 'A' }, live: '2027-12-31', next: '2027-06-30', proposed: 'live' }],
  acknowledgeAgain: [],
  problem: null,
  ...over,
});

describe('words of two versions', () => {
  test('are told apart, in order', () => {
    expect(wordDiff('Xây dựng đề án đô thị', 'Xây dựng, trình đề án đô thị')).toEqual([
      { kind: 'same', old: 'Xây dựng', next: 'Xây dựng' },
      { kind: 'new', old: '', next: ', trình' },
      { kind: 'same', old: ' đề án đô thị', next: ' đề án đô thị' },
    ]);
    expect(wordDiff('', 'Mới')).toEqual([{ kind: 'new', old: '', next: 'Mới' }]);
    expect(wordDiff('Như cũ', 'Như cũ')).toEqual([{ kind: 'same', old: 'Như cũ', next: 'Như cũ' }]);
    expect(wordDiff('a\nb', 'a b')).toEqual([{ kind: 'same', old: 'a\nb', next: 'a b' }]);
  });

  test('lose none of either text', () => {
    const text = fc
      .array(fc.constantFrom('một', ' hai', ' ', '\n', ', ', '(ba)', ' bốn '), { maxLength: 12 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (old, next) => {
        const stretches = wordDiff(old, next);
        expect(stretches.map((stretch) => stretch.old).join('')).toBe(old);
        expect(stretches.map((stretch) => stretch.next).join('')).toBe(next);
      }),
    );
  });

  test('of very long texts are told as a whole', () => {
    const [long, other] = ['a '.repeat(900), 'b '.repeat(900)];
    expect(wordDiff(long, other).map(({ kind }) => kind)).toEqual(['gone', 'new']);
    expect(wordDiff(long, long).map(({ kind }) => kind)).toEqual(['same']);
  });
});

describe('a confirmation', () => {
  test('is of the line as it was shown', () => {
    const confirmed = new Map([['t1', fingerprint(line())]]);
    expect(isConfirmed(line({ notes: ['khác'] }), confirmed)).toBe(true);
    expect(isConfirmed(line({ effects: ['Giao A chủ trì.'] }), confirmed)).toBe(false);
    expect(changedLines([line(), line({ kind: 'kept' })])).toHaveLength(1);
  });

  test('sends only what differs from the proposal', () => {
    const choose = (dues: Record<string, 'live' | 'next'>, acknowledgeAgain = true) =>
      choicesToSend([line()], new Map([['t1', { dues, acknowledgeAgain }]]));
    expect(choose({ L01: 'live' })).toEqual([]);
    expect(choose({ L01: 'next' })).toEqual([{ taskId: 't1', acknowledgeAgain: true, dues: [{ part: 'L01', due: '2027-06-30' }] }]);
    expect(choose({}, false)).toEqual([{ taskId: 't1', acknowledgeAgain: false, dues: [] }]);
  });

  test('keeps one word for each row and each task', () => {
    const pairs = withPair([{ row: 1, taskId: 'a' }], { row: 2, taskId: 'a' });
    expect(pairs).toEqual([{ row: 2, taskId: 'a' }]);
    expect(withPair(pairs, { row: 2, taskId: null })).toEqual([{ row: 2, taskId: null }]);
  });
});
