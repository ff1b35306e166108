import { isEmpty, type Cell } from '../cells/cell.js';
import { isOrdinal } from '../rows/ordinals.js';
import { columnOfHeads, kindOf, settleColumns } from './columns.js';
import { reaches, type Grid, type GridRow } from './grid.js';
import { columnOf, isColumnNumber, isPlainHead, unknownColumn, type Column } from './header-roles.js';
import { slippedColumns } from './slipped-header.js';
import type { TableKind } from './table.js';

export interface GridHeader {
  readonly kind: TableKind;
  readonly columns: readonly Column[];
  readonly cells: readonly Cell[];
  /** 0-based index of the first row below it. */
  readonly end: number;
}

const MOST_ROWS = 4;
const LONGEST_HEAD = 120;

const filledOf = ({ own }: GridRow): readonly Cell[] => own.filter((cell) => !isEmpty(cell));
const headOf = (cell: Cell): string => cell.lines.join(' ');
const isKnownHead = (cell: Cell): boolean => isPlainHead(headOf(cell));

/** A row that may begin a header: two heads that are known, and no word that no head would have. */
const mayBegin = (row: GridRow): boolean => {
  const filled = filledOf(row);
  if (filled.length < 2 || filled.some((cell) => headOf(cell).length > LONGEST_HEAD)) return false;
  const [first] = filled;
  if (first !== undefined && isOrdinal(headOf(first)) && !isKnownHead(first)) return false;
  return filled.filter(isKnownHead).length >= 2;
};

/** "(1) (2) (3)" below the heads. */
const numbersColumns = (row: GridRow): boolean => {
  const texts = filledOf(row).map(headOf);
  if (texts.length < 3 || !texts.every(isColumnNumber)) return false;
  const figures = texts.map((text) => Number(text.replace(/[()]/gu, ''))).filter((figure) => !Number.isNaN(figure));
  return figures.length >= 2 && figures.every((figure, at) => at === 0 || figure === (figures[at - 1] ?? 0) + 1);
};

/** A further row of a header: heads below wider ones, or a row into which the heads above reach. */
const continues = (row: GridRow | undefined, first: GridRow): boolean => {
  if (row === undefined) return false;
  if (numbersColumns(row)) return true;
  const filled = filledOf(row);
  if (filled.length === 0 || filled.some((cell) => headOf(cell).length > LONGEST_HEAD)) return false;
  const reached = row.shared.some((cell) => first.own.includes(cell));
  const lead = row.own[0];
  const isBelow = lead === undefined || isEmpty(lead) || lead.column > 1 || isKnownHead(lead);
  const known = filled.filter(isKnownHead).length;
  if (reached) return known > 0 || !filled.some((cell) => isOrdinal(headOf(cell)));
  return isBelow && filled.length >= 2 && known === filled.length;
};

/** Where a column's own heads are: those of the lowest row that has one, each as far as it reaches. */
const columnsOf = (rows: readonly GridRow[], width: number): readonly Column[] => {
  const columns: Column[] = [];
  let before: Cell | undefined;
  for (let at = 1; at <= width; at += 1) {
    const stack = headsAbove(rows, at);
    const lowest = stack.at(-1);
    const last = columns.at(-1);
    if (last !== undefined && lowest !== undefined && lowest === before) columns[columns.length - 1] = { ...last, to: at };
    else columns.push({ ...(columnOfHeads(stack.map(headOf)) ?? unknownColumn(stack.map(headOf).join(' '))), from: at, to: at });
    before = lowest;
  }
  return columns;
};

const headsAbove = (rows: readonly GridRow[], column: number): readonly Cell[] => {
  const found: Cell[] = [];
  for (const { own, shared } of rows) {
    const cell = [...own, ...shared].find((each) => reaches(each, column));
    if (cell !== undefined && !isEmpty(cell) && !found.includes(cell)) found.push(cell);
  }
  return found;
};

/** A first column without a head, below which numbers stand, numbers the rows. */
const withOrdinal = (columns: readonly Column[], body: readonly GridRow[]): readonly Column[] => {
  const [first, ...rest] = columns;
  if (first === undefined || first.head !== '' || columns.some(({ role }) => role === 'ordinal')) return columns;
  const below = body.flatMap(({ own }) => own.filter((cell) => cell.column === first.from && !isEmpty(cell)));
  const numbered = below.filter((cell) => isOrdinal(headOf(cell)));
  return numbered.length > 0 && numbered.length * 2 >= below.length ? [{ ...first, role: 'ordinal' }, ...rest] : columns;
};

/** How much text stands below each head, in the rows that follow. */
const fullnessIn =
  (body: readonly GridRow[]) =>
  ({ from, to }: Column): number => {
    const cells = body
      .slice(0, 40)
      .flatMap(({ own }) => own.filter(({ column, columnSpan }) => column >= from && column <= to && columnSpan <= to - from + 1));
    const letters = cells.reduce((sum, cell) => sum + headOf(cell).length, 0);
    return letters / Math.max(1, cells.length) / 1000;
  };

/** A lower row that begins at the left edge, under the number's head, with a head of another kind has slipped there. */
const slipped = ([upper, lower]: readonly GridRow[]): readonly Column[] | null => {
  if (upper === undefined || lower === undefined || lower.shared.length > 0) return null;
  const [above] = filledOf(upper);
  const [below] = filledOf(lower);
  const hasSlipped =
    above?.column === 1 &&
    below?.column === 1 &&
    columnOf(headOf(above))?.role === 'ordinal' &&
    columnOf(headOf(below))?.role !== 'ordinal';
  if (!hasSlipped) return null;
  const width = Math.max(...[...filledOf(upper), ...filledOf(lower)].map(({ column, columnSpan }) => column + columnSpan - 1));
  return slippedColumns(filledOf(upper), filledOf(lower), width);
};

/** The header that begins at a row; null where none does. */
export const headerAt = ({ rows, columns: width }: Grid, at: number): GridHeader | null => {
  const first = rows[at];
  if (first === undefined || !mayBegin(first)) return null;
  let end = at + 1;
  while (end - at < MOST_ROWS && continues(rows[end], first)) end += 1;
  const header = rows.slice(at, end);
  const body = rows.slice(end);
  const heads = header.filter((row) => !numbersColumns(row));
  const columns = withOrdinal(slipped(heads) ?? columnsOf(heads, width), body);
  const kind = kindOf(columns);
  if (kind === null) return null;
  return { kind, columns: settleColumns(columns, kind, fullnessIn(body)), cells: header.flatMap(filledOf), end };
};
