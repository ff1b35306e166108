import type { SourceDocument, SourceTable } from '#contracts';
import { columnName, columns, filledColumns, type Column, type FilledColumn } from './review-columns.js';

export interface FilledCell {
  readonly text: string;
  /** "G7" */
  readonly cell: string;
}

/** A row of an uploaded table in which something may have been filled in. */
export interface FilledRow {
  /** Of the sheet. */
  readonly row: number;
  /** Null where the code of the row is missing or damaged. */
  readonly key: { readonly taskId: string; readonly part: string; readonly version: number } | null;
  /** As printed beside it, for people. */
  readonly task: string;
  readonly cells: Readonly<Record<FilledColumn, FilledCell>>;
}

export type ReadReviewTable = { readonly ok: true; readonly rows: readonly FilledRow[] } | { readonly ok: false; readonly message: string };

const notOurs =
  'Tệp không phải biểu rà soát tải từ hệ thống: thiếu cột "Mã dòng" hoặc cột để điền. Hãy tải lại biểu, chép nội dung đã điền sang rồi gửi lại.';

const bare = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');

interface Heads {
  readonly table: SourceTable;
  readonly row: number;
  readonly places: ReadonlyMap<Column, number>;
}

const headsIn = (table: SourceTable): Heads | null => {
  const key = table.cells.find(({ text }) => bare(text) === bare(columns.key));
  if (key === undefined) return null;
  const places = new Map<Column, number>();
  for (const { row, column, text } of table.cells) {
    const named = (Object.keys(columns) as Column[]).find((each) => bare(columns[each]) === bare(text));
    if (row === key.row && named !== undefined && !places.has(named)) places.set(named, column);
  }
  return filledColumns.every((column) => places.has(column)) ? { table, row: key.row, places } : null;
};

const keyOf = (text: string): FilledRow['key'] => {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (L\d{2,}) (\d+)$/u.exec(text.trim());
  return match === null ? null : { taskId: match[1] ?? '', part: match[2] ?? '', version: Number(match[3]) };
};

const rowsOf = ({ table, row: headRow, places }: Heads): readonly FilledRow[] => {
  const texts = new Map(table.cells.map(({ row, column, text }) => [`${String(row)}:${String(column)}`, text.trim()]));
  const at = (row: number, column: Column): FilledCell => {
    const place = places.get(column) ?? 0;
    return { text: texts.get(`${String(row)}:${String(place)}`) ?? '', cell: `${columnName(Math.max(place, 1))}${String(row)}` };
  };
  return Array.from({ length: Math.max(table.rows - headRow, 0) }, (_, index) => headRow + 1 + index)
    .map((row) => ({
      row,
      key: keyOf(at(row, 'key').text),
      task: at(row, 'task').text,
      cells: {
        status: at(row, 'status'),
        result: at(row, 'result'),
        number: at(row, 'number'),
        sentOn: at(row, 'sentOn'),
        difficulties: at(row, 'difficulties'),
      },
    }))
    .filter(({ key, cells }) => key !== null || filledColumns.some((column) => cells[column].text !== ''));
};

/** Finds the rows of an uploaded review table, whatever was moved, sorted or added around them. */
export const readReviewTable = ({ parts }: SourceDocument): ReadReviewTable => {
  const heads = parts
    .flatMap((part) => (part.kind === 'table' ? [part] : []))
    .map(headsIn)
    .find((found) => found !== null);
  return heads === undefined ? { ok: false, message: notOurs } : { ok: true, rows: rowsOf(heads) };
};
