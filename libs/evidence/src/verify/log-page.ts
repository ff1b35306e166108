import type pg from 'pg';
import { HASH } from '../merkle/merkle-tree.js';

export type Sql = Pick<pg.ClientBase, 'query'>;

/**
 * The canonical bytes of an event: PostgreSQL's binary form of the row of its columns, as the append hashes it (`es.leaf`). Written
 * out here too, so that a changed function does not speak for a changed row.
 */
export const canonicalBytes = `pg_catalog.record_send(row(
  shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
  correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events))`;

/** An event on which a batch ends, with the chain as it stands there. */
export interface Link {
  readonly position: number;
  readonly chain: Buffer;
}

/** Events that follow each other. */
export interface LogPage {
  readonly first: number;
  readonly last: number;
  /** The stored hashes, one after the other. */
  readonly leaves: Buffer;
  readonly links: readonly Link[];
  /** Position of the first event whose stored hash is not that of its content. */
  readonly altered: number | null;
  /** The first position that is missing, or stands twice. */
  readonly broken: { readonly position: number; readonly kind: 'missing' | 'repeated' } | null;
}

interface PageRow {
  readonly events: number;
  readonly last: string | null;
  readonly leaves: Buffer | null;
  readonly altered: string | null;
  readonly linked: string[] | null;
  readonly chains: string[] | null;
}

/** By events_pkey in order; the hashing is the server's. */
const PAGE = `
  with page as (
    select position, hash, chain_hash, hash is not distinct from pg_catalog.sha256('\\x00'::bytea || ${canonicalBytes}) as holds
      from es.events where shard = 0 and position > $1 order by position limit $2
  )
  select count(*)::integer as events, max(position) as last, string_agg(hash, ''::bytea order by position) as leaves,
         min(position) filter (where not holds) as altered,
         array_agg(position::text order by position) filter (where chain_hash is not null) as linked,
         array_agg(encode(chain_hash, 'hex') order by position) filter (where chain_hash is not null) as chains
    from page`;

/** The page after a position; null: the log ends there. */
export const readLogPage = async (sql: Sql, after: number, limit: number): Promise<LogPage | null> => {
  const { rows } = await sql.query<PageRow>({ name: 'evidence_page', text: PAGE, values: [after, limit] });
  const [row] = rows;
  if (row === undefined || row.last === null) return null;
  const last = Number(row.last);
  const whole = row.events === last - after && row.leaves?.length === row.events * HASH;
  return {
    first: after + 1,
    last,
    leaves: row.leaves ?? Buffer.alloc(0),
    links: (row.linked ?? []).map((position, nth) => ({
      position: Number(position),
      chain: Buffer.from(row.chains?.[nth] ?? '', 'hex'),
    })),
    altered: row.altered === null ? null : Number(row.altered),
    broken: whole ? null : await firstBreak(sql, after, limit),
  };
};

/** Null: the positions are all there, so a hash has not the length of one and the event counts as altered. */
const firstBreak = async (sql: Sql, after: number, limit: number): Promise<LogPage['broken']> => {
  const { rows } = await sql.query<{ position: string }>(
    'select position from es.events where shard = 0 and position > $1 order by position limit $2',
    [after, limit],
  );
  const positions = rows.map(({ position }) => Number(position));
  const at = positions.findIndex((position, nth) => position !== after + 1 + nth);
  const found = positions[at];
  if (found === undefined) return null;
  const expected = after + 1 + at;
  return found < expected ? { position: found, kind: 'repeated' } : { position: expected, kind: 'missing' };
};
