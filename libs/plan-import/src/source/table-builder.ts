import type { SourceCell } from '#contracts';
import { ImportRefused } from '../refusal.js';
import { cleanCell } from './clean-text.js';
import { limits } from './limits.js';

interface Spans {
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

interface OpenCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

const tooMuch = (): ImportRefused =>
  new ImportRefused('IMPORT.TOO_LARGE', 'Bảng có quá nhiều hàng, cột hoặc ô. Chỉ nhập phần phụ lục của kế hoạch.');

/** Lays cells on a grid, from left to right and from the top, around the cells that reach down from above. */
export class TableBuilder {
  private readonly cells: OpenCell[] = [];
  /** For each column, the cell that last took it, and the first row below that cell. */
  private readonly taken: { cell: OpenCell; until: number }[] = [];
  private row = 0;
  private column = 1;

  startRow(number = this.row + 1): void {
    this.row = number;
    this.column = 1;
    if (this.row > limits.rows) throw tooMuch();
  }

  /** Leaves columns of the row free ("gridBefore"). */
  skip(columns: number): void {
    this.column = Math.min(this.column + Math.max(0, columns), limits.columns);
  }

  /** Puts a cell at the next free place of the row, or at a named column. */
  add(text: string, { rowSpan = 1, columnSpan = 1 }: Spans = {}, at?: number): void {
    if (at !== undefined) this.column = at;
    else while ((this.taken[this.column]?.until ?? 0) > this.row) this.column += 1;
    const cell = {
      row: this.row,
      column: this.column,
      rowSpan: clamp(rowSpan, limits.rows),
      columnSpan: clamp(columnSpan, limits.columns - this.column + 1),
      text: cleanCell(text),
    };
    if (this.column > limits.columns || this.cells.length >= limits.cells) throw tooMuch();
    this.cells.push(cell);
    this.take(cell);
    this.column += cell.columnSpan;
  }

  /** The cell above reaches into this row too: Word's `vMerge`. Nothing above: an empty cell of its own. */
  continueAbove(columnSpan: number): void {
    const above = this.taken[this.column];
    if (above === undefined || above.cell.column !== this.column || above.cell.row + above.cell.rowSpan !== this.row) {
      this.add('', { columnSpan }, this.column);
      return;
    }
    above.cell.rowSpan += 1;
    this.take(above.cell);
    this.column += Math.max(columnSpan, 1);
  }

  build(): { readonly rows: number; readonly columns: number; readonly cells: SourceCell[] } {
    const columns = this.cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan - 1), 0);
    const cells = this.cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, this.row - cell.row + 1) }));
    cells.sort((a, b) => a.row - b.row || a.column - b.column);
    return { rows: this.row, columns, cells };
  }

  private take(cell: OpenCell): void {
    for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
      this.taken[column] = { cell, until: cell.row + cell.rowSpan };
    }
  }
}

const clamp = (span: number, most: number): number => (Number.isFinite(span) ? Math.max(1, Math.min(Math.trunc(span), most)) : 1);
