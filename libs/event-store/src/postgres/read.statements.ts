import type { PreparedStatement } from './append.statement.js';
import { eventColumns } from './stored-event.row.js';

/** A page of the log: events_pkey in order, no sort (a spec EXPLAINs it). */
export const readPage: PreparedStatement = {
  name: 'es_read_page',
  text: `select ${eventColumns} from es.events where shard = 0 and position > $1 order by position limit $2`,
};

/** A stream from its beginning, up to a position or an instant of recording: events_stream_version_key in order. */
export const readStream: PreparedStatement = {
  name: 'es_read_stream',
  text: `select ${eventColumns} from es.events
          where tenant_id = $1 and stream_id = $2
            and ($3::bigint is null or position <= $3) and ($4::timestamptz is null or recorded_at <= $4)
          order by version`,
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

/** Housekeeping of the answers that appended nothing (requests_at). */
export const forgetOldRequests: PreparedStatement = {
  name: 'es_forget_requests',
  text: `delete from es.requests where at < app_now() - make_interval(days => $1)`,
};
