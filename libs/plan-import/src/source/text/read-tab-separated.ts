import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { TableBuilder } from '../table-builder.js';

/** The rows of a text that parts cells by tabs. A cell in quotes may hold line breaks, as spreadsheets copy it. */
const rowsOf = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/uy;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) break;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\t') continue;
    rows.push(row);
    row = [];
  }
  return row.length === 0 ? rows : [...rows, row];
};

/**
 * Reads cells copied as text: a row a line, cells parted by tabs. A line without a tab stands outside the table. Null where the
 * text shows no table.
 */
export const readTabSeparated = (text: string): ReadSource | null => {
  const rows = rowsOf(text.replace(/\r\n?/gu, '\n'));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 3 || rows.filter((row) => row.length >= 3).length < 2) return null;
  const source = new SourceBuilder('text');
  let table = new TableBuilder();
  for (const row of rows) {
    if (row.length > 1) {
      table.startRow();
      for (const text of row) table.add(text);
      continue;
    }
    source.addTable(table);
    table = new TableBuilder();
    source.addLine(row[0] ?? '');
  }
  source.addTable(table);
  return source.build();
};
