import { type IndicatorWording, isSameValue, matchRows, type PlanIndicatorRow, withLeadsOf } from '#domain';
import type { ComparedIndicator } from './comparison.js';

export const indicatorWording = (row: PlanIndicatorRow): IndicatorWording => {
  const { row: number, ordinal, name, unit, targets, leads, printedLeads } = row;
  return { row: number, ordinal, name, unit, targets, leads, printedLeads };
};

/** Where it stands is no change of what it says. */
const changedFields = (old: PlanIndicatorRow, next: PlanIndicatorRow): readonly (keyof IndicatorWording)[] => {
  const before = indicatorWording(old);
  const after = indicatorWording(next);
  const fields = Object.keys(after) as readonly (keyof IndicatorWording)[];
  return fields.filter((field) => !isSameValue(before[field], after[field]));
};

const textOf = ({ name, ordinal }: PlanIndicatorRow) => ({ text: name, ordinal, group: null });

/**
 * The indicators of two versions, line by line: in the order of the new one, then those that it says no more.
 *
 * @param earlier The new rows as on the days of the earlier versions.
 */
export const compareIndicators = (
  olds: readonly PlanIndicatorRow[],
  nexts: readonly PlanIndicatorRow[],
  earlier: readonly (readonly PlanIndicatorRow[])[],
): readonly ComparedIndicator[] => {
  const pairs = new Map(matchRows(olds.map(textOf), nexts.map(textOf)).map(({ old, next }) => [next, old]));
  const taken = new Set(pairs.values());
  const standing = nexts.map((row, index): ComparedIndicator => {
    const at = pairs.get(index);
    const old = at === undefined ? undefined : olds[at];
    if (old === undefined) return { line: { kind: 'added', indicatorId: row.indicatorId, row }, old: null, changed: [] };
    const then = earlier.flatMap((rows) => rows[index] ?? []);
    const next = withLeadsOf(old, { ...row, indicatorId: old.indicatorId }, then);
    const changed = changedFields(old, next);
    return { line: { kind: changed.length === 0 ? 'kept' : 'changed', indicatorId: old.indicatorId, row: next }, old, changed };
  });
  const gone = olds
    .filter((_, index) => !taken.has(index))
    .map((old): ComparedIndicator => ({ line: { kind: 'withdrawn', indicatorId: old.indicatorId, row: null }, old, changed: [] }));
  return [...standing, ...gone];
};
