import { createHash } from 'node:crypto';
import type { LogProcess, View, ViewTable } from '../projection.port.js';

/**
 * Which of a view's copies: `serving` is read by everybody, `next` is being built to take its place, `former` is what served
 * before, and any other name is a past one, as of a position.
 */
export type Edition = 'serving' | 'next' | 'former' | (string & Record<never, never>);

/** Whatever follows the log, as far as its definition goes. */
type Defined = View | Pick<LogProcess, 'name' | 'version'>;

export const isView = (projection: Defined): projection is View => 'tables' in projection;

/** Names what a projection makes of the log: another definition has other tables and another checkpoint. */
export const definitionOf = (projection: Defined): string => {
  if (!isView(projection)) return String(projection.version);
  const tables = projection.tables.map(({ name, columns, key, owner, indexes }) => [name, Object.entries(columns), key, owner, indexes]);
  const hash = createHash('sha256').update(JSON.stringify(tables)).digest('hex').slice(0, 8);
  return `${String(projection.version)}_${hash}`;
};

/** The same for a definition that this code does not have. */
export const schemaNamed = (name: string, definition: string, edition: Edition): string => {
  const base = `rm_${name}_${definition}`.replaceAll('-', '_');
  return edition === 'serving' ? base : `${base}_${edition.replaceAll('-', '_')}`;
};

/** The schema in which an edition's tables stand. */
export const schemaOf = (view: View, edition: Edition = 'serving'): string => schemaNamed(view.name, definitionOf(view), edition);

/** The tables, empty, with their keys and what finds a stream's rows; other indexes come after the load. */
export const tablesDdl = (view: View, schema: string): readonly string[] => [
  `create schema ${schema}`,
  ...view.tables.flatMap((table) => tableDdl(table, schema)),
];

const tableDdl = ({ name, columns, key, owner }: ViewTable, schema: string): readonly string[] => {
  const lines = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  const create = `create table ${schema}.${name} (${lines.join(', ')}, primary key (${key.join(', ')}))`;
  return key[0] === owner ? [create] : [create, `create index on ${schema}.${name} (${owner})`];
};

export const indexesDdl = (view: View, schema: string): readonly string[] =>
  view.tables.flatMap(({ name, indexes }) => indexes.map((index) => `create index on ${schema}.${name} ${index}`));

export const tableOf = (view: View, name: string): ViewTable => {
  const table = view.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`View ${view.name} has no table ${name}`);
  return table;
};
