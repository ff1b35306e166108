import { z } from 'zod';

/** What a backup says of itself, at its beginning. */
const header = z.object({
  mark: z.literal('backup'),
  format: z.literal(1),
  /** By the clock of the database, ISO. */
  madeAt: z.string(),
  /** Of the server it was taken from, for example "18.4". */
  postgres: z.string(),
  /** Names of the migrations that had run, in order. */
  migrations: z.array(z.string()),
  /** Position of the last event. */
  head: z.int(),
  /** Of the master key without which the wrapped keys in here stay closed. */
  keyMark: z.string(),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
});
export type BackupHeader = z.output<typeof header>;

const table = z.object({ mark: z.literal('table'), name: z.string(), columns: z.array(z.string()) });
const tableEnd = z.object({ mark: z.literal('table-end'), name: z.string(), rows: z.int() });
const end = z.object({ mark: z.literal('end'), rows: z.int() });
const mark = z.discriminatedUnion('mark', [header, table, tableEnd, end]);
export type Mark = z.output<typeof mark>;

/** A table's or column's name as SQL takes it. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export const copyFrom = ({ name, columns }: { readonly name: string; readonly columns: readonly string[] }): string =>
  `COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM stdin`;

/**
 * A mark as it stands in the file: an SQL comment, with what `psql` needs around it, so that the unpacked file is a script of
 * `COPY` statements that can be read without this program.
 */
export const markText = (one: Mark): string => {
  const comment = `-- ${JSON.stringify(one)}\n`;
  if (one.mark === 'table') return `${comment}${copyFrom(one)};\n`;
  return one.mark === 'table-end' ? `\\.\n${comment}` : comment;
};

/** Null: not a mark that this program knows. */
export const parseMark = (text: string): Mark | null => {
  const line = text.split('\n').find((one) => one.startsWith('-- '));
  try {
    return mark.parse(JSON.parse(line?.slice(3) ?? ''));
  } catch {
    return null;
  }
};
