import type { AgencyRef, DraftIndicator, FieldPlaces, FindingCode, SourceView } from '#contracts';
import { readAgencyList } from '../agencies/agency-list.js';
import { agencyTextOf } from '../cells/agency-text.js';
import { isDash, isEmpty, linesOf, placeOf, textOf, type Cell } from '../cells/cell.js';
import { isNote, isTotal, isUpperCase } from '../document/line-kinds.js';
import type { Column } from '../tables/header-roles.js';
import type { Row, Table } from '../tables/table.js';
import { isAgencyCell } from './cell-shapes.js';
import { HeadingStack, type Group } from './heading-stack.js';
import { isGroupOrdinal, isMarker, ordinalOf, splitOrdinal } from './ordinals.js';
import { RowFindings, type ReadContext } from './read-context.js';
import { readTarget } from './read-target.js';

export interface ReadIndicators {
  readonly groups: readonly Group[];
  readonly indicators: readonly DraftIndicator[];
  readonly used: readonly Cell[];
  readonly notes: readonly Cell[];
}

/** Where a table's rows stand in the draft: how many indicators and groups stand before them. */
export interface IndicatorPosition {
  readonly indicators: number;
  readonly groups: number;
}

type Placed = readonly [column: Column, cell: Cell];

const pair = (column: Column | undefined, cell: Cell | undefined): readonly Placed[] =>
  column === undefined || cell === undefined || isEmpty(cell) ? [] : [[column, cell]];

/** Cells of a dump: the header's order where the row is whole; else the name first, agencies last, a unit where it looks like one. */
const placeDump = (
  row: Row,
  columns: readonly Column[],
  context: ReadContext,
): { readonly placed: readonly Placed[]; readonly sure: boolean } => {
  const slots = columns.filter(({ role }) => role !== 'ordinal');
  if (row.cells.length === slots.length) return { placed: slots.flatMap((column, at) => pair(column, row.cells[at])), sure: true };
  const filled = row.cells.filter((cell) => !isEmpty(cell));
  const [name, ...rest] = filled;
  const agencies = rest.filter((cell) => isAgencyCell(agencyTextOf(cell), context.reader));
  const values = rest.filter((cell) => !agencies.includes(cell));
  const hasUnit = values[0] !== undefined && readTarget('', textOf(values[0])).kind === 'text' && textOf(values[0]).length <= 20;
  const unit = hasUnit ? values.shift() : undefined;
  const of = (role: Column['role']): readonly Column[] => slots.filter((slot) => slot.role === role);
  const periods = [...of('period'), ...of('target')];
  return {
    placed: [
      ...pair(of('indicator')[0] ?? of('title')[0], name),
      ...pair(of('unit')[0], unit),
      ...values.flatMap((cell, at) => pair(periods[at], cell)),
      ...agencies.flatMap((cell) => pair(of('lead')[0], cell)),
    ],
    sure: values.length === periods.length,
  };
};

const placeCells = (
  row: Row,
  columns: readonly Column[],
  context: ReadContext,
): { readonly placed: readonly Placed[]; readonly sure: boolean } => {
  if (row.placed === null) return placeDump(row, columns, context);
  const placed = [...row.placed].flatMap(([column, cells]) =>
    column.role === 'ordinal' ? [] : cells.map((cell): Placed => [column, cell]),
  );
  const crossed = placed.some(([column, cell]) => isMeasure(column) && cell.column + cell.columnSpan - 1 > column.to);
  return { placed: placed.toSorted(([, a], [, b]) => a.column - b.column), sure: !crossed };
};

const isMeasure = ({ role }: Column): boolean => role === 'period' || role === 'target';

const fieldOf: Partial<Record<Column['role'], string>> = { indicator: 'name', title: 'name', lead: 'leads' };
const listOf: Partial<Record<Column['role'], 'targets' | 'others'>> = { period: 'targets', target: 'targets', other: 'others' };

class IndicatorReader {
  private readonly findings: RowFindings;
  private readonly place: SourceView;

  constructor(
    private readonly row: Row,
    private readonly placed: readonly Placed[],
    private readonly context: ReadContext,
    at: number,
  ) {
    this.findings = new RowFindings(`/indicators/${String(at)}`, context);
    this.place = placeOf([...(row.ordinal === null ? [] : [row.ordinal]), ...placed.map(([, cell]) => cell)]);
  }

  read(group: { readonly ordinal: string | null; readonly index: number | null }, sure: boolean): DraftIndicator {
    const targets = this.placed.filter(([column]) => isMeasure(column));
    const leads = this.readLeads();
    const name = this.text('indicator') || this.text('title');
    if (!sure) this.tell('target-period-unclear', 'Số ô của dòng không khớp tiêu đề bảng; cần kiểm tra giá trị theo từng kỳ.', '/targets');
    if (targets.length === 0) this.tell('missing-target', 'Chỉ tiêu không có giá trị cần đạt.', '/targets');
    if (leads.length === 0) this.tell('missing-lead', 'Chỉ tiêu không ghi cơ quan chủ trì.', '/leads');
    if (name === '') this.tell('missing-title', 'Chỉ tiêu không có tên.', '/name');
    this.tellTorn();
    return {
      ordinal: this.row.ordinal === null ? null : ordinalOf(textOf(this.row.ordinal)),
      name,
      unit: this.text('unit') || null,
      group: group.ordinal,
      groupIndex: group.index,
      targets: targets.map(([column, cell]) => readTarget(column.period ?? '', textOf(cell))),
      leads: [...leads],
      printedLeads: this.leadCells().map(textOf).join('; '),
      others: this.placed.filter(([{ role }]) => role === 'other').map(([{ head }, cell]) => ({ head, text: textOf(cell) })),
      source: this.place,
      places: this.places(),
      findings: [...this.findings.codes],
    };
  }

  private leadCells(): readonly Cell[] {
    return this.placed.filter(([{ role }]) => role === 'lead').map(([, cell]) => cell);
  }

  private readLeads(): readonly AgencyRef[] {
    const cells = this.leadCells();
    const text = cells.map(agencyTextOf).join('; ');
    const list = readAgencyList(text, this.context.reader);
    const doubts = list.doubts.filter(({ code }) => code !== 'abbreviation' && code !== 'doubled-word');
    this.findings.tellAgencies({ refs: list.refs, doubts }, '/leads', cells.length === 0 ? this.place : placeOf(cells));
    return list.refs;
  }

  private places(): FieldPlaces {
    const places: FieldPlaces = this.row.ordinal === null ? {} : { ordinal: [this.row.ordinal.place] };
    const counts = { targets: 0, others: 0 };
    for (const [{ role }, cell] of this.placed) {
      const list = listOf[role];
      const field = list === undefined ? (fieldOf[role] ?? role) : `${list}/${String(counts[list]++)}`;
      places[field] = [...(places[field] ?? []), cell.place];
    }
    return places;
  }

  private tellTorn(): void {
    for (const [, cell] of this.placed) {
      if (cell.column > 0 || cell.lines.length < 2) continue;
      const message = `Ô bị ngắt thành ${String(cell.lines.length)} dòng, đã nối lại: "${linesOf(cell).replace(/\n/gu, ' ')}".`;
      this.tell('split-cell', message, '', cell.place);
    }
  }

  private text(role: Column['role']): string {
    return this.placed
      .filter(([column]) => column.role === role)
      .map(([, cell]) => textOf(cell))
      .join(' ');
  }

  private tell(code: FindingCode, message: string, field = '', place: SourceView = this.place): void {
    this.findings.tell({ code, message, field, place });
  }
}

interface Heading {
  readonly ordinal: string;
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** The one filled cell of a row beside its number; null where there are more. */
const soleCell = (row: Row): Cell | null => {
  const filled = row.cells.filter((cell) => !isEmpty(cell) && !isMarker(textOf(cell)));
  return filled.length === 1 && !row.shared.some((cell) => !isEmpty(cell)) ? (filled[0] ?? null) : null;
};

/** A row of nothing but a name, wide, in capitals or numbered like a heading, heads a group of indicators. */
const headingOf = (row: Row): Heading | null => {
  const only = soleCell(row);
  if (only === null || isDash(textOf(only))) return null;
  return row.ordinal === null ? headingWithin(only, row.isWide) : headingNumbered(row.ordinal, only, row.isWide);
};

const headingWithin = (only: Cell, isWide: boolean): Heading | null => {
  const text = textOf(only);
  const split = splitOrdinal(text);
  const isHeading = isWide || isUpperCase(text) || (split !== null && isGroupOrdinal(split.ordinal));
  return isHeading ? { ordinal: split?.ordinal ?? '', title: split?.rest ?? text, cells: [only] } : null;
};

const headingNumbered = (ordinal: Cell, only: Cell, isWide: boolean): Heading | null => {
  const text = textOf(only);
  const isHeading = isWide || isUpperCase(text) || isGroupOrdinal(textOf(ordinal));
  return isHeading ? { ordinal: ordinalOf(textOf(ordinal)) ?? '', title: text, cells: [ordinal, only] } : null;
};

class TableReader {
  private readonly headings = new HeadingStack();
  private readonly indicators: DraftIndicator[] = [];
  private readonly used: Cell[] = [];
  private readonly notes: Cell[] = [];

  constructor(
    private readonly table: Table,
    private readonly context: ReadContext,
    private readonly before: IndicatorPosition,
  ) {}

  read(): ReadIndicators {
    for (const row of this.table.rows) this.take(row);
    return { groups: this.headings.groups, indicators: this.indicators, used: this.used, notes: this.notes };
  }

  private take(row: Row): void {
    const only = row.ordinal === null ? soleCell(row) : null;
    const heading = headingOf(row);
    if (only !== null && (isNote(textOf(only)) || isTotal(textOf(only)))) this.notes.push(only);
    else if (heading === null) this.takeIndicator(row);
    else {
      this.headings.open(heading.ordinal, heading.title, placeOf(heading.cells));
      this.used.push(...heading.cells);
    }
  }

  private takeIndicator(row: Row): void {
    const { placed, sure } = placeCells(row, this.table.columns, this.context);
    if (row.ordinal !== null) this.used.push(row.ordinal);
    this.used.push(...row.cells.filter((cell) => isMarker(textOf(cell))));
    if (placed.length === 0) return;
    this.used.push(...placed.map(([, cell]) => cell));
    this.headings.passRow(row.ordinal === null ? null : ordinalOf(textOf(row.ordinal)));
    const reader = new IndicatorReader(row, placed, this.context, this.before.indicators + this.indicators.length);
    this.indicators.push(reader.read(this.group(), sure));
  }

  private group(): { readonly ordinal: string | null; readonly index: number | null } {
    const { index, groups } = this.headings;
    if (index === null) return { ordinal: null, index: null };
    return { ordinal: groups[index]?.ordinal || null, index: this.before.groups + index };
  }
}

export const readIndicators = (table: Table, context: ReadContext, before: IndicatorPosition): ReadIndicators =>
  new TableReader(table, context, before).read();
