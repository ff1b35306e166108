import type { Cell } from '../cells/cell.js';
import { columnOfHeads } from './columns.js';
import { columnOf, unknownColumn, type Column, type ColumnRole } from './header-roles.js';

/** Under which head of the upper row a lower head belongs. */
const parents: readonly (readonly [parent: readonly ColumnRole[], children: readonly ColumnRole[]])[] = [
  [['target', 'deadline', 'indicator'], ['period']],
  [
    ['lead', 'coordinator', 'responsible'],
    ['lead', 'coordinator', 'approver', 'responsible'],
  ],
  [
    ['deadline', 'start'],
    ['start', 'deadline'],
  ],
  [['funding'], ['funding', 'period', 'other']],
];

const headOf = (cell: Cell): string => cell.lines.join(' ');
const roleOf = (cell: Cell): ColumnRole => columnOf(headOf(cell))?.role ?? 'other';

/**
 * A header of two rows whose merged cells are lost: the heads of the lower row stand at its left end instead of under their own.
 * Each takes its place under the head of the upper row that it divides. Null where the count does not come out.
 */
export const slippedColumns = (upper: readonly Cell[], lower: readonly Cell[], width: number): readonly Column[] | null => {
  const children = new Map<Cell, Cell[]>();
  for (const cell of lower) {
    const fitting = parents.find(([, below]) => below.includes(roleOf(cell)))?.[0] ?? [];
    const parent = fitting.flatMap((role) => upper.find((head) => roleOf(head) === role) ?? [])[0];
    if (parent === undefined) return null;
    children.set(parent, [...(children.get(parent) ?? []), cell]);
  }
  if (upper.length - children.size + lower.length !== width) return null;
  return upper
    .flatMap((head): readonly (readonly string[])[] => {
      const own = children.get(head);
      return own === undefined ? [[headOf(head)]] : own.map((cell) => [headOf(head), headOf(cell)]);
    })
    .map((heads, at) => ({ ...(columnOfHeads(heads) ?? unknownColumn(heads.join(' '))), from: at + 1, to: at + 1 }));
};
