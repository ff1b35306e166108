import type { Sql } from '../projection.port.js';

/**
 * The same within a statement of one's own, as a table (`stream_id`, `version`): what that statement writes is committed while the
 * streams are held. `ids`: the place of its parameter.
 */
export const heldStreams = (ids: `$${number}`): string => `es.hold_streams('main', ${ids}::text[])`;

/**
 * Holds streams at their heads until the transaction (read committed) ends, and says their versions, 0 where there is no such stream:
 * an append to one of them is in the answer, or waits. Several transactions may hold one stream; the locks are advisory, for
 * share, taken in the order in which `es.append` takes them.
 */
export const holdStreams = async (tx: Sql, streamIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await tx.query<{ id: string; version: number }>(`select stream_id as id, version from ${heldStreams('$1')}`, [
    streamIds,
  ]);
  return new Map(rows.map(({ id, version }) => [id, version]));
};
