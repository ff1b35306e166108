import type { SourceTable } from '#contracts';
import type { Cell } from '../cells/cell.js';

/** A table's rows with the cells that begin in each, and those that reach into it from above. */
export interface GridRow {
  readonly own: readonly Cell[];
  readonly shared: readonly Cell[];
}

export interface Grid {
  readonly part: string;
  readonly columns: number;
  readonly rows: readonly GridRow[];
}

const cellsOf = ({ part, cells }: SourceTable): readonly Cell[] =>
  cells.map(({ row, column, rowSpan, columnSpan, text }) => {
    const place = { part, row, column };
    const unit = { key: `${part} ${String(row)}:${String(column)}`, place, text };
    return {
      lines: text === '' ? [] : text.split('\n'),
      place,
      units: text === '' ? [] : [unit],
      row,
      column,
      rowSpan,
      columnSpan,
      afterGap: false,
      startsRow: false,
      torn: false,
    };
  });

export const gridOf = (table: SourceTable): Grid => {
  const own: Cell[][] = Array.from({ length: table.rows }, () => []);
  const shared: Cell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of cellsOf(table)) {
    own[cell.row - 1]?.push(cell);
    for (let row = cell.row + 1; row < cell.row + cell.rowSpan; row += 1) shared[row - 1]?.push(cell);
  }
  return {
    part: table.part,
    columns: table.columns,
    rows: own.map((cells, at) => ({ own: cells, shared: shared[at] ?? [] })),
  };
};

export const reaches = (cell: Cell, column: number): boolean => cell.column <= column && column < cell.column + cell.columnSpan;
/** How many grid columns a cell has in common with a range of them. */
export const overlap = (cell: Cell, from: number, to: number): number =>
  Math.min(cell.column + cell.columnSpan - 1, to) - Math.max(cell.column, from) + 1;
