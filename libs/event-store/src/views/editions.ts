import type { PoolClient } from 'pg';
import type { LogProcess, Projection, View } from '../projection.port.js';
import { definitionOf, isView, schemaNamed, schemaOf, tablesDdl, type Edition } from './view-definition.js';

/** One preparation at a time: two sessions at once would both find nothing and both make it. */
const takeTurn = async (tx: PoolClient): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('es.projections', 0))`);
};

const keyOf = (projection: Projection, edition: Edition): readonly string[] => [projection.name, definitionOf(projection), edition];
const ofEdition = 'name = $1 and definition = $2 and edition = $3 and shard = 0';

/**
 * Makes what a projection needs in order to follow, or keeps it when it stands. Locks the checkpoint first, as every page does, so a
 * page in flight ends before its tables are dropped; the fence rises, so a follower of before writes no more.
 */
export const prepareProjection = async (tx: PoolClient, projection: Projection): Promise<'kept' | 'made'> => {
  await takeTurn(tx);
  const { rows } = await tx.query<{ ahead: boolean; loaded: boolean }>(
    `select position > (select position from es.log_head where shard = 0) as ahead, loaded
       from es.projections where ${ofEdition} for update`,
    [...keyOf(projection, 'serving')],
  );
  const [row] = rows;
  if (!isView(projection)) return row === undefined || row.ahead ? beginProcess(tx, projection) : 'kept';
  if (row !== undefined && !row.ahead && (await allStand(tx, projection, schemaOf(projection)))) {
    await resumeRetired(tx, projection);
    return 'kept';
  }
  await makeEdition(tx, projection, 'serving');
  return 'made';
};

/** Where the newest of its other definitions stands; its acts up to there are done. */
const beginProcess = async (tx: PoolClient, process: LogProcess): Promise<'made'> => {
  await tx.query(
    `insert into es.projections as mine (name, definition, version, loaded, position)
     select $1, $2, $4, true, coalesce(max(position), 0) from es.projections
      where name = $1 and edition = $3 and shard = 0 and position <= (select position from es.log_head where shard = 0)
         on conflict (name, definition, edition, shard) do update set position = excluded.position, fence = mine.fence + 1, owner = null`,
    [...keyOf(process, 'serving'), process.version],
  );
  return 'made';
};

const allStand = async (tx: PoolClient, view: View, schema: string): Promise<boolean> => {
  const { rows } = await tx.query<{ missing: number }>(
    'select count(*)::integer as missing from unnest($1::text[]) as name where to_regclass(name) is null',
    [view.tables.map(({ name }) => `${schema}.${name}`)],
  );
  return rows[0]?.missing === 0;
};

/** Older code runs again: its views have to come to the end of the log before they count as live. */
const resumeRetired = async (tx: PoolClient, view: View): Promise<void> => {
  await tx.query(
    `update es.projections set status = 'building', changed_at = clock_timestamp()
      where ${ofEdition} and status = 'retired' and (lease_until is null or lease_until < clock_timestamp())`,
    [...keyOf(view, 'serving')],
  );
};

/** Empty tables and a checkpoint at position 0, in place of whatever stood there. */
export const makeEdition = async (tx: PoolClient, view: View, edition: Edition): Promise<void> => {
  const schema = schemaOf(view, edition);
  await tx.query(`drop schema if exists ${schema} cascade`);
  for (const statement of tablesDdl(view, schema)) await tx.query(statement);
  await tx.query('delete from es.parked_events where name = $1 and definition = $2 and edition = $3', [...keyOf(view, edition)]);
  await tx.query(
    `insert into es.projections as mine (name, definition, edition, version) values ($1, $2, $3, $4)
         on conflict (name, definition, edition, shard)
         do update set status = 'building', loaded = false, position = 0, parked = 0, owner = null, lease_until = null, problem = null,
                       fence = mine.fence + 1, changed_at = clock_timestamp()`,
    [...keyOf(view, edition), view.version],
  );
};

/** Removes an edition that nobody follows or reads; false where somebody holds it. */
export const dropEdition = async (tx: PoolClient, view: View, edition: Edition): Promise<boolean> => {
  await takeTurn(tx);
  const key = keyOf(view, edition);
  const { rows } = await tx.query<{ held: boolean }>(
    `select coalesce(lease_until > clock_timestamp(), false) as held from es.projections where ${ofEdition} for update`,
    [...key],
  );
  if (rows[0]?.held === true) return false;
  await tx.query(`drop schema if exists ${schemaOf(view, edition)} cascade`);
  await tx.query('delete from es.parked_events where name = $1 and definition = $2 and edition = $3', [...key]);
  await tx.query(`delete from es.projections where ${ofEdition}`, [...key]);
  return true;
};

/**
 * Removes what older code has left of a view, all its editions, but for the definition that served last: that one is kept, so that a
 * deployment can be taken back. Nothing is removed that a process still leads on.
 */
export const dropOldDefinitions = async (tx: PoolClient, view: View): Promise<readonly string[]> => {
  await takeTurn(tx);
  const { rows: old } = await tx.query<{ definition: string }>(
    `select definition from es.projections
      where name = $1 and definition <> $2 and edition = 'serving' and shard = 0 and status = 'retired'
        and (lease_until is null or lease_until < clock_timestamp())
      order by changed_at desc offset 1`,
    [view.name, definitionOf(view)],
  );
  for (const { definition } of old) {
    const { rows } = await tx.query<{ edition: string }>(
      'delete from es.projections where name = $1 and definition = $2 returning edition',
      [view.name, definition],
    );
    await tx.query('delete from es.parked_events where name = $1 and definition = $2', [view.name, definition]);
    for (const { edition } of rows) await tx.query(`drop schema if exists ${schemaNamed(view.name, definition, edition)} cascade`);
  }
  return old.map(({ definition }) => definition);
};
