import type { AgencyRef, DraftIndicator, DraftTarget, FieldPlaces, FindingCode } from '#contracts';
import { readAgencyList } from '../agencies/agency-list.js';
import type { Place } from '../places.js';
import type { Table } from '../tables/find-tables.js';
import type { Column } from '../tables/header-roles.js';
import { isEmpty, placeOf, textOf, type Cell } from '../text/cells.js';
import { isAgencyCell, isGroupOrdinal, isUpperCase, ordinalOf } from './cell-shapes.js';
import { rawRowsOf, type RawRow } from './raw-rows.js';
import type { ReadContext } from './read-task.js';

export interface ReadIndicators {
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  readonly indicators: readonly DraftIndicator[];
  readonly used: readonly Cell[];
}

const numeral =
  /^(?:khoảng\s*)?([<>≥≤]=?|(?:tối thiểu|ít nhất|trên|từ|không dưới|tối đa|dưới|không quá)\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(?:%|$)/iu;

const numberOf = (text: string): number | null => {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d+))?\s*%?$/u.exec(text.trim());
  if (match === null) return null;
  return Number(`${(match[1] ?? '').replace(/\./gu, '')}.${match[2] ?? '0'}`);
};

const bound = (text: string): Pick<DraftTarget, 'kind' | 'min' | 'max'> | null => {
  const match = numeral.exec(text);
  const sign = match?.[1]?.trim().toLowerCase() ?? '';
  const value = numberOf(text.replace(/^(?:khoảng\s*)?(?:[<>≥≤]=?|\p{L}[\p{L} ]*)\s*/iu, ''));
  if (sign === '' || value === null) return null;
  const isLeast = /^(?:[>≥]|tối thiểu|ít nhất|trên|từ|không dưới)/iu.test(sign);
  return isLeast ? { kind: 'at-least', min: value, max: null } : { kind: 'at-most', min: null, max: value };
};

/** "1,5- 1,9" → range; "≥35" → at least; prose stays prose. A decimal comma, as Vietnamese writes it. */
export const readTarget = (period: string, text: string): DraftTarget => {
  const single = numberOf(text);
  if (single !== null) return { period, text, kind: 'number', min: single, max: single };
  const [low, high, ...more] = text.split(/\s*[-–—]\s*/u).map(numberOf);
  if (low != null && high != null && more.length === 0 && low <= high) return { period, text, kind: 'range', min: low, max: high };
  return { period, text, ...(bound(text) ?? { kind: 'text' as const, min: null, max: null }) };
};

interface Placed {
  readonly column: Column;
  readonly cell: Cell;
}

/** The header's order where the row is whole; else the name first, agencies last, a unit where it looks like one. */
const placeCells = (
  row: RawRow,
  columns: readonly Column[],
  context: ReadContext,
): { readonly placed: readonly Placed[]; readonly sure: boolean } => {
  const slots = columns.filter(({ role }) => role !== 'ordinal');
  if (row.cells.length === slots.length) {
    return { placed: slots.flatMap((column, at) => pair(column, row.cells[at])), sure: true };
  }
  const filled = row.cells.filter((cell) => !isEmpty(cell));
  const [name, ...rest] = filled;
  const agencies = rest.filter((cell) => isAgencyCell(textOf(cell), context.index));
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

const pair = (column: Column | undefined, cell: Cell | undefined): readonly Placed[] =>
  column === undefined || cell === undefined || isEmpty(cell) ? [] : [{ column, cell }];

const fieldOf: Partial<Record<Column['role'], string>> = { indicator: 'name', title: 'name', lead: 'leads' };
const listOf: Partial<Record<Column['role'], 'targets' | 'others'>> = { period: 'targets', target: 'targets', remark: 'others' };

class IndicatorReader {
  private readonly codes = new Set<FindingCode>();
  private readonly place: Place;

  constructor(
    private readonly row: RawRow,
    private readonly placed: readonly Placed[],
    private readonly context: ReadContext,
    private readonly at: number,
  ) {
    this.place = placeOf([...(row.ordinal === null ? [] : [row.ordinal]), ...row.cells.filter((cell) => !isEmpty(cell))]);
  }

  read(group: string | null, sure: boolean): DraftIndicator {
    const targets = this.placed.filter(({ column }) => column.role === 'period' || column.role === 'target');
    const leads = this.readLeads();
    if (!sure) this.tell('target-period-unclear', 'Số ô của dòng không khớp tiêu đề bảng; cần kiểm tra giá trị theo từng kỳ.');
    if (targets.length === 0) this.tell('missing-target', 'Chỉ tiêu không có giá trị cần đạt.');
    if (leads.length === 0) this.tell('missing-lead', 'Chỉ tiêu không ghi cơ quan chủ trì.');
    this.tellTorn();
    return {
      ordinal: this.row.ordinal === null ? null : ordinalOf(textOf(this.row.ordinal)),
      name: this.text('indicator') || this.text('title'),
      unit: this.text('unit') || null,
      group,
      groupIndex: null,
      targets: targets.map(({ column, cell }) => readTarget(column.period ?? '', textOf(cell))),
      leads: [...leads],
      others: this.placed
        .filter(({ column }) => column.role === 'remark')
        .map(({ column, cell }) => ({ head: column.text, text: textOf(cell) })),
      source: this.place,
      places: this.places(),
      findings: [...this.codes],
    };
  }

  private readLeads(): readonly AgencyRef[] {
    const { refs, doubts } = readAgencyList(this.text('lead'), this.context.index);
    for (const { code, text } of doubts) {
      if (code === 'abbreviation' || code === 'doubled-word') continue;
      const proposal = this.context.propose(text);
      this.tell(code, `Chưa nhận ra cơ quan "${text}"${proposal === null ? '.' : `; gần nhất: ${proposal}.`}`);
    }
    return refs;
  }

  private places(): FieldPlaces {
    const places: FieldPlaces = this.row.ordinal === null ? {} : { ordinal: [placeOf([this.row.ordinal])] };
    const counts = { targets: 0, others: 0 };
    for (const { column, cell } of this.placed) {
      const list = listOf[column.role];
      const field = list === undefined ? (fieldOf[column.role] ?? column.role) : `${list}/${String(counts[list]++)}`;
      places[field] = [...(places[field] ?? []), placeOf([cell])];
    }
    return places;
  }

  private tellTorn(): void {
    for (const { cell } of this.placed) {
      if (cell.paragraphs.length < 2) continue;
      const message = `Ô bị ngắt thành ${cell.paragraphs.length} dòng, đã nối lại: "${textOf(cell)}".`;
      this.tell('split-cell', message, placeOf([cell]));
    }
  }

  private text(role: Column['role']): string {
    return this.placed
      .filter(({ column }) => column.role === role)
      .map(({ cell }) => textOf(cell))
      .join(' ');
  }

  private tell(code: FindingCode, message: string, place: Place = this.place): void {
    this.codes.add(code);
    this.context.log.add(code, message, { source: place, pointer: `/indicators/${String(this.at)}` });
  }
}

/** A numbered row with nothing but a name in capitals heads a group of indicators. */
const isHeading = (row: RawRow): boolean => {
  const filled = row.cells.filter((cell) => !isEmpty(cell));
  const [only] = filled;
  if (only === undefined || filled.length > 1) return false;
  return isUpperCase(textOf(only)) || (row.ordinal !== null && isGroupOrdinal(textOf(row.ordinal)));
};

export const readIndicators = (table: Table, context: ReadContext, before: number): ReadIndicators => {
  const groups: { ordinal: string; title: string }[] = [];
  const indicators: DraftIndicator[] = [];
  const used: Cell[] = [];
  let group: string | null = null;
  for (const row of rawRowsOf(table)) {
    if (row.ordinal !== null) used.push(row.ordinal);
    if (isHeading(row)) {
      group = row.ordinal === null ? null : ordinalOf(textOf(row.ordinal));
      const cells = row.cells.filter((cell) => !isEmpty(cell));
      if (group !== null) groups.push({ ordinal: group, title: cells.map(textOf).join(' ') });
      used.push(...cells);
      continue;
    }
    const { placed, sure } = placeCells(row, table.columns, context);
    if (placed.length === 0) continue;
    used.push(...placed.map(({ cell }) => cell));
    indicators.push(new IndicatorReader(row, placed, context, before + indicators.length).read(group, sure));
  }
  return { groups, indicators, used };
};
