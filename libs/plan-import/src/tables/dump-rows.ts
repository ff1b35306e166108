import { isEmpty, textOf, type Cell } from '../cells/cell.js';
import { isUpperCase } from '../document/line-kinds.js';
import { isBareDate, looksLikeDeadline } from '../rows/cell-shapes.js';
import { isGroupOrdinal, isOrdinal } from '../rows/ordinals.js';
import type { Column, ColumnRole } from './header-roles.js';
import type { Row } from './table.js';

interface Segmenter {
  readonly columns: number;
  readonly hasOrdinal: boolean;
  readonly lastRole: ColumnRole | undefined;
}

/** A heading in capitals is closed: what follows it after a blank line is another row. */
const isClosedHeading = (row: readonly Cell[]): boolean => {
  const [first, second, third] = row;
  return third === undefined && first !== undefined && second !== undefined && isGroupOrdinal(textOf(first)) && isUpperCase(textOf(second));
};

/** Nothing of a row comes after its last column, nor after its deadline where that is the last column. */
const isComplete = (row: readonly Cell[], grid: Segmenter): boolean => {
  if (row.length >= grid.columns) return true;
  const first = row[0];
  const last = row.at(-1);
  if (grid.lastRole !== 'deadline' || first === undefined || last === undefined || isOrdinal(textOf(last))) return false;
  if (row.length < 3) return !isOrdinal(textOf(first)) && isBareDate(textOf(last));
  return looksLikeDeadline(textOf(last));
};

/** A year alone is a deadline, never an ordinal. */
const beginsWithOrdinal = (cell: Cell, row: readonly Cell[], grid: Segmenter): boolean => {
  if (!grid.hasOrdinal || cell.torn || !isOrdinal(textOf(cell))) return false;
  // An ordinal inside a whole row ("2" as a quantity) stands in the row's own block.
  return cell.afterGap || row.length === 0 || isComplete(row, grid) || isOrphan(row);
};

/** A row that holds nothing but empty cells and dash lines. */
const isOrphan = (row: readonly Cell[]): boolean => row.every((cell) => isEmpty(cell) || /^[-–—•+]/u.test(textOf(cell)));

const startsRow = (cell: Cell, row: readonly Cell[], grid: Segmenter): boolean => {
  if (row.length === 0) return false;
  if (cell.startsRow || beginsWithOrdinal(cell, row, grid)) return true;
  if (isEmpty(cell)) return isComplete(row, grid) || (cell.afterGap && !row.every(isEmpty));
  return (cell.afterGap && isClosedHeading(row)) || isComplete(row, grid);
};

const trimEnd = (cells: readonly Cell[], least: number): readonly Cell[] => {
  let end = cells.length;
  const last = (): Cell | undefined => cells[end - 1];
  for (let cell = last(); end > least && cell !== undefined && isEmpty(cell); cell = last()) end -= 1;
  return cells.slice(0, end);
};

const rowOf = (cells: readonly Cell[], grid: Segmenter, afterBreak: boolean): Row | null => {
  const [first, ...rest] = cells;
  if (first === undefined || cells.every(isEmpty)) return null;
  const isWhole = trimEnd(cells, grid.columns).length === grid.columns;
  const isNumbered = grid.hasOrdinal && isOrdinal(textOf(first)) && !first.torn;
  const hasPlace = isNumbered || (grid.hasOrdinal && isEmpty(first));
  return {
    ordinal: isNumbered ? first : null,
    cells: trimEnd(hasPlace ? rest : cells, grid.columns - 1),
    placed: null,
    shared: [],
    isWhole,
    isWide: false,
    afterBreak,
  };
};

/** Cuts the cells below a header into rows, by ordinals, gaps and the header's width. */
export const dumpRowsOf = (table: {
  readonly columns: readonly Column[];
  readonly cells: readonly (Cell | 'header-repeated')[];
}): readonly Row[] => {
  const grid: Segmenter = {
    columns: table.columns.length,
    hasOrdinal: table.columns[0]?.role === 'ordinal',
    lastRole: table.columns.at(-1)?.role,
  };
  const rows: Row[] = [];
  let open: Cell[] = [];
  let afterBreak = false;
  const close = (): void => {
    const row = rowOf(open, grid, afterBreak);
    if (row !== null) {
      rows.push(row);
      afterBreak = false;
    }
    open = [];
  };
  for (const cell of table.cells) {
    if (cell === 'header-repeated') {
      close();
      afterBreak = true;
      continue;
    }
    if (startsRow(cell, open, grid)) close();
    open.push(cell);
  }
  close();
  return rows;
};
