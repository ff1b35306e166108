import { likened, likeness } from './likeness.js';

/** A row of either version, as far as matching is concerned. */
export interface Matchable {
  readonly text: string;
  readonly ordinal: string | null;
  readonly group: string | null;
}

export interface RowPair {
  /** Index among the old rows. */
  readonly old: number;
  /** Index among the new rows. */
  readonly next: number;
}

/** Texts this alike are one row said in other words. */
const ALIKE = 0.5;
/** Rows that stand at the same place need less. */
const ALIKE_IN_PLACE = 0.3;
/** Between rows that are equally alike, the place decides. */
const PLACE_BONUS = 0.05;

const isSamePlace = (one: Matchable, other: Matchable): boolean =>
  one.ordinal !== null && one.ordinal === other.ordinal && one.group === other.group;

/**
 * Which rows of two versions are the same row: the most alike first, each row once. What a person has paired (or parted: a `next`
 * with `old` null) stands before anything that is found.
 */
export const matchRows = (
  olds: readonly Matchable[],
  nexts: readonly Matchable[],
  decided: readonly { readonly old: number | null; readonly next: number }[] = [],
): readonly RowPair[] => {
  const takenOld = new Set(decided.flatMap(({ old }) => (old === null ? [] : [old])));
  const takenNext = new Set(decided.map(({ next }) => next));
  const [before, after] = [olds, nexts].map((rows) => rows.map((row, index) => likened({ row, index }, row.text)));
  const candidates = (before ?? [])
    .filter(({ item }) => !takenOld.has(item.index))
    .flatMap((one) =>
      (after ?? [])
        .filter(({ item }) => !takenNext.has(item.index))
        .flatMap((other) => {
          const alike = likeness(one, other);
          const inPlace = isSamePlace(one.item.row, other.item.row);
          if (alike < (inPlace ? ALIKE_IN_PLACE : ALIKE)) return [];
          return [{ old: one.item.index, next: other.item.index, score: alike + (inPlace ? PLACE_BONUS : 0) }];
        }),
    )
    .toSorted((one, other) => other.score - one.score || one.old - other.old || one.next - other.next);
  const pairs: RowPair[] = decided.flatMap(({ old, next }) => (old === null ? [] : [{ old, next }]));
  for (const { old, next } of candidates) {
    if (takenOld.has(old) || takenNext.has(next)) continue;
    takenOld.add(old);
    takenNext.add(next);
    pairs.push({ old, next });
  }
  return pairs.toSorted((one, other) => one.next - other.next);
};
