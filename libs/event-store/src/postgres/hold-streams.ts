import type { Sql } from '../projection.port.js';

/**
 * Holds streams at their heads until the transaction (read committed) ends, and says their versions, 0 where there is no such stream:
 * an append to one of them is in the answer, or waits. Several transactions may hold one stream; the locks are advisory, for
 * share, taken in the order in which `es.append` takes them.
 */
export const holdStreams = async (tx: Sql, streamIds: readonly string[], tenantId = 'main'): Promise<ReadonlyMap<string, number>> => {
  await tx.query(
    `select pg_advisory_xact_lock_shared(key)
       from (select distinct hashtextextended(id, 0) as key from unnest($1::text[]) as id order by 1) as ordered`,
    [streamIds],
  );
  // A statement of its own, so that it sees what was committed before the locks were granted.
  const { rows } = await tx.query<{ id: string; version: number }>(
    `select id, coalesce((select version from es.events where tenant_id = $2 and stream_id = id order by version desc limit 1), 0) as version
       from unnest($1::text[]) as id`,
    [streamIds, tenantId],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
};
