import type { ViewTable } from '../projection.port.js';

type Write = (value: unknown) => string;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const special = /[\\\n\r\t]/u;
/** As COPY's text format wants it. */
const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\n\r\t]/gu, (sign) => escapes[sign] ?? sign) : text);

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const item = (value: unknown): string =>
  value === null || value === undefined ? 'NULL' : `"${plain(value).replace(/["\\]/gu, (sign) => `\\${sign}`)}"`;

/** JSON text holds no line's end and no tab. */
const writeJson: Write = (value) => JSON.stringify(value).replaceAll('\\', '\\\\');
const writeArray: Write = (value) => escaped(`{${(value as readonly unknown[]).map(item).join(',')}}`);
const writeText: Write = (value) => escaped(plain(value));

const writerOf = (type: string): Write => {
  if (type.startsWith('json')) return writeJson;
  return /^\w+\[\]/u.test(type) ? writeArray : writeText;
};

/** Writes a table's rows as lines of COPY's text format, columns in the order of the table. */
export const copyLines = ({ columns }: ViewTable): ((row: Readonly<Record<string, unknown>>) => string) => {
  const writers = Object.entries(columns).map(([column, type]) => [column, writerOf(type)] as const);
  return (row) => {
    let line = '';
    for (const [column, write] of writers) {
      const value = row[column];
      line += `${line === '' ? '' : '\t'}${value === null || value === undefined ? '\\N' : write(value)}`;
    }
    return `${line}\n`;
  };
};
