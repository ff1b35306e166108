import type { PoolClient } from 'pg';
import type { StoredEvent } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { definitionOf, schemaOf, tablesDdl, type Edition } from './view-definition.js';

/** Which past is asked for: what had been recorded up to a position and, of that, what held by an instant. */
export interface PastMoment {
  readonly position: number;
  readonly held: {
    /** ISO 8601. */
    readonly by: string;
    /** Everything recorded up to here held by then, for nothing holds before it is recorded; 0 where that is not known. */
    readonly allUpTo: number;
    readonly holds: (event: StoredEvent) => boolean;
  } | null;
}

/** Asked for, and kept for as long as others are not asked for more. */
export const pastEdition = ({ position, held }: PastMoment): Edition =>
  held === null ? `at-${String(position)}` : `at-${String(position)}-held-${String(Date.parse(held.by))}`;

/** Kept on purpose, for others to begin from. */
export const markEdition = (position: number): Edition => `mark-${String(position)}`;

const whole = `edition ~ '^(at|mark)-[0-9]+$' and loaded`;

/** The nearest edition at or before a position that a later one can begin from. Its row is held, so that it is not taken away meanwhile. */
export const nearestBefore = async (
  tx: PoolClient,
  view: View,
  position: number,
): Promise<{ readonly edition: Edition; readonly position: number } | null> => {
  const { rows } = await tx.query<{ edition: string; position: string }>(
    `select edition, position from es.projections
      where name = $1 and definition = $2 and shard = 0 and ${whole} and position <= $3
      order by position desc limit 1 for key share skip locked`,
    [view.name, definitionOf(view), position],
  );
  const [row] = rows;
  return row === undefined ? null : { edition: row.edition, position: Number(row.position) };
};

/** The rows of another edition, put into new tables by the server itself. */
export const copyTables = async (tx: PoolClient, view: View, from: Edition, to: Edition): Promise<void> => {
  const [source, target] = [schemaOf(view, from), schemaOf(view, to)];
  await tx.query(`drop schema if exists ${target} cascade`);
  for (const statement of tablesDdl(view, target)) await tx.query(statement);
  for (const { name, columns } of view.tables) {
    const names = Object.keys(columns).join(', ');
    await tx.query(`insert into ${target}.${name} (${names}) select ${names} from ${source}.${name}`);
  }
  await tx.query(
    `insert into es.parked_events (name, definition, edition, position, stream_id, problem, parked_at)
     select name, definition, $4, position, stream_id, problem, parked_at from es.parked_events
      where name = $1 and definition = $2 and edition = $3
         on conflict do nothing`,
    [view.name, definitionOf(view), from, to],
  );
};
