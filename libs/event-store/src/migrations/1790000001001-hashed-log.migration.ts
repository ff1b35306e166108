import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every event gets its hash, the log its chain, and the append its two functions. `es.streams` goes: a stream's version is that of
 * its last event, found by one look into events_stream_version_key, so nothing repeats what the log says.
 *
 * An event's hash is the leaf of RFC 6962: SHA-256 of a zero byte and the event's canonical bytes. The canonical bytes are PostgreSQL's
 * binary form of the row of its columns (`record_send`): their number, and for each its type's OID, its length (-1: null) and its
 * bytes; text as UTF-8, jsonb as version byte 1 and its text, times as microseconds since 2000-01-01. One call, no ambiguity,
 * nothing left out; the client's encoding must be UTF-8, which is the driver's own.
 *
 * The chain stands on the last event of each append statement (a batch): SHA-256 of the chain before it (empty at first), the SHA-256
 * of the batch's leaves in order, and the last position as eight bytes, big-endian. The head repeats the newest.
 */
export class HashedLog1790000001001 implements MigrationInterface {
  readonly name = 'HashedLog1790000001001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [leaf, ...hashedBefore, appendOne, append]) await runner.query(statement);
  }

  /** The chain would be lost, and with it the proof that nothing was altered. */
  down(): Promise<void> {
    return Promise.reject(new Error('The log keeps its hashes'));
  }
}

const leaf = `
  create function es.leaf(
    shard smallint, at_position bigint, tenant_id text, stream_id text, version integer, event_id uuid, type text, schema_version smallint,
    occurred_at timestamptz, recorded_at timestamptz, correlation_id text, causation_id text, actor text, data jsonb, meta jsonb,
    request_key text, request_hash text, request_events smallint
  ) returns bytea language sql stable parallel safe as $$
    select sha256('\\x00'::bytea || record_send(row(
      shard, at_position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
      correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)))
  $$`;

/** What was recorded before there were hashes is one batch. No column that a reader sees is changed. */
const hashedBefore = [
  // Keys compare by bytes, whatever the database's collation, and no change of a system library can unsort their indexes.
  `alter table es.events add column hash bytea, alter tenant_id type text collate "C", alter stream_id type text collate "C",
     alter actor type text collate "C", alter request_key type text collate "C"`,
  `alter table es.requests alter tenant_id type text collate "C", alter actor type text collate "C", alter request_key type text collate "C"`,
  'grant update on es.events to current_user',
  'alter table es.events disable trigger events_append_only',
  `update es.events set hash = es.leaf(
     shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
     correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)`,
  `update es.events as last set chain_hash = chain.link
     from (select max(position) as position, sha256(sha256(string_agg(hash, ''::bytea order by position)) || int8send(max(position))) as link
             from es.events) as chain
    where last.shard = 0 and last.position = chain.position`,
  'update es.log_head set chain_hash = (select chain_hash from es.events where position = log_head.position)',
  'alter table es.events enable trigger events_append_only',
  'revoke update on es.events from current_user',
  'alter table es.events alter column hash set not null',
  'drop table es.streams',
];

/**
 * What both functions do under their locks. Streams first, in the order of their keys (a reminder's claim holds a stream for share while
 * it looks whether the task is still open), the head last; both until commit. Whoever has the head waits for nobody, so there is
 * no deadlock. Each statement of a function sees what was committed before it began: with the head in hand versions are exact.
 */
const lockHead = (into: string): string => `
    select head.position, head.chain_hash, greatest(head.recorded_at, clock_timestamp() + clock.shift) into ${into}
      from es.log_head as head, public.clock_offset as clock where head.shard = 0 for update of head;`;

const versionOf = (tenant: string, stream: string): string =>
  `coalesce((select last.version from es.events as last where last.tenant_id = ${tenant} and last.stream_id = ${stream}
              order by last.version desc limit 1), 0)`;

/**
 * A key's answer that appended nothing (a scalar look, not `exists`: that could be planned as a hash of the table). One that appended
 * stands in the log itself, where events_request_key refuses the statement: no look is spent on what almost never is.
 */
const unanswered = (tenant: string, actor: string, key: string): string =>
  `(${key} is null or (select true from es.requests as same
                        where same.tenant_id = ${tenant} and same.actor = ${actor} and same.request_key = ${key} limit 1) is null)`;

/** `wanted`: the version before the append; -1: any; -2: any but 0. */
const holds = (wanted: string, version: string): string =>
  `case ${wanted} when -1 then true when -2 then ${version} > 0 else ${version} = ${wanted} end`;

/** One event to one stream; `at_position` null: not taken. Locks and order as {@link lockHead} says. */
const appendOne = `
  create function es.append_one(
    of_tenant text, of_stream text, wanted integer, by_actor text, occurred timestamptz, correlation text, causation text, with_meta jsonb,
    of_event uuid, of_type text, of_schema smallint, with_data jsonb, under_key text, under_hash text,
    out at_position bigint, out at_version integer
  ) language plpgsql as $$
  declare
    chain bytea; recorded timestamptz(3); leaf bytea; key_events smallint := case when under_key is not null then 1 end;
  begin
    perform pg_advisory_xact_lock(hashtextextended(of_stream, 0));${lockHead('at_position, chain, recorded')}
    at_version := ${versionOf('of_tenant', 'of_stream')};
    if not (${holds('wanted', 'at_version')}) or not ${unanswered('of_tenant', 'by_actor', 'under_key')} then
      at_position := null;
      return;
    end if;
    at_position := at_position + 1;
    at_version := at_version + 1;
    occurred := coalesce(occurred, recorded)::timestamptz(3);
    leaf := es.leaf(0::smallint, at_position, of_tenant, of_stream, at_version, of_event, of_type, of_schema, occurred, recorded,
                    correlation, causation, by_actor, with_data, with_meta, under_key, under_hash, key_events);
    chain := sha256(coalesce(chain, ''::bytea) || sha256(leaf) || int8send(at_position));
    insert into es.events (position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                           correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events, hash, chain_hash)
    values (at_position, of_tenant, of_stream, at_version, of_event, of_type, of_schema, occurred, recorded,
            correlation, causation, by_actor, with_data, with_meta, under_key, under_hash, key_events, leaf, chain);
    update es.log_head set position = at_position, recorded_at = recorded, chain_hash = chain where shard = 0;
  end $$`;

/**
 * Many appends at once, each its own: one that does not hold leaves the others alone. One entry of every list for each event, the texts
 * of a list parted by U+001F, which JSON never holds raw; an empty entry is null. \`nths\`: 1 for the first event of an append.
 * A stream and a key stand in one append only. Gives the first position and, for each entry, its version, or nothing where not taken.
 */
const append = `
  create function es.append(
    of_tenant text, streams text, wanted integer[], nths integer[], actors text, occurreds text, correlations text, causations text,
    metas text, ids uuid[], types text, schemas smallint[], datas text, keys text, key_hashes text, keyed smallint[],
    out first_position bigint, out versions text
  ) language plpgsql as $$
  declare
    head bigint; chain bytea; recorded timestamptz(3); taken integer; last_position bigint;
  begin
    perform pg_advisory_xact_lock(key)
       from (select distinct hashtextextended(id, 0) as key from unnest(string_to_array(streams, e'\\x1f')) as id order by 1) as ordered;${lockHead('head, chain, recorded')}
    with judged as materialized (
      select given.*, last.version + given.nth as version,
             ${holds('given.wanted', 'last.version')} and ${unanswered('of_tenant', 'given.actor', 'given.key')} as holds
        from unnest(
               string_to_array(streams, e'\\x1f'), wanted, nths, string_to_array(actors, e'\\x1f'),
               string_to_array(occurreds, e'\\x1f', '')::timestamptz[], string_to_array(correlations, e'\\x1f', ''),
               string_to_array(causations, e'\\x1f', ''), string_to_array(metas, e'\\x1f'), ids, string_to_array(types, e'\\x1f'), schemas,
               string_to_array(datas, e'\\x1f'), string_to_array(keys, e'\\x1f', ''), string_to_array(key_hashes, e'\\x1f', ''), keyed
             ) with ordinality as given (
               stream, wanted, nth, actor, occurred, correlation, causation, meta, id, type, schema, data, key, key_hash, key_events, entry),
             lateral (select ${versionOf('of_tenant', 'given.stream')} as version offset 0) as last
    ), hashed as materialized (
      select placed.*, es.leaf(0::smallint, position, of_tenant, stream, version, id, type, schema, occurred, recorded,
                               correlation, causation, actor, data, meta, key, key_hash, key_events) as leaf
        from (select entry, head + row_number() over (order by entry) as position, stream, version, id, type, schema,
                     coalesce(occurred, recorded)::timestamptz(3) as occurred, correlation, causation, actor,
                     data::jsonb as data, meta::jsonb as meta, key_events,
                     case when key_events is not null then key end as key, case when key_events is not null then key_hash end as key_hash
                from judged
               where holds) as placed
    ), linked as materialized (
      select count(*)::integer as taken, max(position) as last_position,
             sha256(coalesce(chain, ''::bytea) || sha256(string_agg(leaf, ''::bytea order by entry)) || int8send(max(position))) as chain
        from hashed
    ), inserted as (
      insert into es.events (position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                             correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events, hash, chain_hash)
      select hashed.position, of_tenant, stream, version, id, type, schema, occurred, recorded,
             correlation, causation, actor, data, meta, key, key_hash, key_events, leaf,
             case when hashed.position = linked.last_position then linked.chain end
        from hashed, linked
    )
    select linked.taken, linked.last_position, linked.chain,
           (select string_agg(case when holds then version::text else '' end, ',' order by entry) from judged)
      into taken, last_position, chain, versions
      from linked;
    if taken > 0 then
      update es.log_head set position = last_position, recorded_at = recorded, chain_hash = chain where shard = 0;
    end if;
    first_position := head + 1;
  end $$`;
