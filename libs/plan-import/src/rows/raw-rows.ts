import type { ColumnRole } from '../tables/header-roles.js';
import type { Table } from '../tables/find-tables.js';
import { isEmpty, textOf, type Cell } from '../text/cells.js';
import { isBareDate, isGroupOrdinal, isOrdinal, isUpperCase, looksLikeDeadline } from './cell-shapes.js';

/** The cells of one row of the source, in order, empty ones included. */
export interface RawRow {
  readonly ordinal: Cell | null;
  /** The cells after the ordinal's place. */
  readonly cells: readonly Cell[];
  /** The row has as many cells as the header has columns. */
  readonly isWhole: boolean;
  /** First row below a repeated header. */
  readonly afterHeader: boolean;
}

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

const rawRow = (cells: readonly Cell[], grid: Segmenter, afterHeader: boolean): RawRow | null => {
  if (cells.every(isEmpty)) return null;
  const isWhole = trimEnd(cells, grid.columns).length === grid.columns;
  const [first, ...rest] = cells;
  if (first === undefined) return null;
  const isNumbered = grid.hasOrdinal && isOrdinal(textOf(first)) && !first.torn;
  const hasPlace = isNumbered || (grid.hasOrdinal && isEmpty(first));
  return { ordinal: isNumbered ? first : null, cells: trimEnd(hasPlace ? rest : cells, grid.columns - 1), isWhole, afterHeader };
};

/** Cuts the cells below a header into rows, by ordinals, gaps and the header's width. */
export const rawRowsOf = (table: Table): readonly RawRow[] => {
  const grid: Segmenter = {
    columns: table.columns.length,
    hasOrdinal: table.columns[0]?.role === 'ordinal',
    lastRole: table.columns.at(-1)?.role,
  };
  const rows: RawRow[] = [];
  let open: Cell[] = [];
  let afterHeader = false;
  const close = (): void => {
    const row = rawRow(open, grid, afterHeader);
    if (row !== null) {
      rows.push(row);
      afterHeader = false;
    }
    open = [];
  };
  for (const cell of table.cells) {
    if (cell === 'header-repeated') {
      close();
      afterHeader = true;
      continue;
    }
    if (startsRow(cell, open, grid)) close();
    open.push(cell);
  }
  close();
  return rows;
};
