import type { PreparedStatement } from './append.statement.js';
import type { CustomTypesConfig } from 'pg';
import { eventColumns, eventTypes } from './stored-event.row.js';

/** A statement whose rows are events. */
type ReadsEvents = PreparedStatement & { readonly types: CustomTypesConfig };

/** A page of the log: events_pkey in order, no sort (a spec EXPLAINs it). */
export const readPage: ReadsEvents = {
  types: eventTypes,
  name: 'es_read_page',
  text: `select ${eventColumns} from es.events where shard = 0 and position > $1 order by position limit $2`,
};

/** A stream after a version, up to a position or an instant of recording: events_stream_version_key in order. */
export const readStream: ReadsEvents = {
  types: eventTypes,
  name: 'es_read_stream',
  text: `select ${eventColumns} from es.events
          where tenant_id = $1 and stream_id = $2 and version > $5
            and ($3::bigint is null or position <= $3) and ($4::timestamptz is null or recorded_at <= $4)
          order by version`,
};

/** Several streams, each after a version of its own: for each of them what {@link readStream} does; `asked` counts them from 1. */
export const readStreams: ReadsEvents = {
  types: eventTypes,
  name: 'es_read_streams',
  text: `select asked.number::integer as asked, found.*
           from unnest($2::text[], $3::integer[]) with ordinality as asked (stream, after, number)
          cross join lateral (select ${eventColumns} from es.events
                               where tenant_id = $1 and stream_id = asked.stream and version > asked.after
                               order by version) as found`,
};

/** A page of the log with the events of some types of streams alone: events_pkey in order, the others filtered out by the server. */
export const readPageOf: ReadsEvents = {
  types: eventTypes,
  name: 'es_read_page_of',
  text: `select ${eventColumns} from es.events
          where shard = 0 and position > $1 and position <= $2 and split_part(stream_id, '-', 1) = any($3::text[])
          order by position limit $4`,
};

/** The events of one type of streams after a position: events_stream_version_key, all of the type; their order is left to the reader. */
export const readType: ReadsEvents = {
  types: eventTypes,
  name: 'es_read_type',
  text: `select ${eventColumns} from es.events
          where tenant_id = $1 and stream_id >= $2 || '-' and stream_id < $2 || '.' and position > $3`,
};

/** How many events stand in a stretch of the log; index-only as far as the visibility map goes. */
export const countBetween: PreparedStatement = {
  name: 'es_count_between',
  text: 'select count(*) as events from es.events where shard = 0 and position > $1 and position <= $2',
};

/**
 * Position of the last event recorded at or before an instant, by halving: times never go back along the log, so some twenty looks
 * into events_pkey find it, and no index is kept for it. The head is locked for a moment, so that an append under way with an
 * earlier time is waited for: what is answered once stays true.
 */
export const positionAt: PreparedStatement = {
  name: 'es_position_at',
  text: `with recursive head as materialized (select position from es.log_head where shard = 0 for share),
         halving as (
           select 0::bigint as low, position as high from head
            union all
           select case when probe.recorded_at <= $1 then middle.position else halving.low end,
                  case when probe.recorded_at <= $1 then halving.high else middle.position - 1 end
             from halving
            cross join lateral (select (halving.low + halving.high + 1) / 2 as position) as middle
            cross join lateral (select recorded_at from es.events where shard = 0 and position = middle.position) as probe
            where halving.low < halving.high)
         select low as position from halving where low = high`,
};

export const readHead: PreparedStatement = { name: 'es_read_head', text: 'select position from es.log_head where shard = 0' };

export const readVersion: PreparedStatement = {
  name: 'es_read_version',
  text: 'select version from es.events where tenant_id = $1 and stream_id = $2 order by version desc limit 1',
};

/** The stored answer of a request: from the log where it appended (events_request_key), else from `es.requests`. */
export const findRequest: PreparedStatement = {
  name: 'es_find_request',
  text: `select last.request_hash as hash, last.stream_id, last.version, last.position,
                array(select step.type from es.events as step
                       where step.tenant_id = last.tenant_id and step.stream_id = last.stream_id
                         and step.version between last.version - last.request_events + 1 and last.version
                       order by step.version) as types
           from es.events as last
          where last.tenant_id = $1 and last.actor = $2 and last.request_key = $3
          union all
         select request_hash, outcome ->> 'streamId', (outcome ->> 'version')::integer, (outcome ->> 'position')::bigint, '{}'::text[]
           from es.requests
          where tenant_id = $1 and actor = $2 and request_key = $3
          limit 1`,
};

export interface RequestRow {
  readonly hash: string;
  readonly stream_id: string;
  readonly version: number;
  readonly position: string;
  readonly types: readonly string[];
}

/** The first answer stands; a second one under the same key changes nothing. */
export const rememberRequest: PreparedStatement = {
  name: 'es_remember_request',
  text: `insert into es.requests (tenant_id, actor, request_key, request_hash, outcome, at)
         select $1, $2, $3, $4, $5, app_now()
          where not exists (select 1 from es.events where tenant_id = $1 and actor = $2 and request_key = $3)
             on conflict do nothing`,
};

/** Housekeeping of the answers that appended nothing (requests_at; the clock asked once, or it would be asked for every row). */
export const forgetOldRequests: PreparedStatement = {
  name: 'es_forget_requests',
  text: `delete from es.requests where at < (select app_now()) - make_interval(days => $1)`,
};
