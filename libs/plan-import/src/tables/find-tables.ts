import { isEmpty, textOf, type Cell, type FreeLine, type Piece } from '../text/cells.js';
import { columnOf, type Column, type ColumnRole } from './header-roles.js';

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

/** Header cells from a piece on: empty cells count where a header cell follows, or where they stand in the header's own block. */
const headerCells = (pieces: readonly Piece[], from: number): readonly Cell[] => {
  const cells: Cell[] = [];
  let certain = 0;
  for (let at = from; at < pieces.length && cells.length < MOST_COLUMNS; at += 1) {
    const piece = pieces[at];
    if (piece?.kind !== 'cell') break;
    const column = columnOf(textOf(piece.cell));
    const emptyInBlock = isEmpty(piece.cell) && !piece.cell.afterGap && certain === cells.length;
    if (column === null && !isEmpty(piece.cell)) break;
    cells.push(piece.cell);
    if (column !== null || emptyInBlock) certain = cells.length;
  }
  return cells.slice(0, certain);
};

/** A second header row names the periods: they take the place of the head above them. */
const columnsOf = (cells: readonly Cell[]): readonly Column[] => {
  const named = cells.flatMap((cell) => columnOf(textOf(cell)) ?? []);
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
  return kind === null ? null : { kind, columns, cells, end: from + cells.length };
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
    this.outside.push(...this.heading.map((free): Piece => ({ kind: 'free', free })));
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
      this.outside.push(...this.heading.map((line): Piece => ({ kind: 'free', free: line })));
      this.heading = [];
    }
    this.heading.push(free);
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
