import { z } from 'zod';

/**
 * A document as its file shows it, before anything is understood: tables and the lines between them, in the document's order.
 * Places count from 1 and are those that `SourceView` names: a cell by the `part`, `row` and `column` of its upper left corner,
 * a line by a number that runs on through the whole document, whichever part it stands in.
 */
export const SourceCell = z.object({
  row: z.int().positive(),
  column: z.int().positive(),
  rowSpan: z.int().positive(),
  columnSpan: z.int().positive(),
  /** Paragraphs are parted by line breaks; empty where the cell is. */
  text: z.string(),
});
export type SourceCell = z.output<typeof SourceCell>;

export const SourceTable = z.object({
  kind: z.literal('table'),
  /** "table 2": the second table of the document (of a workbook: its second sheet). */
  part: z.string(),
  /** What the file itself calls it, such as the name of a sheet. */
  name: z.string().nullable(),
  rows: z.int().nonnegative(),
  columns: z.int().nonnegative(),
  /** Row by row, from left to right; a merged cell stands once. */
  cells: z.array(SourceCell),
});
export type SourceTable = z.output<typeof SourceTable>;

export const SourceText = z.object({
  kind: z.literal('text'),
  part: z.string(),
  lines: z.array(z.object({ line: z.int().positive(), text: z.string() })),
});
export type SourceText = z.output<typeof SourceText>;

export const SourceFormat = z.enum(['docx', 'xlsx', 'pdf', 'html', 'markdown', 'text']);
export type SourceFormat = z.output<typeof SourceFormat>;

export const SourcePart = z.discriminatedUnion('kind', [SourceTable, SourceText]);
export type SourcePart = z.output<typeof SourcePart>;

export const SourceDocument = z.object({ format: SourceFormat, parts: z.array(SourcePart) }).meta({ id: 'SourceDocument' });
export type SourceDocument = z.output<typeof SourceDocument>;
