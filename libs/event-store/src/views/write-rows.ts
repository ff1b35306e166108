import type { Sql, View, ViewSource, ViewTable } from '../projection.port.js';
import { tableOf } from './view-definition.js';

/** The states of streams as an edition's tables hold them, in one query by the key of the state table. */
export const loadStates = async (
  sql: Sql,
  view: View,
  source: ViewSource<unknown>,
  schema: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> => {
  const { owner, columns } = tableOf(view, source.table);
  const type = columns[owner]?.split(' ')[0] ?? 'text';
  const { rows } = await sql.query<Record<string, unknown>>(`select * from ${schema}.${source.table} where ${owner} = any($1::${type}[])`, [
    ids,
  ]);
  return new Map(rows.map((row) => [String(row[owner]), source.stateOf(row)]));
};

/**
 * Puts the rows of changed streams in place of those that stand: one statement for each table. The column types are the table's own
 * (`jsonb_populate_recordset` reads them), so that arrays, dates and jsonb need no casts.
 */
export const replaceRows = async (
  sql: Sql,
  view: View,
  source: ViewSource<unknown>,
  schema: string,
  states: ReadonlyMap<string, unknown>,
): Promise<void> => {
  if (states.size === 0) return;
  const given = [...states].map(([id, state]) => source.rows(state, id));
  for (const name of source.tables) {
    const rows = given.flatMap((tables) => tables[name] ?? []);
    const isAlone = name === source.table;
    await sql.query(replaceText(tableOf(view, name), `${schema}.${name}`, isAlone), [
      JSON.stringify(rows),
      ...(isAlone ? [] : [[...states.keys()]]),
    ]);
  }
};

/** `isAlone`: a stream has just one row there, which never goes away. */
const replaceText = ({ columns, key, owner }: ViewTable, table: string, isAlone: boolean): string => {
  const names = Object.keys(columns);
  const others = names.filter((column) => !key.includes(column));
  const type = columns[owner]?.split(' ')[0] ?? 'text';
  const gone = `, gone as (
    delete from ${table} as old
     where old.${owner} = any($2::${type}[])
       and not exists (select from given where ${key.map((column) => `given.${column} = old.${column}`).join(' and ')}))`;
  return `with given as materialized (select * from jsonb_populate_recordset(null::${table}, $1::jsonb))${isAlone ? '' : gone}
    insert into ${table} (${names.join(', ')})
    select ${names.join(', ')} from given
        on conflict (${key.join(', ')}) do
    ${others.length === 0 ? 'nothing' : `update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`}`;
};
