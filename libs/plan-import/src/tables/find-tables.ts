import { isEmpty, textOf, type Cell, type FreeLine, type Piece } from '../text/cells.js';
import { isOrdinal } from '../rows/cell-shapes.js';
import { columnOf, unknownColumn, type Column, type ColumnRole } from './header-roles.js';

export type TableKind = 'tasks' | 'indicators';

export interface Table {
  readonly kind: TableKind;
  readonly columns: readonly Column[];
  readonly header: readonly Cell[];
  /** Cells below the header; `repeats` are further headers of the same table, by index into `cells`. */
  readonly cells: readonly (Cell | 'header-repeated')[];
  readonly repeatedHeaders: readonly Cell[];
  /** Lines above the header that stand outside cells: heading and caption of the appendix. */
  readonly heading: readonly FreeLine[];
}

export interface Found {
  readonly tables: readonly Table[];
  /** Cells and lines that belong to no table. */
  readonly outside: readonly Piece[];
}

interface Header {
  readonly columns: readonly Column[];
  readonly cells: readonly Cell[];
  /** Index of the first piece after it. */
  readonly end: number;
}

const MOST_COLUMNS = 30;

interface HeaderCell {
  readonly cell: Cell;
  readonly column: Column | null;
}

/** A head of unknown words stands among known ones, or closes the header's block. */
const unknownAt = (pieces: readonly Piece[], at: number, cell: Cell): Column | null => {
  const text = textOf(cell);
  if (isEmpty(cell) || cell.afterGap || cell.startsRow || isOrdinal(text) || text.length > 60) return null;
  const next = pieces[at + 1];
  const closes = next?.kind !== 'cell' || next.cell.afterGap || next.cell.startsRow;
  return closes || columnOf(textOf(next.cell)) !== null ? unknownColumn(text) : null;
};

/** The header cell at a place; null where the header has ended. `certain`: header cells before it, none of them in doubt. */
const headerCellAt = (pieces: readonly Piece[], at: number, certain: number | null): HeaderCell | null => {
  const piece = pieces[at];
  if (piece?.kind !== 'cell') return null;
  const { cell } = piece;
  const column = columnOf(textOf(cell)) ?? (certain !== null && certain >= 2 ? unknownAt(pieces, at, cell) : null);
  return column === null && (!isEmpty(cell) || cell.startsRow) ? null : { cell, column };
};

/** Header cells from a piece on: empty cells count where a header cell follows, or where they stand in the header's own block. */
const headerCells = (pieces: readonly Piece[], from: number): readonly HeaderCell[] => {
  const cells: HeaderCell[] = [];
  let certain = 0;
  while (cells.length < MOST_COLUMNS) {
    const isSure = certain === cells.length;
    const next = headerCellAt(pieces, from + cells.length, isSure ? certain : null);
    if (next === null) break;
    cells.push(next);
    if (next.column !== null || (isSure && !next.cell.afterGap)) certain = cells.length;
  }
  return cells.slice(0, certain);
};

/** A second header row names the periods: they take the place of the head above them. */
const columnsOf = (cells: readonly HeaderCell[]): readonly Column[] => {
  const named = cells.flatMap(({ column }) => column ?? []);
  const periods = named.filter(({ role }) => role === 'period');
  const flat = named.filter(({ role }) => role !== 'period');
  const target = flat.findIndex(({ role }) => role === 'target');
  if (periods.length === 0) return flat;
  if (target < 0) return named;
  return [...flat.slice(0, target), ...periods, ...flat.slice(target + 1)];
};

const isHeaderOf = (roles: ReadonlySet<ColumnRole>): TableKind | null => {
  const measures = ['unit', 'period', 'target'].filter((role) => roles.has(role as ColumnRole)).length;
  if (roles.has('indicator') && measures >= 1) return 'indicators';
  const others = ['lead', 'coordinator', 'approver', 'deadline', 'output'].filter((role) => roles.has(role as ColumnRole)).length;
  const names = roles.has('title') || roles.has('indicator');
  return (names && others >= 1 && roles.size >= 3) || (roles.has('ordinal') && others >= 2) ? 'tasks' : null;
};

const headerAt = (pieces: readonly Piece[], from: number): (Header & { readonly kind: TableKind }) | null => {
  const first = pieces[from];
  if (first?.kind !== 'cell' || columnOf(textOf(first.cell)) === null) return null;
  const cells = headerCells(pieces, from);
  const columns = columnsOf(cells);
  const kind = isHeaderOf(new Set(columns.map(({ role }) => role)));
  return kind === null ? null : { kind, columns, cells: cells.map(({ cell }) => cell), end: from + cells.length };
};

const sameColumns = (left: readonly Column[], right: readonly Column[]): boolean =>
  left.length === right.length && left.every(({ role }, index) => role === right[index]?.role);

const startsAppendix = ({ text }: FreeLine): boolean => /^(?:phụ lục|phụ biểu|biểu)\b/iu.test(text);
const isPlainPiece = (piece: Piece): boolean => piece.kind === 'free' || !isEmpty(piece.cell);

class TableFinder {
  private readonly tables: Table[] = [];
  private readonly outside: Piece[] = [];
  private heading: FreeLine[] = [];

  constructor(private readonly pieces: readonly Piece[]) {}

  find(): Found {
    for (let at = 0; at < this.pieces.length;) at = this.step(at);
    this.leaveHeading();
    return { tables: this.tables, outside: this.outside };
  }

  private step(at: number): number {
    const header = headerAt(this.pieces, at);
    if (header !== null) return this.takeTable(header);
    const piece = this.pieces[at];
    if (piece?.kind === 'free') this.takeFree(piece.free);
    else if (piece !== undefined && isPlainPiece(piece)) this.outside.push(piece);
    return at + 1;
  }

  private takeFree(free: FreeLine): void {
    if (startsAppendix(free)) {
      this.leaveHeading();
    }
    this.heading.push(free);
  }

  /** Lines that turned out to head no table. */
  private leaveHeading(): void {
    for (const free of this.heading) this.outside.push({ kind: 'free', free });
    this.heading = [];
  }

  private takeTable(header: Header & { readonly kind: TableKind }): number {
    const cells: (Cell | 'header-repeated')[] = [];
    const repeatedHeaders: Cell[] = [];
    let at = header.end;
    while (at < this.pieces.length) {
      const piece = this.pieces[at];
      if (piece === undefined || (piece.kind === 'free' && this.endsTable(piece.free))) break;
      const next = headerAt(this.pieces, at);
      if (next !== null && !sameColumns(next.columns, header.columns)) break;
      if (next !== null) {
        cells.push('header-repeated');
        repeatedHeaders.push(...next.cells);
        at = next.end;
      } else {
        if (piece.kind === 'cell') cells.push(piece.cell);
        else this.outside.push(piece);
        at += 1;
      }
    }
    this.tables.push({ kind: header.kind, columns: header.columns, header: header.cells, cells, repeatedHeaders, heading: this.heading });
    this.heading = [];
    return at;
  }

  /** The next appendix, the signature or the list of recipients ends a table; a stray line does not. */
  private endsTable({ text }: FreeLine): boolean {
    return startsAppendix({ text, line: 0 }) || /^(?:nơi nhận|tm\.|kt\.|tl\.|\(?kèm theo)/iu.test(text);
  }
}

export const findTables = (pieces: readonly Piece[]): Found => new TableFinder(pieces).find();
