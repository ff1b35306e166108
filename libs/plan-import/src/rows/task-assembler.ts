import type { FindingCode, SourceView } from '#contracts';
import type { AgencyReader } from '../agencies/agency-list.js';
import { isDash, isEmpty, joinedCells, placeOf, textOf, type Cell } from '../cells/cell.js';
import { isGroupLine } from '../document/document-facts.js';
import { isNote, isTotal, isUpperCase } from '../document/line-kinds.js';
import type { ColumnRole } from '../tables/header-roles.js';
import type { Row, Table } from '../tables/table.js';
import { assignColumns, type Assigned, type OtherCell, type YearCell } from './assign-columns.js';
import { HeadingStack, type Group } from './heading-stack.js';
import { RowOutlook } from './row-outlook.js';
import { isGroupOrdinal, ordinalOf, splitOrdinal } from './ordinals.js';

/** What came up while a task's cells were gathered. */
export interface Doubt {
  readonly code: FindingCode;
  readonly message: string;
  readonly place?: SourceView;
  /** JSON pointer within the task; the task as a whole where it is left out. */
  readonly field?: string;
  /** The value proposed for that field. */
  readonly fix?: { readonly label: string; readonly value: unknown };
}

/** A task as its cells, before they are read. */
export interface TaskCells {
  ordinal: string | null;
  readonly ordinalCell: Cell | null;
  /** Index into the table's groups. */
  readonly groupIndex: number | null;
  /** The number stands before the title, in one cell. */
  readonly titleHoldsOrdinal: boolean;
  readonly cells: Map<ColumnRole, Cell[]>;
  readonly others: OtherCell[];
  readonly years: YearCell[];
  readonly doubts: Doubt[];
}

export interface Assembled {
  readonly groups: readonly Group[];
  readonly tasks: readonly TaskCells[];
  /** Every cell that became part of something. */
  readonly used: readonly Cell[];
  /** Notes and totals below the rows. */
  readonly notes: readonly Cell[];
}

const titleText = (cells: ReadonlyMap<ColumnRole, readonly Cell[]>): string => (cells.get('title') ?? []).map(textOf).join('\n');
const hasFields = ({ cells, others, years }: Pick<TaskCells, 'cells' | 'others' | 'years'> | Assigned): boolean =>
  others.length > 0 || years.length > 0 || [...cells.keys()].some((role) => role !== 'title');

/** A title that the row above left unfinished: it begins in the middle of a sentence. */
const goesOn = (text: string): boolean => /^[\p{Ll}\d,;)]/u.test(text) && !/^\d+[.)]\s/u.test(text);

class TaskAssembler {
  private readonly tasks: TaskCells[] = [];
  private readonly used: Cell[] = [];
  private readonly notes: Cell[] = [];
  private readonly headings = new HeadingStack();
  private readonly outlook: RowOutlook;
  private readonly rows: readonly Row[];
  private readonly assigned: readonly Assigned[];
  /** The row of the heading right above, which turns out to be a task where fields follow without a title. */
  private heading: readonly Cell[] | null = null;
  private current: TaskCells | null = null;
  private gridTold = false;

  constructor(
    private readonly table: Table,
    reader: AgencyReader,
  ) {
    this.rows = table.rows;
    this.assigned = this.rows.map((row) => assignColumns(row, table.columns, reader));
    this.outlook = new RowOutlook(this.rows, this.assigned);
  }

  assemble(): Assembled {
    this.openTableHeading();
    this.rows.forEach((row, at) => this.take(row, at));
    return { groups: this.headings.groups, tasks: this.tasks, used: this.used, notes: this.notes };
  }

  /** "II. Nhiệm vụ trọng tâm" in the line above a table heads all of it. */
  private openTableHeading(): void {
    const line = this.table.heading.findLast(({ text }) => isGroupLine(text));
    const split = line === undefined ? null : splitOrdinal(line.text);
    if (line !== undefined && split !== null) this.headings.open(split.ordinal, split.rest, line.unit.place);
  }

  private take(row: Row, at: number): void {
    const assigned = this.assigned[at];
    if (assigned === undefined) return;
    this.used.push(...assigned.marks);
    const sole = this.outlook.soleCell(at);
    if (isTotal(this.outlook.firstText(at))) this.notes.push(...row.cells.filter((cell) => !isEmpty(cell)));
    else if (sole !== null && isNote(textOf(sole))) this.notes.push(sole);
    else if (sole !== null && (row.isWide || this.isLoneHeading(sole, at))) this.openGroup(sole, null);
    else this.takeRow(row, assigned, at);
  }

  private takeRow(row: Row, assigned: Assigned, at: number): void {
    if (row.ordinal !== null && !row.shared.includes(row.ordinal)) this.takeNumbered(row, row.ordinal, assigned, at);
    else this.takeUnnumbered(row, assigned, at);
    this.doubtPlaces(row, assigned);
  }

  /** One cell alone in its row, numbered like a heading or set like one. */
  private isLoneHeading(cell: Cell, at: number): boolean {
    const text = textOf(cell);
    const split = splitOrdinal(text);
    if (this.rows[at]?.placed === null) return false;
    if (split !== null && (isGroupOrdinal(split.ordinal) || this.outlook.headsRows(at))) return true;
    return isUpperCase(text) && !isDash(text);
  }

  private takeNumbered(row: Row, ordinalCell: Cell, assigned: Assigned, at: number): void {
    const ordinal = ordinalOf(textOf(ordinalCell));
    this.used.push(ordinalCell);
    const title = assigned.cells.get('title') ?? [];
    if (ordinal !== null && title.length > 0 && this.outlook.isPureHeading(at)) {
      this.openGroup(null, ordinalCell, title);
      return;
    }
    const isGroupToo = ordinal !== null && this.outlook.isGroupToo(at);
    if (isGroupToo) this.openGroup(null, ordinalCell, title);
    else this.headings.passRow(ordinal);
    const task = this.newTask(row, assigned, ordinalCell);
    if (isGroupToo) task.doubts.push({ code: 'group-is-task', message: `Dòng nhóm ${ordinal} đồng thời là một nhiệm vụ.` });
  }

  private takeUnnumbered(row: Row, assigned: Assigned, at: number): void {
    const titled = assigned.cells.has('title');
    const fields = hasFields(assigned);
    if (!titled && !fields) return;
    if (this.current !== null && this.completes(this.current, row, assigned)) this.goOn(this.current, row, assigned);
    else if (titled && !fields) this.takeText(row, assigned, at);
    else this.takeFields(row, assigned, at);
  }

  private takeFields(row: Row, assigned: Assigned, at: number): void {
    const belongsToHeading = this.current === null && this.heading !== null && !assigned.cells.has('title') && assigned.cells.has('lead');
    if (this.current !== null && this.joins(this.current, row, assigned, at)) this.merge(this.current, assigned);
    else if (belongsToHeading) this.headingIsTask(row, assigned);
    else this.newTask(row, assigned, row.ordinal);
  }

  /** The first row of a new page that goes on with the last row of the page before. */
  private completes(task: TaskCells, row: Row, { cells }: Assigned): boolean {
    if (!row.afterBreak || row.ordinal !== null || row.placed === null) return false;
    const title = titleText(cells);
    if (title !== '') return goesOn(title);
    return [...cells.values()].flat().every((cell) => goesOn(textOf(cell))) || [...cells.keys()].every((role) => task.cells.has(role));
  }

  private goOn(task: TaskCells, row: Row, assigned: Assigned): void {
    const message = 'Dòng bị ngắt sang trang sau, đã nối lại với phần ở trang trước; cần đối chiếu.';
    task.doubts.push({ code: 'continued-row', message, place: placeOf(row.cells.filter((cell) => !isEmpty(cell))) });
    for (const [role, [first, ...more]] of assigned.cells) {
      const known = task.cells.get(role) ?? [];
      const last = known.at(-1);
      if (first === undefined) continue;
      task.cells.set(role, last === undefined ? [first, ...more] : [...known.slice(0, -1), joinedCells(last, first), ...more]);
      this.used.push(first, ...more);
    }
    task.others.push(...assigned.others);
    this.used.push(...assigned.others.map(({ cell }) => cell));
  }

  /** The row completes the numbered one above, which so far has its title alone, or lacks just these columns. */
  private joins(task: TaskCells, row: Row, assigned: Assigned, at: number): boolean {
    const { cells } = assigned;
    const isPending = !hasFields(task);
    if (isPending) return !(cells.has('title') && this.outlook.headsSeveral(at - 1));
    const isFurther = !cells.has('title') || (cells.get('title') ?? []).every((cell) => row.shared.includes(cell));
    return isFurther && task.ordinal !== null && this.lacks(task, row, assigned);
  }

  /** Everything of the row that is its own stands in columns that the task has not filled. */
  private lacks(task: TaskCells, row: Row, { cells }: Assigned): boolean {
    return [...cells].every(([role, own]) => !task.cells.has(role) || own.every((cell) => row.shared.includes(cell)));
  }

  /** Text alone: a further line of the task above, a heading, or a task of which nothing else is known. */
  private takeText(row: Row, assigned: Assigned, at: number): void {
    const title = titleText(assigned.cells);
    const isFurther = isDash(title) || goesOn(title) || (row.placed === null && !row.isWhole);
    if (this.current !== null && isFurther && !isUpperCase(title)) {
      if (!this.current.cells.has('title')) this.loseTitle(this.current);
      this.merge(this.current, assigned);
      return;
    }
    const [cell] = assigned.cells.get('title') ?? [];
    if (cell !== undefined && (isUpperCase(title) || this.outlook.headsRows(at))) this.openGroup(cell, null);
    else this.newTask(row, assigned, null);
  }

  private loseTitle(task: TaskCells): void {
    const message = 'Dòng tên nhiệm vụ bị mất; tạm lấy các gạch đầu dòng làm nội dung. Cần bổ sung theo bản gốc.';
    task.doubts.push({ code: 'title-lost', message });
  }

  /** `whole`: number and title in one cell. */
  private openGroup(whole: Cell | null, ordinalCell: Cell | null, title: readonly Cell[] = []): void {
    const cells = whole === null ? title : [whole];
    const text = cells.map(textOf).join(' ').replace(/\s+/gu, ' ');
    const split = whole === null ? null : splitOrdinal(text);
    const ordinal = split?.ordinal ?? (ordinalCell === null ? null : ordinalOf(textOf(ordinalCell))) ?? '';
    this.headings.open(ordinal, split?.rest ?? text, placeOf([...(ordinalCell === null ? [] : [ordinalCell]), ...cells]));
    this.used.push(...cells);
    this.heading = cells;
    this.current = null;
  }

  private headingIsTask(row: Row, assigned: Assigned): void {
    const group = this.headings.groups.at(-1);
    const task = this.newTask(row, assigned, null);
    task.ordinal = group === undefined || group.ordinal === '' ? null : group.ordinal;
    task.cells.set('title', [...(this.heading ?? [])]);
    task.doubts.push({ code: 'group-is-task', message: `Dòng nhóm ${group?.ordinal ?? ''} đồng thời là một nhiệm vụ.` });
  }

  private newTask(row: Row, assigned: Assigned, ordinalCell: Cell | null): TaskCells {
    const own = ordinalCell === null ? null : ordinalOf(textOf(ordinalCell));
    const split = own === null && this.lacksOrdinals() ? splitOrdinal(titleText(assigned.cells)) : null;
    if (split !== null) this.headings.passRow(split.ordinal);
    const task: TaskCells = {
      ordinal: own ?? split?.ordinal ?? null,
      ordinalCell: own === null ? null : ordinalCell,
      groupIndex: this.headings.index,
      titleHoldsOrdinal: split !== null,
      cells: new Map(),
      others: [],
      years: [],
      doubts: [],
    };
    this.tasks.push(task);
    this.merge(task, assigned);
    this.doubtShared(task, row, assigned);
    this.doubtOutput(task, assigned);
    if (row.placed !== null && !row.isWhole) task.doubts.push({ code: 'short-row', message: 'Dòng có ít ô hơn tiêu đề bảng.' });
    this.current = task;
    return task;
  }

  private lacksOrdinals(): boolean {
    return !this.table.columns.some(({ role }) => role === 'ordinal');
  }

  private merge(task: TaskCells, { cells, others, years }: Assigned): void {
    for (const [role, more] of cells) {
      const known = task.cells.get(role) ?? [];
      const fresh = more.filter((cell) => !known.includes(cell));
      task.cells.set(role, [...known, ...fresh]);
      this.used.push(...more);
    }
    task.others.push(...others.filter(({ cell }) => !task.others.some((known) => known.cell === cell)));
    task.years.push(...years.filter(({ cell }) => !task.years.some((known) => known.cell === cell)));
    this.used.push(...others.map(({ cell }) => cell), ...years.map(({ cell }) => cell));
  }

  /** "Rõ sản phẩm": the table asks for an output, and the row names none. */
  private doubtOutput(task: TaskCells, { cells, byContent }: Assigned): void {
    if (byContent || cells.has('output') || !this.table.columns.some(({ role }) => role === 'output')) return;
    task.doubts.push({ code: 'missing-output', message: 'Bảng có cột sản phẩm nhưng dòng này để trống.', field: '/output' });
  }

  private doubtShared(task: TaskCells, row: Row, { cells }: Assigned): void {
    const shared = [...cells].filter(([, own]) => own.some((cell) => row.shared.includes(cell)));
    if (shared.length === 0) return;
    const place = placeOf(shared.flatMap(([, own]) => own));
    task.doubts.push({ code: 'shared-cell', message: 'Ô gộp theo chiều dọc: nội dung của ô áp dụng cho cả dòng này.', place });
    if (shared.some(([role]) => role === 'title'))
      task.doubts.push({
        code: 'title-shared',
        message: 'Hai dòng chung một ô nội dung nhưng khác cơ quan hoặc thời hạn; đã tách thành hai nhiệm vụ.',
        place,
      });
  }

  /** What stands here is not what the header says: told once for the table where a column is new, else for each row. */
  private doubtPlaces(row: Row, assigned: Assigned): void {
    if (this.current === null || !assigned.byContent) return;
    const place = placeOf(row.cells.filter((cell) => !isEmpty(cell)));
    if (assigned.extra !== null && !this.current.doubts.some(({ code }) => code === 'grid-changed')) {
      const message = this.gridTold
        ? 'Các cột của dòng không theo tiêu đề bảng; mỗi ô được xếp theo nội dung, cần kiểm tra.'
        : 'Từ dòng này, các cột không còn theo tiêu đề bảng: có cột nguồn kinh phí, thiếu cột khác. Mỗi ô được xếp theo nội dung; cần kiểm tra.';
      this.current.doubts.push({ code: 'grid-changed', message, place });
      this.gridTold = true;
    }
    if (row.placed === null || assigned.extra !== null) return;
    const message =
      'Các ô của dòng không nằm đúng dưới tiêu đề (có thể do ô gộp bị mất); đã xếp theo nội dung, cần đối chiếu với dòng trên.';
    this.current.doubts.push({ code: 'row-shifted', message, place });
  }
}

export const assembleTasks = (table: Table, reader: AgencyReader): Assembled => new TaskAssembler(table, reader).assemble();
