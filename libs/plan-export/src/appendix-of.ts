import type { PlanDraft, SourceDocument, SourceTable } from '#contracts';
import { cell, type PrintedRow, type PrintedTable } from './appendix.model.js';
import {
  bodiesOf,
  bodyTexts,
  headingCells,
  placeIn,
  plainColumns,
  plainHead,
  type PrintedColumn,
  sourceColumns,
  sourceHead,
} from './columns.js';
import { headingOf, linesAbove } from './heading.js';
import { type ExportedRow, rowsOf } from './rows.js';

interface Section {
  /** The table of the source from which the rows were read; null where it has none. */
  readonly table: SourceTable | null;
  readonly rows: readonly ExportedRow[];
}

const tablesOf = (source: SourceDocument | null): readonly SourceTable[] => (source?.parts ?? []).filter((part) => part.kind === 'table');

const hasHeading = ({ rows }: Section): boolean => rows.some((row) => row.kind === 'group' || !row.isLoose);

/**
 * Rows that were read from one table stay in one; a row that somebody has put in stays with the one before it. Rows of no group that
 * come behind groups begin a table of their own: they would be read as rows of the last one.
 */
const sectionsOf = (rows: readonly ExportedRow[], source: SourceDocument | null): readonly Section[] => {
  const tables = tablesOf(source);
  return rows.reduce<Section[]>((sections, row) => {
    const found = tables.find((table) => placeIn(table, row.source) !== null) ?? null;
    const last = sections.at(-1);
    const table = found ?? last?.table ?? null;
    const isCutOff = row.kind === 'body' && row.isLoose && last !== undefined && hasHeading(last);
    if (last?.table !== table || isCutOff) return [...sections, { table, rows: [row] }];
    return [...sections.slice(0, -1), { table, rows: [...last.rows, row] }];
  }, []);
};

const printedRow = (row: ExportedRow, columns: readonly PrintedColumn[], table: SourceTable | null): PrintedRow =>
  row.kind === 'group'
    ? { kind: 'group', cells: headingCells(row, table, columns.length) }
    : { kind: 'body', cells: bodyTexts(row, columns, table).map((text) => cell(text)) };

const headOf = ({ table, rows }: Section, before: readonly Section[], columns: readonly PrintedColumn[]): readonly PrintedRow[] => {
  const above = before.filter((section) => section.table === table).flatMap((section) => section.rows);
  const own = table === null ? [] : sourceHead(table, { before: above, rows }, columns);
  return (own.length > 0 ? own : plainHead(columns)).map((cells) => ({ kind: 'head', cells }));
};

const tableOf = (section: Section, before: readonly Section[], heading: readonly string[]): PrintedTable => {
  const { table, rows } = section;
  const bodies = bodiesOf(rows);
  const columns = table === null ? plainColumns(bodies) : sourceColumns(table, bodies);
  return {
    heading,
    widths: columns.map(({ width }) => width),
    rows: [...headOf(section, before, columns), ...rows.map((row) => printedRow(row, columns, table))],
  };
};

/**
 * The appendices of a plan as they are printed: the rows of its draft as it was entered, the columns and heads of its source.
 *
 * @param source The document that the draft was read from; null where it is not there any more, or has no tables of its own.
 */
export const appendixOf = (draft: PlanDraft, source: SourceDocument | null): readonly PrintedTable[] => {
  const { tasks, indicators } = rowsOf(draft);
  const lists = [
    { kind: 'indicators' as const, rows: indicators },
    { kind: 'tasks' as const, rows: tasks },
  ].filter(({ rows }) => rows.length > 0);
  return lists.flatMap(({ kind, rows }, at) =>
    sectionsOf(rows, source).map((section, index, sections) => {
      if (index > 0) return tableOf(section, sections.slice(0, index), []);
      const own = section.table === null ? [] : linesAbove(section.table, source);
      return tableOf(section, [], own.length > 0 ? own : headingOf(draft.document, kind, lists.length === 1 ? null : at + 1));
    }),
  );
};
