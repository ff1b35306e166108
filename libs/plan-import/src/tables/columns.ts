import { columnOf, type Column, type ColumnRole } from './header-roles.js';
import type { TableKind } from './table.js';

const taskFields: readonly ColumnRole[] = ['lead', 'coordinator', 'approver', 'deadline', 'output'];

/** What kind of table has such columns; null where none. */
export const kindOf = (columns: readonly Column[]): TableKind | null => {
  const roles = new Set(columns.map(({ role }) => role));
  const has = (role: ColumnRole): boolean => roles.has(role);
  const measures = (['unit', 'period', 'target'] as const).filter(has).length;
  if (has('indicator') && measures >= 1) return 'indicators';
  const fields = taskFields.filter(has).length;
  const names = has('title') || has('indicator');
  if (names && has('period') && has('unit')) return 'indicators';
  return (names && fields >= 1 && roles.size >= 3) || (has('ordinal') && fields >= 2) ? 'tasks' : null;
};

/** Heads that name the task itself, before others that may. */
const namesTask = /nhiệm vụ|công việc|nội dung|đầu việc/iu;

/** How much speaks for a column among several of one role: how much text stands in it, what its head says. */
export type Fullness = (column: Column) => number;

/** Settles what heads leave open once the kind of the table is known. */
export const settleColumns = (columns: readonly Column[], kind: TableKind, fullness: Fullness): readonly Column[] => {
  const settled = kind === 'tasks' ? columns.map(asTaskColumn(columns)) : columns.map(asIndicatorColumn(columns));
  const name: ColumnRole = kind === 'tasks' ? 'title' : 'indicator';
  const ranks: readonly (readonly [ColumnRole, Fullness])[] = [
    [name, (column) => fullness(column) + (namesTask.test(column.head) ? 1 : 0)],
    // Of "Thời gian trình" and "Thời gian ban hành" the later one is the deadline.
    ['deadline', (column) => settled.indexOf(column)],
    ['lead', says(/chủ\s+trì/iu)],
    ['output', says(/sản\s+phẩm|đầu\s+ra/iu)],
    ['approver', says(/phê\s+duyệt|quyết\s+định|ban\s+hành/iu)],
    ['responsible', says(/trách\s+nhiệm/iu)],
    ['status', () => 0],
  ];
  return ranks.reduce<readonly Column[]>((left, [role, rank]) => onlyOne(left, role, rank), settled);
};

const says =
  (words: RegExp): Fullness =>
  ({ head }) =>
    words.test(head) ? 1 : 0;

const asTaskColumn =
  (all: readonly Column[]) =>
  (column: Column): Column => {
    const lacks = (role: ColumnRole): boolean => all.every((each) => each.role !== role);
    const { role } = column;
    if (role === 'unit' && /^đơn vị$/iu.test(column.head.trim()) && lacks('lead')) return { ...column, role: 'lead' };
    if (role === 'indicator') return { ...column, role: lacks('title') ? 'title' : 'other' };
    if (role === 'target') return { ...column, role: lacks('output') ? 'output' : 'other' };
    // Years below a roadmap's head say by their marks when a task is due.
    if (role === 'period' && lacks('deadline')) return column;
    return role === 'unit' || role === 'period' ? { ...column, role: 'other' } : column;
  };

const asIndicatorColumn =
  (all: readonly Column[]) =>
  (column: Column): Column => {
    const { role } = column;
    if (role === 'title' && all.every((each) => each.role !== 'indicator')) return { ...column, role: 'indicator' };
    const isKept = ['ordinal', 'indicator', 'unit', 'period', 'target', 'lead'].includes(role);
    if (isKept) return column;
    return { ...column, role: role === 'responsible' && all.every((each) => each.role !== 'lead') ? 'lead' : 'other' };
  };

/** Of several columns of one role the fullest keeps it, or the one whose head says it; the others are kept under their heads. */
const onlyOne = (columns: readonly Column[], role: ColumnRole, rank: Fullness): readonly Column[] => {
  const rivals = columns.filter((column) => column.role === role);
  if (rivals.length < 2) return columns;
  const kept = rivals.reduce((best, next) => (rank(next) > rank(best) ? next : best));
  return columns.map((column) => (column.role === role && column !== kept ? { ...column, role: 'other' } : column));
};

/** The column of heads that stand one above another: the lowest says most, all of them together where it says nothing. */
export const columnOfHeads = (heads: readonly string[]): Column | null => {
  const distinct = heads.filter((head, at) => head !== '' && heads.indexOf(head) === at);
  const lowest = distinct.at(-1);
  if (lowest === undefined) return null;
  const head = distinct.join(' ');
  const own = columnOf(lowest);
  const upper = distinct.length > 1 ? columnOf(distinct[0] ?? '') : null;
  if (own === null) {
    const whole = columnOf(head) ?? upper;
    return whole === null ? null : { ...whole, head };
  }
  // "Kinh phí thực hiện" above "Năm 2026" is money, not a target.
  if (own.role === 'period' && (upper?.role === 'funding' || upper?.role === 'output')) return { ...own, role: 'other', head };
  // "Thời gian" above "Bắt đầu", "Cơ quan" above "Phối hợp": the lower head decides.
  return { ...own, head };
};

/** Two headers with columns of the same roles in the same order. */
export const sameColumns = (left: readonly Column[], right: readonly Column[]): boolean =>
  left.length === right.length && left.every(({ role }, index) => role === right[index]?.role);
