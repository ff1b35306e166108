import type { Sql } from '#event-store';

/**
 * Inserts rows given as objects in one statement, replacing those with the same key. The column types are the table's own:
 * `jsonb_populate_recordset` reads them, so that arrays, dates and jsonb need no casts.
 */
export const upsert = async (tx: Sql, table: string, keys: readonly string[], rows: readonly object[]): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const updates = columns.filter((column) => !keys.includes(column)).map((column) => `${column} = excluded.${column}`);
  await tx.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict (${keys.join(', ')}) do ${updates.length === 0 ? 'nothing' : `update set ${updates.join(', ')}`}`,
    [JSON.stringify(rows)],
  );
};
