import type { AgencyIndex } from '../agencies/agency-index.js';
import type { FindingCode } from '#contracts';
import type { Place } from '../places.js';
import type { Table } from '../tables/find-tables.js';
import type { ColumnRole } from '../tables/header-roles.js';
import { placeOf, textOf, type Cell } from '../text/cells.js';
import { assignColumns, type Assigned } from './assign-columns.js';
import { isDashLine, isGroupOrdinal, isUpperCase, ordinalOf } from './cell-shapes.js';
import { rawRowsOf, type RawRow } from './raw-rows.js';

export interface Group {
  readonly ordinal: string;
  readonly title: string;
  readonly parent: number | null;
  readonly source: Place;
}

/** What came up while a task's cells were gathered; a code without a message is told elsewhere. */
export interface Doubt {
  readonly code: FindingCode;
  readonly message: string | null;
  readonly place?: Place;
}

/** A task as its cells, before they are read. */
export interface TaskCells {
  ordinal: string | null;
  readonly ordinalPlace: Place | null;
  /** Index into the table's groups. */
  readonly groupIndex: number | null;
  readonly group: string | null;
  readonly cells: Map<ColumnRole, Cell[]>;
  readonly doubts: Doubt[];
  line: number;
  toLine: number;
}

export interface Assembled {
  readonly groups: readonly Group[];
  readonly tasks: readonly TaskCells[];
  /** Every cell that became part of something. */
  readonly used: readonly Cell[];
}

const fieldRoles: readonly ColumnRole[] = ['lead', 'coordinator', 'approver', 'funding', 'output', 'responsible', 'deadline'];
const hasFields = (cells: ReadonlyMap<ColumnRole, readonly Cell[]>): boolean => fieldRoles.some((role) => cells.has(role));
const titleOf = (cells: ReadonlyMap<ColumnRole, readonly Cell[]>): string => (cells.get('title') ?? []).map(textOf).join('\n');

/** A numbered row that so far has nothing but its title. */
const isPending = (task: TaskCells): boolean => !hasFields(task.cells);

class TaskAssembler {
  private readonly groups: Group[] = [];
  private readonly tasks: TaskCells[] = [];
  private readonly used: Cell[] = [];
  private heading: { readonly group: Group; readonly row: RawRow; readonly cells: readonly Cell[] } | null = null;
  private group: string | null = null;
  private current: TaskCells | null = null;
  private gridTold = false;
  private readonly hasPureHeadings: boolean;
  private readonly rows: readonly RawRow[];
  private readonly assigned: readonly Assigned[];

  constructor(table: Table, index: AgencyIndex) {
    this.rows = rawRowsOf(table);
    this.assigned = this.rows.map((row) => assignColumns(row, table.columns, index));
    this.hasPureHeadings = this.rows.some((row, at) => this.isPureHeading(row, this.assigned[at]));
  }

  assemble(): Assembled {
    this.rows.forEach((row, at) => this.take(row, at));
    return { groups: this.groups, tasks: this.tasks, used: this.used };
  }

  private take(row: RawRow, at: number): void {
    const assigned = this.assigned[at];
    if (assigned === undefined) return;
    if (row.ordinal !== null) this.takeNumbered(row, row.ordinal, assigned, at);
    else this.takeUnnumbered(row, assigned);
    if (assigned.extra !== null && this.current !== null) this.doubtGrid(this.current, row);
  }

  private takeNumbered(row: RawRow, ordinalCell: Cell, assigned: Assigned, at: number): void {
    const ordinal = ordinalOf(textOf(ordinalCell));
    this.used.push(ordinalCell);
    if (this.isPureHeading(row, assigned) || this.headsChildren(ordinal, assigned, at)) {
      this.openGroup(ordinal, row, assigned);
      return;
    }
    const isGroupToo = isGroupOrdinal(ordinal) && this.hasPureHeadings;
    if (isGroupToo) this.openGroup(ordinal, row, assigned);
    const task = this.newTask(ordinal, row, assigned);
    if (!isGroupToo) return;
    task.doubts.push({ code: 'group-is-task', message: `Dòng nhóm ${ordinal} đồng thời là một nhiệm vụ.` });
  }

  private isPureHeading({ ordinal }: RawRow, assigned: Assigned | undefined): boolean {
    if (assigned === undefined) return false;
    const { cells } = assigned;
    if (ordinal === null || hasFields(cells) || !cells.has('title')) return false;
    return isGroupOrdinal(textOf(ordinal)) || isUpperCase(titleOf(cells));
  }

  /** "1" without fields before "1.1" heads a group. */
  private headsChildren(ordinal: string, { cells }: Assigned, at: number): boolean {
    if (hasFields(cells)) return false;
    const next = this.rows.slice(at + 1).find((row) => row.ordinal !== null)?.ordinal;
    return next !== null && next !== undefined && textOf(next).startsWith(`${ordinal}.`) && /\.\d/u.test(textOf(next));
  }

  private takeUnnumbered(row: RawRow, assigned: Assigned): void {
    const { cells } = assigned;
    const titled = cells.has('title');
    const fields = hasFields(cells);
    if (!titled && !fields) return;
    if (titled && !fields) this.takeText(row, assigned);
    else if (this.current !== null && this.joins(this.current, cells)) this.merge(this.current, cells, row);
    else if (!titled && this.current === null && this.heading !== null && cells.has('lead')) this.headingIsTask(row, assigned);
    else this.newTask(null, row, assigned);
  }

  /** The row completes the numbered one above, which so far has its title alone, or lacks just these columns. */
  private joins(task: TaskCells, cells: ReadonlyMap<ColumnRole, readonly Cell[]>): boolean {
    return isPending(task) || (!cells.has('title') && this.lacks(task, cells));
  }

  /** Text alone: a further line of the task above, a heading, or a task of which nothing else is known. */
  private takeText(row: RawRow, assigned: Assigned): void {
    const title = titleOf(assigned.cells);
    if (this.current !== null && (isDashLine(title) || !row.isWhole) && !isUpperCase(title)) {
      if (!this.current.cells.has('title')) this.loseTitle(this.current);
      this.merge(this.current, assigned.cells, row);
      return;
    }
    if (isUpperCase(title)) {
      this.openGroup(`(${this.groups.length + 1})`, row, assigned);
      return;
    }
    this.newTask(null, row, assigned);
  }

  private loseTitle(task: TaskCells): void {
    const message = 'Dòng tên nhiệm vụ bị mất; tạm lấy các gạch đầu dòng làm nội dung. Cần bổ sung theo bản gốc.';
    task.doubts.push({ code: 'title-lost', message });
  }

  private lacks(task: TaskCells, cells: ReadonlyMap<ColumnRole, readonly Cell[]>): boolean {
    return task.ordinal !== null && [...cells.keys()].every((role) => !task.cells.has(role));
  }

  private openGroup(ordinal: string, row: RawRow, { cells }: Assigned): void {
    const own = cells.get('title') ?? [];
    const source = placeOf([...(row.ordinal === null ? [] : [row.ordinal]), ...own]);
    const group: Group = { ordinal, title: titleOf(cells).replace(/\s+/gu, ' '), parent: null, source };
    this.groups.push(group);
    this.used.push(...own);
    this.heading = { group, row, cells: own };
    this.group = ordinal;
    this.current = null;
  }

  private headingIsTask(row: RawRow, assigned: Assigned): void {
    const heading = this.heading;
    const task = this.newTask(heading?.group.ordinal ?? null, row, assigned);
    task.cells.set('title', [...(heading?.cells ?? [])]);
    task.doubts.push({ code: 'group-is-task', message: `Dòng nhóm ${heading?.group.ordinal ?? ''} đồng thời là một nhiệm vụ.` });
  }

  private newTask(ordinal: string | null, row: RawRow, { cells }: Assigned): TaskCells {
    const first = row.ordinal ?? row.cells[0];
    const task: TaskCells = {
      ordinal,
      ordinalPlace: row.ordinal === null ? null : placeOf([row.ordinal]),
      group: this.group,
      groupIndex: this.group === null ? null : this.groups.length - 1,
      cells: new Map(),
      doubts: [],
      line: first?.line ?? 0,
      toLine: first?.toLine ?? 0,
    };
    this.tasks.push(task);
    this.merge(task, cells, row);
    this.current = task;
    return task;
  }

  private merge(task: TaskCells, cells: ReadonlyMap<ColumnRole, readonly Cell[]>, row: RawRow): void {
    for (const [role, more] of cells) {
      const cells = task.cells.get(role) ?? [];
      task.cells.set(role, cells);
      for (const cell of more) {
        cells.push(cell);
        this.used.push(cell);
        task.line = Math.min(task.line, cell.line);
        task.toLine = Math.max(task.toLine, cell.toLine);
      }
    }
    if (row.ordinal !== null) task.toLine = Math.max(task.toLine, row.ordinal.toLine);
  }

  /** Told once: rows from here on have other columns than the header. */
  private doubtGrid(task: TaskCells, row: RawRow): void {
    if (task.doubts.some(({ code }) => code === 'grid-changed')) return;
    const message =
      'Từ dòng này, các cột không còn theo tiêu đề bảng: có cột nguồn kinh phí, thiếu cột khác. Mỗi ô được xếp theo nội dung; cần kiểm tra.';
    task.doubts.push({ code: 'grid-changed', message: this.gridTold ? null : message, place: placeOf(row.cells) });
    this.gridTold = true;
  }
}

export const assembleTasks = (table: Table, index: AgencyIndex): Assembled => new TaskAssembler(table, index).assemble();
