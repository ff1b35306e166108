import type { SourceCell, SourceTable, SourceView } from '#contracts';
import { cell, type PrintedCell } from './appendix.model.js';
import type { FieldText } from './fields.js';
import type { BodyRow, ExportedRow, GroupRow } from './rows.js';

export interface PrintedColumn {
  /** Of the field that stands in it; null: a column of the source in which nothing was read. */
  readonly key: string | null;
  readonly head: string;
  readonly width: number;
}

type Place = Extract<SourceView, { part: string }>;

export const placeIn = (table: SourceTable, source: SourceView | null): Place | null =>
  source !== null && 'part' in source && source.part === table.part ? source : null;

export const bodiesOf = (rows: readonly ExportedRow[]): readonly BodyRow[] => rows.filter((row) => row.kind === 'body');

/** The fields that some row fills, the first time that each comes, and in the order of the fullest table. */
const filledFields = (bodies: readonly BodyRow[]): readonly FieldText[] => {
  const filled = new Map<string, FieldText>();
  for (const { fields } of bodies)
    for (const field of fields) if (field.text !== '' && !filled.has(field.key)) filled.set(field.key, field);
  const order = bodies.flatMap(({ fields }) => fields.map(({ key }) => key));
  return [...filled.values()].toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
};

const columnOf = ({ key, head, width }: FieldText): PrintedColumn => ({ key, head, width });

/** The columns of a table that has no source to follow: every field that some row fills, number and text in any case. */
export const plainColumns = (bodies: readonly BodyRow[]): readonly PrintedColumn[] => {
  const always = (bodies[0]?.fields ?? []).slice(0, 2);
  const rest = filledFields(bodies).filter(({ key }) => !always.some((field) => field.key === key));
  return [...always, ...rest].map(columnOf);
};

/** How often a field was read in each column of the source. */
const votesOf = (table: SourceTable, bodies: readonly BodyRow[]): ReadonlyMap<number, ReadonlyMap<string, number>> => {
  const votes = new Map<number, Map<string, number>>();
  const read = bodies.flatMap(({ fields, places }) =>
    fields.flatMap(({ key, place }) => (places[place] ?? []).flatMap((at) => ({ key, column: placeIn(table, at)?.column ?? null }))),
  );
  for (const { key, column } of read) {
    if (column === null) continue;
    const ofColumn = votes.get(column) ?? new Map<string, number>();
    votes.set(column, ofColumn.set(key, (ofColumn.get(key) ?? 0) + 1));
  }
  return votes;
};

const mostVoted = (votes: ReadonlyMap<string, number> | undefined): string | null => {
  const [first] = [...(votes ?? [])].toSorted(([, one], [, other]) => other - one);
  return first?.[0] ?? null;
};

/** The columns of the source, and behind them those of fields that somebody has filled since and that it has no column for. */
export const sourceColumns = (table: SourceTable, bodies: readonly BodyRow[]): readonly PrintedColumn[] => {
  const votes = votesOf(table, bodies);
  const fields = filledFields(bodies);
  const own = Array.from({ length: table.columns }, (_, index): PrintedColumn => {
    const key = mostVoted(votes.get(index + 1));
    const field = fields.find((each) => each.key === key);
    return field === undefined ? { key: null, head: '', width: 2 } : columnOf(field);
  });
  const known = new Set(own.map(({ key }) => key));
  return [...own, ...fields.filter(({ key }) => !known.has(key)).map(columnOf)];
};

const rowsIn = (table: SourceTable, rows: readonly ExportedRow[]): readonly number[] =>
  rows.flatMap((row) => {
    const places = row.kind === 'group' ? [row.source] : [row.source, ...Object.values(row.places).flat()];
    return places.flatMap((place) => placeIn(table, place)?.row ?? []);
  });

const byColumn = (one: SourceCell, other: SourceCell): number => one.column - other.column;

/**
 * The head rows of the source as it prints them; a field for which it has no column brings its own head.
 *
 * @param before Rows of the same table that are printed above these.
 */
export const sourceHead = (
  table: SourceTable,
  { before, rows }: { readonly before: readonly ExportedRow[]; readonly rows: readonly ExportedRow[] },
  columns: readonly PrintedColumn[],
): readonly (readonly PrintedCell[])[] => {
  const above = Math.max(0, ...rowsIn(table, before));
  const count = Math.max(0, Math.min(table.rows + 1, ...rowsIn(table, rows)) - above - 1);
  const extra = columns.slice(table.columns);
  return Array.from({ length: count }, (_, index) => {
    const cells = table.cells.filter((each) => each.row === above + index + 1).toSorted(byColumn);
    const own = cells.map(({ text, rowSpan, columnSpan }) => cell(text, columnSpan, Math.min(rowSpan, count - index)));
    return index === 0 ? [...own, ...extra.map(({ head }) => cell(head, 1, count))] : own;
  });
};

const isTarget = ({ key }: PrintedColumn): boolean => key?.startsWith('targets ') === true;

/** Heads of its own; values to be reached in several years stand below one. */
export const plainHead = (columns: readonly PrintedColumn[]): readonly (readonly PrintedCell[])[] => {
  const targets = columns.filter(isTarget);
  if (targets.length < 2) return [columns.map(({ head }) => cell(head))];
  const first = columns.findIndex(isTarget);
  return [
    columns.flatMap((column, index) => {
      if (!isTarget(column)) return [cell(column.head, 1, 2)];
      return index === first ? [cell('Chỉ tiêu cần đạt được', targets.length)] : [];
    }),
    targets.map(({ head }) => cell(head)),
  ];
};

const isDivided = (key: string, columns: readonly PrintedColumn[]): boolean => columns.filter((column) => column.key === key).length > 1;

/** The text of the source's cell that reaches over a column in the row from which a field was read. */
const sourceText = ({ places, source }: BodyRow, place: string, column: number, table: SourceTable): string | null => {
  const row = placeIn(table, places[place]?.[0] ?? source)?.row;
  const found = table.cells.find(
    (each) => row !== undefined && spans(each.row, each.rowSpan, row) && spans(each.column, each.columnSpan, column),
  );
  return found?.text ?? null;
};

const spans = (from: number, length: number, at: number): boolean => from <= at && at < from + length;

/** What stands in each column. A field that the source divides among columns ("từ", "đến"; a mark below each year) stands as it does there. */
export const bodyTexts = (row: BodyRow, columns: readonly PrintedColumn[], table: SourceTable | null): readonly string[] => {
  const fields = new Map(row.fields.map((field) => [field.key, field]));
  return columns.map(({ key }, index) => {
    const field = key === null ? undefined : fields.get(key);
    if (field === undefined) return '';
    if (table === null || !isDivided(field.key, columns)) return field.text;
    return sourceText(row, field.place, index + 1, table) ?? '';
  });
};

/** A heading over the whole width where the source prints it so, else its number in the first column. */
export const headingCells = ({ ordinal, title, source }: GroupRow, table: SourceTable | null, width: number): readonly PrintedCell[] => {
  const place = table === null ? null : placeIn(table, source);
  const first = table?.cells.find(({ row, column }) => row === place?.row && column === 1);
  if (first !== undefined && first.columnSpan > 1)
    return [cell(first.text.endsWith(title) ? first.text : [ordinal, title].filter((text) => text !== '').join('. '), width)];
  return [cell(ordinal), cell(title, width - 1)];
};
