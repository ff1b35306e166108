import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 as uuidv7 } from 'uuid';
import { AppendRefused } from '../event-store.errors.js';
import { inTransaction } from '../projections/projection-checkpoint.js';
import { toStoredInstant } from '../storable/instant.js';
import { toJsonText } from '../storable/json-text.js';
import { assertName, assertSchemaVersion, assertVersion } from '../storable/names.js';
import { translated } from './database-error.js';

/** An event of a history that was kept elsewhere. */
export interface ImportedEvent {
  readonly streamId: string;
  /** Follows the stream's last one without a gap. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion?: number;
  readonly data: object;
  readonly actor: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly meta?: object;
  readonly correlationId?: string;
  readonly causationId?: string;
}

export interface Imported {
  readonly events: number;
  /** Of the last event. */
  readonly position: number;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const copied = (text: string): string => text.replace(/[\\\t\n\r]/gu, (character) => escapes[character] ?? character);

const columns = 'entry, stream_id, version, event_id, type, schema_version, occurred_at, correlation_id, causation_id, actor, data, meta';

/** Says of which event a refusal speaks. */
const refusedAt = (entry: number, { message }: Error, cause: unknown): AppendRefused =>
  new AppendRefused(`event ${entry} of the import: ${message}`, { cause });

const assertNames = ({ streamId, version, type, schemaVersion, actor, correlationId, causationId }: ImportedEvent): void => {
  const names = { streamId, type, actor, correlationId, causationId };
  for (const [place, name] of Object.entries(names)) if (name !== undefined) assertName(place, name);
  assertVersion(version);
  if (schemaVersion !== undefined) assertSchemaVersion('schemaVersion', schemaVersion);
};

const checkedLine = (entry: number, event: ImportedEvent): string => {
  try {
    assertNames(event);
    return lineOf(entry, event);
  } catch (error) {
    throw error instanceof AppendRefused ? refusedAt(entry, error, error) : error;
  }
};

/** A line of COPY's text format, in the order of {@link columns}. */
const lineOf = (entry: number, event: ImportedEvent): string =>
  [
    entry,
    copied(event.streamId),
    event.version,
    uuidv7(),
    copied(event.type),
    event.schemaVersion ?? 1,
    toStoredInstant('occurredAt', event.occurredAt),
    event.correlationId === undefined ? '\\N' : copied(event.correlationId),
    event.causationId === undefined ? '\\N' : copied(event.causationId),
    copied(event.actor),
    copied(toJsonText('data', event.data)),
    copied(toJsonText('meta', event.meta ?? {})),
  ].join('\t') + '\n';

/** Knows the first version of each stream and that the others follow it. */
class Versions {
  readonly first = new Map<string, number>();
  private readonly last = new Map<string, number>();

  follow({ streamId, version }: ImportedEvent): void {
    const before = this.last.get(streamId);
    if (before === undefined) this.first.set(streamId, version);
    else if (version !== before + 1) throw new AppendRefused(`Version ${version} of ${streamId} does not follow ${before}`);
    this.last.set(streamId, version);
  }
}

const linesInChunk = 200;

async function* linesOf(events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>, versions: Versions): AsyncGenerator<string> {
  let entry = 0;
  let chunk: string[] = [];
  for await (const event of events) {
    versions.follow(event);
    chunk.push(checkedLine((entry += 1), event));
    if (chunk.length < linesInChunk) continue;
    yield chunk.join('');
    chunk = [];
  }
  yield chunk.join('');
}

/** The streams are as the import says that they are. */
const assertFollows = async (tx: PoolClient, versions: Versions): Promise<void> => {
  const { rows } = await tx.query<{ stream_id: string; version: number }>(
    `select id as stream_id, found.version
       from unnest($1::text[], $2::integer[]) as asked (id, first),
            lateral (select coalesce((select version from es.events where tenant_id = $3 and stream_id = id order by version desc limit 1), 0) as version) as found
      where found.version <> asked.first - 1 limit 1`,
    [[...versions.first.keys()], [...versions.first.values()], tenantId],
  );
  const [gap] = rows;
  if (gap !== undefined) throw new AppendRefused(`The import does not follow version ${gap.version} of ${gap.stream_id}`);
};

const tenantId = 'main';

const leafOf = `es.leaf(0::smallint, placed.position, '${tenantId}', stream_id, version, event_id, type, schema_version, occurred_at, placed.recorded,
                       correlation_id, causation_id, actor, data, meta, null, null, null)`;

const hashed = `
  from incoming,
       lateral (select $1::bigint + entry as position, $2::timestamptz(3) as recorded) as placed,
       lateral (select ${leafOf} as hash) as leaf`;

const into = `insert into es.events (position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                         correlation_id, causation_id, actor, data, meta, hash, chain_hash)`;

const row = `placed.position, '${tenantId}', stream_id, version, event_id, type, schema_version, occurred_at, placed.recorded,
         correlation_id, causation_id, actor, data, meta, leaf.hash`;

/** All but the last event, then the last with the link of the chain over all of them: one batch. */
const insertAll = `
  with but_last as (
    ${into}
    select ${row}, null ${hashed}
     where entry < $3
    returning position, hash
  ), before as (
    select coalesce(string_agg(hash, ''::bytea order by position), '') as leaves from but_last
  )
  ${into}
  select ${row}, sha256($4::bytea || sha256(before.leaves || leaf.hash) || int8send(placed.position)) ${hashed}, before
   where entry = $3
  returning position, chain_hash`;

const write = async (tx: PoolClient, count: number): Promise<number> => {
  const { rows: heads } = await tx.query<{ position: string; chain: Buffer; recorded: Date }>(
    `select position, coalesce(chain_hash, '') as chain, greatest(recorded_at, app_now())::timestamptz(3) as recorded
       from es.log_head where shard = 0 for update`,
  );
  const [head] = heads;
  if (head === undefined) throw new Error('The log has no head');
  const { rows } = await tx.query<{ position: string; chain_hash: Buffer }>(insertAll, [head.position, head.recorded, count, head.chain]);
  const [last] = rows;
  if (last === undefined) throw new Error('The import wrote nothing');
  await tx.query('update es.log_head set position = $1, recorded_at = $2, chain_hash = $3 where shard = 0', [
    last.position,
    head.recorded,
    last.chain_hash,
  ]);
  return Number(last.position);
};

/**
 * Loads histories of any length in one transaction, by COPY: all of it or nothing, as one batch of the chain. Appends wait until it
 * commits (about 20 s for a million events), so it is for a log that nobody works with yet.
 * @param pool connections that are not pipelined
 * @throws AppendRefused when versions do not follow each other or the stream's last one; EventStoreBusy when the database is away
 */
export const importEvents = async (pool: Pool, events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>): Promise<Imported> => {
  const versions = new Versions();
  try {
    return await inTransaction(pool, async (tx) => {
      await tx.query(`create temporary table incoming (
        entry bigint, stream_id text, version integer, event_id uuid, type text, schema_version smallint, occurred_at timestamptz(3),
        correlation_id text, causation_id text, actor text, data jsonb, meta jsonb) on commit drop`);
      const copy = tx.query(copyFrom(`copy incoming (${columns}) from stdin`));
      await pipeline(Readable.from(linesOf(events, versions)), copy);
      if (copy.rowCount === 0) return { events: 0, position: 0 };
      await assertFollows(tx, versions);
      return { events: copy.rowCount, position: await write(tx, copy.rowCount) };
    });
  } catch (error) {
    throw withEntry(error);
  }
};

/** PostgreSQL says at which line of the COPY, which is an event, and at which column it stopped. */
const withEntry = (error: unknown): unknown => {
  const told = translated(error);
  const where = typeof error === 'object' && error !== null && 'where' in error ? String(error.where) : '';
  const [, line, column] = /COPY incoming, line (\d+), column (\w+)/u.exec(where) ?? [];
  return told instanceof AppendRefused && line !== undefined
    ? refusedAt(Number(line), new Error(`${column}: ${told.message}`), error)
    : told;
};
