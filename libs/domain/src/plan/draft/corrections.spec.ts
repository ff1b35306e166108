import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '../../shared/ids.js';
import { inTheWay, stands, turned, withCorrection, type CorrectedDraft } from './corrections.js';
import { applyChange, changeOf, type DraftChange, type DraftEdit } from './draft-change.js';
import { placeNow } from './draft-places.js';

const read = {
  tasks: Array.from({ length: 4 }, (_, row) => ({ id: row, title: `Nhiệm vụ ${String(row)}`, leads: [`cơ quan ${String(row)}`] })),
};
const nothing: CorrectedDraft = { draft: read, corrections: [] };
const recorded = (version: number) => ({ version, recordedAt: '2026-11-02T02:00:00.000Z' as Instant, actor: null, onBehalfOf: null });

/** Edits that lead nowhere are passed over. */
const correct = (state: CorrectedDraft, version: number, ...edits: readonly DraftEdit[]): CorrectedDraft => {
  const changes: DraftChange[] = [];
  let { draft } = state;
  for (const edit of edits) {
    const change = changeOf(draft, edit);
    if (change === null) continue;
    changes.push(change);
    draft = applyChange(draft, change);
  }
  return withCorrection(state, { changes, seen: [] }, recorded(version));
};
const retitle = (row: number, value = 'sửa'): DraftEdit => ({ op: 'replace', pointer: `/tasks/${String(row)}/title`, value });
const takeOut = (row: number): DraftEdit => ({ op: 'remove', pointer: `/tasks/${String(row)}`, value: null });
const putIn = (row: number | '-'): DraftEdit => ({
  op: 'add',
  pointer: `/tasks/${String(row)}`,
  value: { id: null, title: 'thêm', leads: [] },
});

describe('laws of corrections', () => {
  const edits = fc.oneof(
    fc.record({ op: fc.constant('replace' as const), row: fc.nat(5), field: fc.constantFrom('/title', '/leads', ''), value: fc.nat(9) }),
    fc.record({
      op: fc.constantFrom('add' as const, 'remove' as const),
      row: fc.nat(5),
      field: fc.constantFrom('', '/leads/0'),
      value: fc.nat(9),
    }),
  );
  const orders = fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.array(edits, { minLength: 1, maxLength: 3 }) }, { weight: 2, arbitrary: fc.nat(6) }),
    {
      maxLength: 25,
    },
  );
  const valueOf = ({ field, value }: { field: string; value: number }): unknown =>
    field === '' ? { id: null, title: `thay ${String(value)}`, leads: [] } : field === '/leads' ? [value] : `sửa ${String(value)}`;

  /** A number turns a correction, if nothing stands in its way; a list of edits is a new one. */
  const play = (
    drawn: readonly (number | readonly { op: DraftEdit['op']; row: number; field: string; value: number }[])[],
  ): CorrectedDraft =>
    drawn.reduce<CorrectedDraft>((state, order, index) => {
      const version = index + 2;
      if (typeof order !== 'number')
        return correct(
          state,
          version,
          ...order.map(({ op, row, field, value }) => ({ op, pointer: `/tasks/${String(row)}${field}`, value: valueOf({ field, value }) })),
        );
      const found = state.corrections[order];
      return found === undefined || inTheWay(state.corrections, found) !== null ? state : turned(state, found.number, version);
    }, nothing);

  test('the draft is what was read with the corrections that stand laid over it in their order', () => {
    let undone = 0;
    fc.assert(
      fc.property(orders, (drawn) => {
        const { draft, corrections } = play(drawn);
        undone += corrections.filter((each) => !stands(each)).length;
        expect(corrections.filter(stands).reduce<unknown>((laid, { changes }) => changes.reduce(applyChange, laid), read)).toEqual(draft);
      }),
      { numRuns: 500 },
    );
    expect(undone).toBeGreaterThan(100);
  });

  test('undoing one after the other from the end always leads back to what was read', () => {
    fc.assert(
      fc.property(orders, (drawn) => {
        let state = play(drawn);
        for (let last = state.corrections.findLast(stands); last !== undefined; last = state.corrections.findLast(stands)) {
          state = turned(state, last.number, (state.corrections.flatMap(({ turns }) => turns).toSorted((a, b) => b - a)[0] ?? 0) + 1);
        }
        expect(state.draft).toEqual(read);
      }),
    );
  });

  test('a place is followed to where its row stands now', () => {
    fc.assert(
      fc.property(orders, (drawn) => {
        const { draft, corrections } = play(drawn);
        const now = (draft as typeof read).tasks;
        for (const { id } of read.tasks) {
          const { pointer } = placeNow(corrections, `/tasks/${String(id)}/title`);
          const at = now.findIndex((task) => task.id === id);
          if (at >= 0) expect(pointer).toBe(`/tasks/${String(at)}/title`);
        }
      }),
    );
  });
});

describe('a place of the draft as it was read', () => {
  test('is corrected by a change within it, around it, or of the list that it is', () => {
    const state = correct(nothing, 2, retitle(1));
    expect(placeNow(state.corrections, '/tasks/1/title')).toEqual({ pointer: '/tasks/1/title', correctedBy: 2 });
    expect(placeNow(state.corrections, '/tasks/1')).toMatchObject({ correctedBy: 2 });
    expect(placeNow(state.corrections, '/tasks/1/leads')).toMatchObject({ correctedBy: null });
    const named = correct(nothing, 2, { op: 'add', pointer: '/tasks/1/leads/-', value: 'thêm' });
    expect(placeNow(named.corrections, '/tasks/1/leads')).toMatchObject({ correctedBy: 2 });
    expect(placeNow(named.corrections, '/tasks/1/title')).toMatchObject({ correctedBy: null });
  });

  test('moves with its row, and is gone with it', () => {
    const state = correct(correct(nothing, 2, putIn(0)), 3, takeOut(3));
    expect(placeNow(state.corrections, '/tasks/1/title')).toEqual({ pointer: '/tasks/2/title', correctedBy: null });
    expect(placeNow(state.corrections, '/tasks/2/title')).toEqual({ pointer: null, correctedBy: 3 });
    expect(placeNow(state.corrections, '/tasks/3/title')).toEqual({ pointer: '/tasks/3/title', correctedBy: null });
    expect(placeNow(turned(state, 3, 4).corrections, '/tasks/2/title')).toEqual({ pointer: '/tasks/3/title', correctedBy: null });
  });

  test('is taken back only where nothing else reached it since', () => {
    const state = correct(correct(nothing, 2, retitle(2)), 3, putIn('-'));
    expect(inTheWay(state.corrections, state.corrections[0]!)).toMatchObject({ number: 3 });
    expect(inTheWay(turned(state, 3, 4).corrections, state.corrections[0]!)).toBeNull();
  });
});
