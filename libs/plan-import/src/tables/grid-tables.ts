import { isEmpty, type Cell, type FreeLine } from '../cells/cell.js';
import { isOrdinal } from '../rows/ordinals.js';
import { startsAppendix } from '../document/line-kinds.js';
import { sameColumns } from './columns.js';
import { overlap, type Grid, type GridRow } from './grid.js';
import { headerAt, type GridHeader } from './grid-header.js';
import type { Column } from './header-roles.js';
import type { Row, Table } from './table.js';

/** A table that is being read; the next part of the document may go on with it. */
export interface OpenTable {
  readonly table: Omit<Table, 'rows' | 'repeatedHeaders' | 'heading'>;
  readonly width: number;
  readonly rows: Row[];
  readonly repeatedHeaders: (readonly Cell[])[];
}

/** What a table of the document turned out to hold, in order. */
export type GridPiece = { readonly kind: 'line'; readonly line: FreeLine } | { readonly kind: 'table'; readonly open: OpenTable };

const ordinalColumn = (columns: readonly Column[]): Column | undefined => columns.find(({ role }) => role === 'ordinal');

/** The column in which a cell stands: the one with which it has most in common, the first of equals. */
const columnUnder = (cell: Cell, columns: readonly Column[]): Column | undefined => {
  let best: Column | undefined;
  let most = 0;
  for (const column of columns) {
    const common = overlap(cell, column.from, column.to);
    if (common > most) {
      best = column;
      most = common;
    }
  }
  const covered = columns.filter(({ from, to }) => overlap(cell, from, to) === to - from + 1);
  if (covered.length < 2) return best;
  // A cell that takes several columns is a heading where it takes the tasks' own, else it belongs to the first of them.
  return covered.find(({ role }) => role === 'title' || role === 'indicator') ?? covered[0];
};

const placedIn = (row: GridRow, columns: readonly Column[]): ReadonlyMap<Column, readonly Cell[]> => {
  const placed = new Map<Column, Cell[]>();
  for (const cell of [...row.own, ...row.shared]) {
    const column = columnUnder(cell, columns);
    if (column === undefined || isEmpty(cell)) continue;
    placed.set(column, [...(placed.get(column) ?? []), cell]);
  }
  return placed;
};

const rowOf = (row: GridRow, { columns }: { readonly columns: readonly Column[] }, width: number, afterBreak: boolean): Row => {
  const placed = placedIn(row, columns);
  const numbers = ordinalColumn(columns);
  const filled = row.own.filter((cell) => !isEmpty(cell));
  const [only] = filled;
  const inOrdinal = numbers === undefined ? [] : (placed.get(numbers) ?? []);
  const ordinal = inOrdinal.find((cell) => isOrdinal(cell.lines.join(' '))) ?? null;
  const isWide = filled.length === 1 && only !== undefined && only.columnSpan >= Math.max(2, width - 1);
  return {
    ordinal,
    cells: row.own.filter((cell) => cell !== ordinal),
    placed,
    shared: row.shared,
    isWhole: row.own.length + row.shared.length >= columns.length,
    isWide,
    afterBreak,
  };
};

const linesOfCell = ({ lines, units }: Cell): readonly FreeLine[] => units.flatMap((unit) => lines.map((text) => ({ text, unit })));

/** A row that stands between two tables of one grid: the heading of the next appendix. */
const endsTable = ({ own }: GridRow): boolean => {
  const filled = own.filter((cell) => !isEmpty(cell));
  const [only] = filled;
  return filled.length === 1 && only !== undefined && startsAppendix(only.lines.join(' '));
};

class GridReader {
  private readonly pieces: GridPiece[] = [];
  private open: OpenTable | null;
  private afterBreak: boolean;

  /** `before`: the table that the document's last part left open, where this grid may go on with it. */
  constructor(
    private readonly grid: Grid,
    before: OpenTable | null,
  ) {
    this.open = before;
    this.afterBreak = before !== null;
  }

  read(): readonly GridPiece[] {
    for (let at = 0; at < this.grid.rows.length;) at = this.step(at);
    return this.pieces;
  }

  private step(at: number): number {
    const row = this.grid.rows[at];
    if (row === undefined) return at + 1;
    const header = headerAt(this.grid, at);
    if (header !== null) {
      this.takeHeader(header);
      return header.end;
    }
    if (this.open !== null && endsTable(row)) this.open = null;
    if (this.open === null) for (const cell of row.own) for (const line of linesOfCell(cell)) this.pieces.push({ kind: 'line', line });
    else this.takeRow(row, this.open);
    return at + 1;
  }

  private takeRow(row: GridRow, open: OpenTable): void {
    if (row.own.every(isEmpty)) return;
    open.rows.push(rowOf(row, open.table, open.width, this.afterBreak));
    this.afterBreak = false;
  }

  private takeHeader(header: GridHeader): void {
    if (this.open !== null && this.open.table.kind === header.kind && sameColumns(this.open.table.columns, header.columns)) {
      this.open.repeatedHeaders.push(header.cells);
      this.afterBreak = true;
      return;
    }
    const { kind, columns, cells } = header;
    const table = { kind, columns, header: cells };
    this.open = { table, width: this.grid.columns, rows: [], repeatedHeaders: [] };
    this.afterBreak = false;
    this.pieces.push({ kind: 'table', open: this.open });
  }
}

/** Reads a grid; `before` goes on where the grid begins without a header and is as wide. */
export const readGrid = (grid: Grid, before: OpenTable | null): readonly GridPiece[] =>
  new GridReader(grid, before !== null && before.width === grid.columns ? before : null).read();
