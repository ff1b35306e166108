import type { Fault } from './fault.js';
import type { Sql } from './log-page.js';

export interface Head {
  readonly position: number;
  /** Hex. */
  readonly chain: string | null;
}

export const readHead = async (sql: Sql): Promise<Head> => {
  const { rows } = await sql.query<{ position: string; chain: string | null }>(
    `select position, encode(chain_hash, 'hex') as chain from es.log_head where shard = 0`,
  );
  return { position: Number(rows[0]?.position ?? 0), chain: rows[0]?.chain ?? null };
};

/** Versions must be 1, 2, 3 … in the order of positions. One pass over events_stream_version_key; the second query is for the place. */
export const firstBrokenStream = async (sql: Sql): Promise<Fault | null> => {
  const { rows } = await sql.query<{ tenant: string; stream: string }>(
    `select tenant_id as tenant, stream_id as stream from es.events where shard = 0
      group by tenant_id, stream_id having min(version) <> 1 or max(version) <> count(*) limit 1000`,
  );
  if (rows.length === 0) return null;
  const { rows: places } = await sql.query<{ stream: string; position: string }>(
    `select numbered.stream_id as stream, numbered.position
       from (select e.stream_id, e.position, e.version, row_number() over (partition by e.tenant_id, e.stream_id order by e.version, e.position) as nth
               from es.events e join unnest($1::text[], $2::text[]) as broken (tenant, stream)
                 on e.tenant_id = broken.tenant and e.stream_id = broken.stream
              where e.shard = 0) as numbered
      where numbered.version <> numbered.nth order by numbered.position limit 1`,
    [rows.map(({ tenant }) => tenant), rows.map(({ stream }) => stream)],
  );
  const [place] = places;
  return place === undefined ? null : { kind: 'stream-broken', stream: place.stream, position: Number(place.position) };
};

export const firstOfStrangeShard = async (sql: Sql): Promise<Fault | null> => {
  const { rows } = await sql.query<{ shard: number; position: string }>(
    'select shard, position from es.events where shard <> 0 order by shard, position limit 1',
  );
  const [row] = rows;
  return row === undefined ? null : { kind: 'strange-shard', shard: row.shard, position: Number(row.position) };
};
