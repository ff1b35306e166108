import type { AgencyIndex } from '../agencies/agency-index.js';
import type { Column, ColumnRole } from '../tables/header-roles.js';
import { isEmpty, textOf, type Cell } from '../text/cells.js';
import { isAgencyCell, isDashLine, looksLikeApprover, looksLikeDeadline, looksLikeFunding } from './cell-shapes.js';
import type { RawRow } from './raw-rows.js';

/** The cells of a task row by what they hold. Several cells of the title are its lines. */
export interface Assigned {
  readonly cells: ReadonlyMap<ColumnRole, readonly Cell[]>;
  /** The cells do not stand in the header's order or number: their content decided. */
  readonly byContent: boolean;
  /** A column that the header does not have. */
  readonly extra: ColumnRole | null;
}

interface Shape {
  readonly agencies: boolean;
  readonly funding: boolean;
  readonly deadline: boolean;
  readonly approver: boolean;
}

const shapeOf = (text: string, index: AgencyIndex): Shape => ({
  agencies: isAgencyCell(text, index),
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
  lead: ({ agencies }) => (agencies ? 3 : -2),
  coordinator: ({ agencies }) => (agencies ? 2.5 : -2),
  approver: approverFit,
  funding: fundingFit,
  deadline: ({ deadline }) => (deadline ? 3 : -2),
};

/** How well a cell's words fit a column: 3 surely, 0 not at all; negative against it. */
const fit = (shape: Shape, role: ColumnRole): number => fits[role]?.(shape) ?? (isProse(shape) ? 1 : 0.1);

interface Placing {
  readonly score: number;
  readonly roles: readonly (ColumnRole | null)[];
}

/** To leave a cell without a column is worse than any doubtful place. */
const UNPLACED = -5;

/** The best way to give cells, in order, to columns, in order; only the title may take several. */
const place = (texts: readonly string[], order: readonly ColumnRole[], index: AgencyIndex): readonly (ColumnRole | null)[] => {
  const shapes = texts.map((text) => shapeOf(text, index));
  const memo = new Map<string, Placing>();
  const best = (at: number, column: number): Placing => {
    const shape = shapes[at];
    if (shape === undefined) return { score: 0, roles: [] };
    const key = `${at}:${column}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const without = best(at + 1, column);
    let found: Placing = { score: UNPLACED + without.score, roles: [null, ...without.roles] };
    for (let to = column; to < order.length; to += 1) {
      const role = order[to];
      if (role === undefined) break;
      const next = best(at + 1, role === 'title' ? to : to + 1);
      const score = fit(shape, role) + next.score;
      if (score > found.score) found = { score, roles: [role, ...next.roles] };
    }
    memo.set(key, found);
    return found;
  };
  return best(0, 0).roles;
};

const collect = (cells: readonly Cell[], roles: readonly (ColumnRole | null | undefined)[]): ReadonlyMap<ColumnRole, readonly Cell[]> => {
  const map = new Map<ColumnRole, Cell[]>();
  cells.forEach((cell, at) => {
    const role = roles[at];
    if (role !== undefined && role !== null && !isEmpty(cell)) map.set(role, [...(map.get(role) ?? []), cell]);
  });
  return map;
};

/** Whether the header's order, taken as it stands, puts words where they cannot belong. */
const contradicts = (cells: readonly Cell[], roles: readonly ColumnRole[], index: AgencyIndex): boolean =>
  cells.some((cell, at) => {
    const role = roles[at];
    if (role === undefined || isEmpty(cell)) return false;
    const text = textOf(cell);
    if (role !== 'title' && isDashLine(text)) return true;
    if (role === 'approver' || role === 'coordinator' || role === 'lead') return looksLikeFunding(text) && !isAgencyCell(text, index);
    return role === 'deadline' && isAgencyCell(text, index);
  });

const withFunding = (roles: readonly ColumnRole[]): readonly ColumnRole[] => {
  if (roles.includes('funding')) return roles;
  const at = roles.indexOf('deadline');
  return at < 0 ? [...roles, 'funding'] : [...roles.slice(0, at), 'funding', ...roles.slice(at)];
};

/** The first filled cell of a numbered row is its title, whatever it says. */
const titleFirst = (
  texts: readonly string[],
  order: readonly ColumnRole[],
  isNumbered: boolean,
  index: AgencyIndex,
): readonly (ColumnRole | null)[] => {
  const title = order.indexOf('title');
  if (!isNumbered || title !== 0) return place(texts, order, index);
  return ['title', ...place(texts.slice(1), order, index)];
};

export const assignColumns = (row: RawRow, columns: readonly Column[], index: AgencyIndex): Assigned => {
  const roles = columns.map(({ role }) => role).filter((role) => role !== 'ordinal');
  if (row.isWhole && row.cells.length === roles.length && !contradicts(row.cells, roles, index)) {
    return { cells: collect(row.cells, roles), byContent: false, extra: null };
  }
  const filled = row.cells.filter((cell) => !isEmpty(cell));
  const placed = titleFirst(filled.map(textOf), withFunding(roles), row.ordinal !== null, index);
  const extra = placed.includes('funding') && !roles.includes('funding') ? 'funding' : null;
  return { cells: collect(filled, placed), byContent: filled.length > 1, extra };
};
