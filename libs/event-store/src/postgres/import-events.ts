import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppendRefused } from '../event-store.errors.js';
import { inTransaction } from '../projections/projection-checkpoint.js';
import { translated } from './database-error.js';
import { columns, HistoryReader, refusedAt, type ImportedEvent } from './import-lines.js';

export type { ImportedEvent } from './import-lines.js';

export interface Imported {
  readonly events: number;
  /** Of the last event. */
  readonly position: number;
}

/** The streams are as the import says that they are. */
const assertFollows = async (tx: PoolClient, begun: ReadonlyMap<string, number>): Promise<void> => {
  const { rows } = await tx.query<{ stream_id: string; version: number }>(
    `select id as stream_id, found.version
       from unnest($1::text[], $2::integer[]) as asked (id, first),
            lateral (select coalesce((select version from es.events where tenant_id = $3 and stream_id = id order by version desc limit 1), 0) as version) as found
      where found.version <> asked.first - 1 limit 1`,
    [[...begun.keys()], [...begun.values()], tenantId],
  );
  const [gap] = rows;
  if (gap !== undefined) throw new AppendRefused(`The import does not follow version ${gap.version} of ${gap.stream_id}`);
};

const tenantId = 'main';

const leafOf = `es.leaf(0::smallint, placed.position, '${tenantId}', stream_id, version, event_id, type, schema_version, occurred_at, placed.recorded,
                       correlation_id, causation_id, actor, data, meta, null, null, null)`;

const hashed = (table: string): string => `
  from ${table},
       lateral (select $1::bigint + entry as position, $2::timestamptz(3) as recorded) as placed,
       lateral (select ${leafOf} as hash) as leaf`;

const into = `insert into es.events (position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                         correlation_id, causation_id, actor, data, meta, hash, chain_hash)`;

const row = `placed.position, '${tenantId}', stream_id, version, event_id, type, schema_version, occurred_at, placed.recorded,
         correlation_id, causation_id, actor, data, meta, leaf.hash`;

/** All but the last event, then the last with the link of the chain over all of them: one batch. */
const insertAll = (table: string): string => `
  with but_last as (
    ${into}
    select ${row}, null ${hashed(table)}
     where entry < $3
    returning position, hash
  ), before as (
    select coalesce(string_agg(hash, ''::bytea order by position), '') as leaves from but_last
  )
  ${into}
  select ${row}, sha256($4::bytea || sha256(before.leaves || leaf.hash) || int8send(placed.position)) ${hashed(table)}, before
   where entry = $3
  returning position, chain_hash`;

/** Where the log ends, and the time that the whole import is recorded at. */
interface Head {
  readonly position: string;
  readonly chain: Buffer;
  readonly recorded: Date;
}

/** Takes the log for this import alone, until it commits. */
const takeHead = async (tx: PoolClient): Promise<Head> => {
  await tx.query('set local idle_in_transaction_session_timeout = 0');
  const { rows } = await tx.query<Head>(
    `select position, coalesce(chain_hash, '') as chain, greatest(recorded_at, app_now())::timestamptz(3) as recorded
       from es.log_head where shard = 0 for update`,
  );
  const [head] = rows;
  if (head === undefined) throw new Error('The log has no head');
  return head;
};

const moveHead = (tx: PoolClient, position: number, { recorded, chain }: Head): Promise<unknown> =>
  tx.query('update es.log_head set position = $1, recorded_at = $2, chain_hash = $3 where shard = 0', [position, recorded, chain]);

/** Events on their way, in a table that the log's connection sees as soon as it is whole. */
interface Portion {
  readonly table: string;
  /** Number of its last event. */
  readonly to: number;
  readonly begun: ReadonlyMap<string, number>;
}

const eventsInPortion = 10_000;
const schema = 'es_import';

/** The connection that brings portions near while another writes the one before into the log. */
class Staging {
  isClosed = false;
  private count = 0;

  constructor(
    private readonly client: PoolClient,
    private readonly reader: HistoryReader,
  ) {}

  /** One import at a time: whatever stands in the schema then was left by one that was killed. */
  async open(): Promise<void> {
    await this.client.query(`select pg_advisory_lock(hashtextextended('${schema}', 0))`);
    await this.client.query(`drop schema if exists ${schema} cascade`);
    await this.client.query(`create schema ${schema}`);
  }

  async next(): Promise<Portion | null> {
    const { client, reader } = this;
    if (reader.isAtEnd) return null;
    const table = `${schema}.incoming_${(this.count += 1)}`;
    await client.query(`create unlogged table ${table} (
      entry bigint, stream_id text, version integer, event_id uuid, type text, schema_version smallint, occurred_at timestamptz(3),
      correlation_id text, causation_id text, actor text, data jsonb, meta jsonb)`);
    const copy = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
    await pipeline(Readable.from(reader.lines(eventsInPortion)), copy);
    return copy.rowCount === 0 ? null : { table, to: reader.entry, begun: reader.takeBegun() };
  }

  async close(): Promise<void> {
    await this.client.query(`drop schema if exists ${schema} cascade`);
    await this.client.query(`select pg_advisory_unlock(hashtextextended('${schema}', 0))`);
    this.isClosed = true;
  }
}

const withStaging = async <Result>(pool: Pool, reader: HistoryReader, work: (staging: Staging) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  // A connection cut between two statements tells the next one; without a listener it would end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  const staging = new Staging(client, reader);
  try {
    await staging.open();
    return await work(staging).finally(() => staging.close());
  } finally {
    client.off('error', ignore);
    // With the lock in doubt, the connection ends and takes it along.
    client.release(!staging.isClosed);
  }
};

/** Writes a portion behind the head, as one batch of the chain; gives back the link. */
const write = async (tx: PoolClient, { table, to, begun }: Portion, head: Head, chain: Buffer): Promise<Buffer> => {
  await assertFollows(tx, begun);
  const { rows } = await tx.query<{ chain_hash: Buffer }>(insertAll(table), [head.position, head.recorded, to, chain]);
  const [last] = rows;
  if (last === undefined) throw new Error('The import wrote nothing');
  return last.chain_hash;
};

const writeAll = async (tx: PoolClient, staging: Staging): Promise<Imported> => {
  let portion = await staging.next();
  if (portion === null) return { events: 0, position: 0 };
  const head = await takeHead(tx);
  let { chain } = head;
  let events = 0;
  while (portion !== null) {
    const [link, next]: [Buffer, Portion | null] = await both(write(tx, portion, head, chain), staging.next());
    events = portion.to;
    [chain, portion] = [link, next];
  }
  const position = Number(head.position) + events;
  await moveHead(tx, position, { ...head, chain });
  return { events, position };
};

/** Waits for both, whatever becomes of the other. */
const both = async <One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> => {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
};

/**
 * Loads histories of any length in one transaction: all of it or nothing. One connection copies some thousand events into a table of
 * their own while another places, hashes and chains those before, each portion a batch of the chain. Appends wait until it
 * commits (about 15 s for a million events), so it is for a log that nobody works with yet.
 * @param pool connections that are not pipelined; takes two
 * @throws AppendRefused when versions do not follow each other or the stream's last one; EventStoreBusy when the database is away
 */
export const importEvents = async (pool: Pool, events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>): Promise<Imported> => {
  const reader = new HistoryReader(events);
  try {
    return await withStaging(pool, reader, (staging) => inTransaction(pool, (tx) => writeAll(tx, staging)));
  } catch (error) {
    throw withEntry(error);
  } finally {
    await reader.close();
  }
};

/** PostgreSQL says at which line of the COPY, which is an event, and at which column it stopped. */
const withEntry = (error: unknown): unknown => {
  const told = translated(error);
  const where = typeof error === 'object' && error !== null && 'where' in error ? String(error.where) : '';
  const [, portion, line, column] = /COPY incoming_(\d+), line (\d+), column (\w+)/u.exec(where) ?? [];
  return told instanceof AppendRefused && line !== undefined
    ? refusedAt((Number(portion) - 1) * eventsInPortion + Number(line), new Error(`${column}: ${told.message}`), error)
    : told;
};
