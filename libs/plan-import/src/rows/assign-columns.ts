import type { AgencyReader } from '../agencies/agency-list.js';
import { isDash, isEmpty, textOf, type Cell } from '../cells/cell.js';
import type { Column, ColumnRole } from '../tables/header-roles.js';
import type { Row } from '../tables/table.js';
import { isAgencyCell, looksLikeApprover, looksLikeDeadline, looksLikeFunding } from './cell-shapes.js';
import { isMarker, isOrdinal } from './ordinals.js';

/** A cell of a column that has no field of its own. */
export interface OtherCell {
  readonly head: string;
  readonly cell: Cell;
}

/** A cell under a year's head. */
export interface YearCell {
  readonly year: string;
  readonly cell: Cell;
}

/** The cells of a row by what they hold. Several cells of the title are its lines. */
export interface Assigned {
  readonly cells: ReadonlyMap<ColumnRole, readonly Cell[]>;
  readonly others: readonly OtherCell[];
  /** Cells under the years of a roadmap, where a mark says that the year counts. */
  readonly years: readonly YearCell[];
  /** The cells do not stand under the header's heads or are fewer: their content decided. */
  readonly byContent: boolean;
  /** A column that the header does not have. */
  readonly extra: ColumnRole | null;
  /** Cells that stand for something without being it: a dash in the place of a number. */
  readonly marks: readonly Cell[];
}

interface Shape {
  readonly agencies: boolean;
  /** "Các sở, ngành liên quan": rather coordinates than leads. */
  readonly anyAgencies: boolean;
  readonly funding: boolean;
  readonly deadline: boolean;
  readonly approver: boolean;
}

const shapeOf = (text: string, reader: AgencyReader): Shape => ({
  agencies: isAgencyCell(text, reader),
  anyAgencies: /^các\s+(?:sở|cơ quan|đơn vị|ban|ngành)(?!\s*:)[^:]*$/iu.test(text),
  funding: looksLikeFunding(text),
  deadline: looksLikeDeadline(text),
  approver: looksLikeApprover(text) && !looksLikeFunding(text) && !/phối\s+hợp/iu.test(text),
});

const isProse = ({ agencies, funding, deadline }: Shape): boolean => !agencies && !funding && !deadline;
const titleFit = (shape: Shape): number => (isProse(shape) ? 2 : -1);
const fundingFit = ({ agencies, funding, deadline }: Shape): number => {
  if (funding) return 3;
  return agencies || deadline ? -3 : 0.2;
};
const approverFit = ({ agencies, approver, funding }: Shape): number => {
  if (approver) return 2.8;
  return agencies && !funding ? 1 : -3;
};

const fits: Partial<Record<ColumnRole, (shape: Shape) => number>> = {
  title: titleFit,
  indicator: titleFit,
  lead: ({ agencies, anyAgencies }) => (agencies ? (anyAgencies ? 2.2 : 3) : -2),
  coordinator: ({ agencies, anyAgencies }) => (agencies ? (anyAgencies ? 3.2 : 2.5) : -2),
  approver: approverFit,
  funding: fundingFit,
  deadline: ({ deadline }) => (deadline ? 3 : -2),
  start: ({ deadline }) => (deadline ? 1 : -2),
};

/** How well a cell's words fit a column: 3 surely, 0 not at all; negative against it. */
const fit = (shape: Shape, role: ColumnRole): number => fits[role]?.(shape) ?? (isProse(shape) ? 1 : 0.1);

interface Placing {
  readonly score: number;
  readonly columns: readonly (Column | null)[];
}

/** To leave a cell without a column is worse than any doubtful place. */
const UNPLACED = -5;

/** The best way to give cells, in order, to columns, in order; only the title may take several. */
const place = (texts: readonly string[], order: readonly Column[], reader: AgencyReader): readonly (Column | null)[] => {
  const shapes = texts.map((text) => shapeOf(text, reader));
  const memo = new Map<string, Placing>();
  const best = (at: number, column: number): Placing => {
    const shape = shapes[at];
    if (shape === undefined) return { score: 0, columns: [] };
    const key = `${String(at)}:${String(column)}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const without = best(at + 1, column);
    let found: Placing = { score: UNPLACED + without.score, columns: [null, ...without.columns] };
    for (let to = column; to < order.length; to += 1) {
      const next = order[to];
      if (next === undefined) break;
      const rest = best(at + 1, next.role === 'title' ? to : to + 1);
      const score = fit(shape, next.role) + rest.score;
      if (score > found.score) found = { score, columns: [next, ...rest.columns] };
    }
    memo.set(key, found);
    return found;
  };
  return best(0, 0).columns;
};

type Pair = readonly [column: Column, cell: Cell];

const collect = (pairs: readonly Pair[], marks: readonly Cell[] = []): Assigned => {
  const cells = new Map<ColumnRole, Cell[]>();
  const others: OtherCell[] = [];
  const years: YearCell[] = [];
  for (const [{ role, head, period }, cell] of pairs) {
    if (isEmpty(cell) || role === 'ordinal') continue;
    if (role === 'other') others.push({ head, cell });
    else if (role === 'period') years.push({ year: period ?? '', cell });
    else cells.set(role, [...(cells.get(role) ?? []), cell]);
  }
  return { cells, others, years, byContent: false, extra: null, marks };
};

const agencyRoles: ReadonlySet<ColumnRole> = new Set(['lead', 'coordinator', 'approver']);

/** Whether a cell's words cannot belong under its column's head. */
const contradicts = ({ role }: Column, cell: Cell, reader: AgencyReader): boolean => {
  const text = textOf(cell);
  if (agencyRoles.has(role)) return (looksLikeFunding(text) || looksLikeDeadline(text)) && !isAgencyCell(text, reader);
  if (role === 'deadline') return isAgencyCell(text, reader) && !looksLikeDeadline(text);
  return role === 'ordinal' && text.length > 3 && !isOrdinal(text) && !isMarker(text);
};

const fundingColumn: Column = { role: 'funding', head: '', period: null, from: 0, to: 0 };

const withFunding = (columns: readonly Column[]): readonly Column[] => {
  if (columns.some(({ role }) => role === 'funding')) return columns;
  const at = columns.findIndex(({ role }) => role === 'deadline');
  return at < 0 ? [...columns, fundingColumn] : [...columns.slice(0, at), fundingColumn, ...columns.slice(at)];
};

/** The first filled cell of a numbered row is its title, whatever it says. */
const titleFirst = (
  texts: readonly string[],
  order: readonly Column[],
  isNumbered: boolean,
  reader: AgencyReader,
): readonly (Column | null)[] => {
  const title = order.findIndex(({ role }) => role === 'title');
  if (!isNumbered || title !== 0) return place(texts, order, reader);
  return [order[0] ?? null, ...place(texts.slice(1), order, reader)];
};

const byContent = (cells: readonly Cell[], columns: readonly Column[], isNumbered: boolean, reader: AgencyReader): Assigned => {
  const filled = cells.filter((cell) => !isEmpty(cell));
  const placed = titleFirst(filled.map(textOf), withFunding(columns), isNumbered, reader);
  const pairs = filled.flatMap((cell, at): readonly Pair[] => (placed[at] == null ? [] : [[placed[at], cell]]));
  const extra = placed.includes(fundingColumn) ? 'funding' : null;
  return { ...collect(pairs), byContent: filled.length > 1, extra };
};

/** A row of a dump, whose cells are in order but under no head. */
const assignDump = (row: Row, columns: readonly Column[], reader: AgencyReader): Assigned => {
  const fields = columns.filter(({ role }) => role !== 'ordinal');
  const pairs = fields.flatMap((column, at): readonly Pair[] => (row.cells[at] === undefined ? [] : [[column, row.cells[at]]]));
  const fitsHeader =
    row.isWhole &&
    row.cells.length === fields.length &&
    !pairs.some(
      ([column, cell]) => !isEmpty(cell) && ((column.role !== 'title' && isDash(textOf(cell))) || contradicts(column, cell, reader)),
    );
  return fitsHeader ? collect(pairs) : byContent(row.cells, fields, row.ordinal !== null, reader);
};

/** A row of a grid: what stands under a head belongs to it, but where its words say that the row has slipped. */
const assignGrid = (row: Row, placed: ReadonlyMap<Column, readonly Cell[]>, columns: readonly Column[], reader: AgencyReader): Assigned => {
  const pairs = [...placed].flatMap(([column, cells]) => cells.map((cell): Pair => [column, cell]));
  const own = pairs.filter(([, cell]) => !row.shared.includes(cell));
  if (!row.isWide && own.some(([column, cell]) => cell !== row.ordinal && contradicts(column, cell, reader))) {
    const free = columns.filter(
      (column) => column.role !== 'ordinal' && !(placed.get(column) ?? []).some((cell) => row.shared.includes(cell)),
    );
    return byContent(row.cells, free, row.ordinal !== null, reader);
  }
  const title = soleAsTitle(row, own, columns, reader);
  if (title !== null) return collect([title]);
  const marks = own.filter(([column, cell]) => column.role === 'ordinal' && cell !== row.ordinal).map(([, cell]) => cell);
  return collect(
    pairs.sort(([, a], [, b]) => a.column - b.column),
    marks,
  );
};

/** A numbered row with one cell more, under another head than the task's, is a heading where that cell names no agency and no day. */
const soleAsTitle = (row: Row, own: readonly Pair[], columns: readonly Column[], reader: AgencyReader): Pair | null => {
  const [only, ...more] = own.filter(([{ role }]) => role !== 'ordinal');
  const title = columns.find(({ role }) => role === 'title');
  if (row.ordinal === null || row.shared.length > 0 || only === undefined || more.length > 0 || title === undefined) return null;
  return only[0].role !== 'title' && isProse(shapeOf(textOf(only[1]), reader)) ? [title, only[1]] : null;
};

export const assignColumns = (row: Row, columns: readonly Column[], reader: AgencyReader): Assigned =>
  row.placed === null ? assignDump(row, columns, reader) : assignGrid(row, row.placed, columns, reader);
