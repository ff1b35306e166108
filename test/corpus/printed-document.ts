import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What a reader has to get out of a row, in the short form in which labels are written. */
const Names = z.string().default('');
const Labelled = {
  ordinal: z.string().nullable().optional(),
  group: z.string().nullable().default(null),
  leads: Names,
  doubts: z.array(z.string()).default([]),
};

export const TaskLabel = z.strictObject({
  ...Labelled,
  title: z.string().optional(),
  with: Names,
  approvers: Names,
  /** "KIND [START..][DUE] [RECURRENCE]" */
  deadline: z.string().default('none'),
  funding: z.string().nullable().default(null),
  output: z.string().nullable().default(null),
  responsible: z.string().nullable().default(null),
  status: z.string().nullable().default(null),
});
export type TaskLabel = z.output<typeof TaskLabel>;

export const IndicatorLabel = z.strictObject({
  ...Labelled,
  name: z.string().optional(),
  unit: z.string().nullable().default(null),
  /** "PERIOD: KIND MIN..MAX" */
  targets: z.array(z.string()).default([]),
});
export type IndicatorLabel = z.output<typeof IndicatorLabel>;

const Cell = z.union([
  z.string(),
  z.strictObject({ text: z.string(), across: z.int().positive().default(1), down: z.int().positive().default(1) }),
]);
const Row = z.union([
  z.array(Cell),
  z.strictObject({
    cells: z.array(Cell),
    task: TaskLabel.optional(),
    indicator: IndicatorLabel.optional(),
    heads: z.boolean().default(false),
  }),
]);

const Format = z.enum(['docx', 'xlsx', 'pdf', 'html', 'md', 'txt']);
export type Format = z.output<typeof Format>;

const Table = z.strictObject({ widths: z.array(z.number()).optional(), rows: z.array(Row) });
const Block = z.union([z.string(), Table]);

/** A document composed for the corpus: what is printed and, beside each row, what it says. */
export const PrintedDocument = z.strictObject({
  about: z.string(),
  formats: z.array(Format).default(['docx', 'xlsx', 'pdf', 'html', 'md']),
  document: z
    .strictObject({ number: z.string().nullable(), issuedOn: z.string().nullable(), issuer: z.string().nullable(), title: z.string() })
    .optional(),
  /** Findings of the document as a whole. */
  doubts: z.array(z.string()).default([]),
  blocks: z.array(Block),
  unaccounted: z.int().default(0),
});

export interface PrintedCell {
  readonly text: string;
  readonly across: number;
  readonly down: number;
}
export interface PrintedRow {
  readonly cells: readonly PrintedCell[];
  readonly isHead: boolean;
}
export interface PrintedTable {
  readonly widths: readonly number[];
  readonly rows: readonly PrintedRow[];
}
export type PrintedBlock = string | PrintedTable;

export interface Labels {
  readonly tasks: readonly (Omit<TaskLabel, 'title' | 'ordinal'> & { readonly title: string; readonly ordinal: string | null })[];
  readonly indicators: readonly (Omit<IndicatorLabel, 'name' | 'ordinal'> & { readonly name: string; readonly ordinal: string | null })[];
  readonly document?: z.output<typeof PrintedDocument>['document'];
  readonly doubts: readonly string[];
  readonly unaccounted: number;
}

export interface CorpusDocument {
  readonly name: string;
  readonly about: string;
  readonly formats: readonly Format[];
  readonly blocks: readonly PrintedBlock[];
  readonly labels: Labels;
}

const cellOf = (cell: z.output<typeof Cell>): PrintedCell => (typeof cell === 'string' ? { text: cell, across: 1, down: 1 } : cell);
const cellsOf = (row: z.output<typeof Row>): readonly PrintedCell[] => (Array.isArray(row) ? row : row.cells).map(cellOf);

const tableOf = ({ rows, widths }: z.output<typeof Table>): PrintedTable => {
  const width = Math.max(...rows.map((row) => cellsOf(row).reduce((sum, { across }) => sum + across, 0)));
  return {
    widths: widths ?? Array.from({ length: width }, (_, at) => (at === 0 ? 1 : 3)),
    rows: rows.map((row, at) => ({ cells: cellsOf(row), isHead: !Array.isArray(row) && (row.heads || (at === 0 && row.heads)) })),
  };
};

/** A label left out is the text of the row's first cells: number, then title. */
const withDefaults = <Label extends { readonly ordinal?: string | null | undefined }>(label: Label, cells: readonly PrintedCell[]) => ({
  ...label,
  ordinal: label.ordinal === undefined ? (cells[0]?.text ?? null) : label.ordinal,
});

const labelsOf = (document: z.output<typeof PrintedDocument>): Labels => {
  const rows = document.blocks
    .flatMap((block) => (typeof block === 'string' ? [] : block.rows))
    .flatMap((row) => (Array.isArray(row) ? [] : [row]));
  return {
    tasks: rows.flatMap((row) =>
      row.task === undefined ? [] : [{ ...withDefaults(row.task, cellsOf(row)), title: row.task.title ?? cellsOf(row)[1]?.text ?? '' }],
    ),
    indicators: rows.flatMap((row) =>
      row.indicator === undefined
        ? []
        : [{ ...withDefaults(row.indicator, cellsOf(row)), name: row.indicator.name ?? cellsOf(row)[1]?.text ?? '' }],
    ),
    document: document.document,
    doubts: document.doubts,
    unaccounted: document.unaccounted,
  };
};

/** The labels of a document that stands in a file of its own. */
const FileLabels = z.strictObject({
  document: PrintedDocument.shape.document,
  doubts: z.array(z.string()).default([]),
  unaccounted: z.int().default(0),
  tasks: z.array(TaskLabel.extend({ title: z.string(), ordinal: z.string().nullable().default(null) })).default([]),
  indicators: z.array(IndicatorLabel.extend({ name: z.string(), ordinal: z.string().nullable().default(null) })).default([]),
});

/** @throws ZodError where the labels are not written as they should be. */
export const labelsFrom = (written: unknown): Labels => FileLabels.parse(written);

const folder = path.join(import.meta.dirname, 'documents');

/** Every document composed for the corpus, by name. */
export const composedDocuments = (): readonly CorpusDocument[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const document = PrintedDocument.parse(parse(readFileSync(path.join(folder, file), 'utf8')));
      return {
        name: path.basename(file, '.yaml'),
        about: document.about,
        formats: document.formats,
        blocks: document.blocks.map((block) => (typeof block === 'string' ? block : tableOf(block))),
        labels: labelsOf(document),
      };
    });
