import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { View, ViewSource, ViewTable } from '../projection.port.js';
import { copyLines } from './copy-line.js';
import { tableOf } from './view-definition.js';

/** A state on its way into the tables. */
export interface HeldState {
  readonly source: ViewSource<unknown>;
  readonly id: string;
  readonly state: unknown;
  /** Rows of it stand in the tables already. */
  readonly stored: boolean;
}

/** Text that is handed to the connection at once; small enough that other work gets its turn. */
const CHUNK = 1 << 16;

const copyInto = async (client: PoolClient, schema: string, table: ViewTable, rows: Iterable<object>): Promise<void> => {
  const columns = Object.keys(table.columns).join(', ');
  const stream = client.query(copyFrom(`copy ${schema}.${table.name} (${columns}) from stdin`));
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  const lineOf = copyLines(table);
  let chunk = '';
  const send = async (): Promise<void> => {
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed]);
    chunk = '';
  };
  for (const row of rows) {
    chunk += lineOf(row as Readonly<Record<string, unknown>>);
    if (chunk.length >= CHUNK) await send();
  }
  stream.end(chunk);
  await Promise.race([once(stream, 'finish'), failed]);
};

/** Takes the rows away that states have in the tables already. */
export const deleteStored = async (client: PoolClient, view: View, schema: string, held: readonly HeldState[]): Promise<void> => {
  for (const source of view.sources) {
    const ids = held.filter((one) => one.stored && one.source === source).map((one) => one.id);
    if (ids.length === 0) continue;
    for (const name of source.tables) {
      const { owner, columns } = tableOf(view, name);
      await client.query(`delete from ${schema}.${name} where ${owner} = any($1::${columns[owner]?.split(' ')[0] ?? 'text'}[])`, [ids]);
    }
  }
};

/** Writes many states by COPY, within the caller's transaction; those that stand there already are replaced. */
export const copyStates = async (client: PoolClient, view: View, schema: string, held: readonly HeldState[]): Promise<void> => {
  await deleteStored(client, view, schema, held);
  const rows = new Map<string, object[]>(view.tables.map((table) => [table.name, []]));
  for (const { source, state, id } of held) {
    for (const [name, own] of Object.entries(source.rows(state, id))) rows.get(name)?.push(...own);
  }
  for (const table of view.tables) {
    const own = rows.get(table.name) ?? [];
    if (own.length > 0) await copyInto(client, schema, table, own);
  }
};
