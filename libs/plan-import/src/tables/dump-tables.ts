import type { SourceText } from '#contracts';
import { isEmpty, textOf, type Cell, type FreeLine } from '../cells/cell.js';
import { beginsSignature, isCaption, startsAppendix } from '../document/line-kinds.js';
import { isOrdinal } from '../rows/ordinals.js';
import { piecesOf, type Piece } from '../text/dump-cells.js';
import { kindOf, sameColumns, settleColumns } from './columns.js';
import { dumpRowsOf } from './dump-rows.js';
import { columnOf, isPlainHead, unknownColumn, type Column } from './header-roles.js';
import type { Table, TableKind } from './table.js';

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
  return closes || isPlainHead(textOf(next.cell)) ? unknownColumn(text) : null;
};

/** The header cell at a place; null where the header has ended. `certain`: header cells before it, none of them in doubt. */
const headerCellAt = (pieces: readonly Piece[], at: number, certain: number | null): HeaderCell | null => {
  const piece = pieces[at];
  if (piece?.kind !== 'cell') return null;
  const { cell } = piece;
  const known = isPlainHead(textOf(cell)) ? columnOf(textOf(cell)) : null;
  const column = known ?? (certain !== null && certain >= 2 ? unknownAt(pieces, at, cell) : null);
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

const headerAt = (pieces: readonly Piece[], from: number): (Header & { readonly kind: TableKind }) | null => {
  const first = pieces[from];
  if (first?.kind !== 'cell' || !isPlainHead(textOf(first.cell))) return null;
  const cells = headerCells(pieces, from);
  const columns = columnsOf(cells);
  const kind = kindOf(columns);
  if (kind === null) return null;
  return { kind, columns: settleColumns(columns, kind, () => 0), cells: cells.map(({ cell }) => cell), end: from + cells.length };
};

/** A line, or a table whose heading is not known yet. */
export type DumpItem =
  { readonly kind: 'line'; readonly line: FreeLine } | { readonly kind: 'table'; readonly table: Omit<Table, 'heading'> };

/** A cell that belongs to no table: its lines, each on its own. */
const linesOfCell = ({ units }: Cell): readonly FreeLine[] => units.map((unit) => ({ text: unit.text, unit }));

class TableFinder {
  private readonly items: DumpItem[] = [];

  constructor(private readonly pieces: readonly Piece[]) {}

  find(): readonly DumpItem[] {
    for (let at = 0; at < this.pieces.length;) at = this.step(at);
    return this.items;
  }

  private step(at: number): number {
    const header = headerAt(this.pieces, at);
    if (header !== null) return this.takeTable(header);
    const piece = this.pieces[at];
    if (piece !== undefined) this.leave(piece.kind === 'free' ? [piece.free] : linesOfCell(piece.cell));
    return at + 1;
  }

  private leave(lines: readonly FreeLine[]): void {
    for (const line of lines) this.items.push({ kind: 'line', line });
  }

  private takeTable(header: Header & { readonly kind: TableKind }): number {
    const cells: (Cell | 'header-repeated')[] = [];
    const repeatedHeaders: (readonly Cell[])[] = [];
    const strays: FreeLine[] = [];
    let at = header.end;
    while (at < this.pieces.length) {
      const piece = this.pieces[at];
      if (piece === undefined || (piece.kind === 'free' && this.endsTable(piece.free))) break;
      const next = headerAt(this.pieces, at);
      if (next !== null && !sameColumns(next.columns, header.columns)) break;
      if (next !== null) {
        cells.push('header-repeated');
        repeatedHeaders.push(next.cells);
        at = next.end;
      } else {
        if (piece.kind === 'cell') cells.push(piece.cell);
        else strays.push(piece.free);
        at += 1;
      }
    }
    const { kind, columns } = header;
    this.items.push({
      kind: 'table',
      table: { kind, columns, header: header.cells, rows: dumpRowsOf({ columns, cells }), repeatedHeaders },
    });
    this.leave(strays);
    return at;
  }

  /** The next appendix, the signature or the list of recipients ends a table; a stray line does not. */
  private endsTable({ text }: FreeLine): boolean {
    return startsAppendix(text) || isCaption(text) || beginsSignature(text);
  }
}

/** The tables of a text whose cells stand a line each, or a row a line with tabs, and the lines between them. */
export const findDumpTables = (text: SourceText): readonly DumpItem[] => new TableFinder(piecesOf(text)).find();
