import { v7 as uuidv7 } from 'uuid';
import type { Append, ExpectedVersion } from '../event-store.port.js';

/** A statement prepared once per connection. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * The one place that writes into `es.events`: one autocommit statement, gapless by the lock on `es.log_head`.
 *
 * Locks, in this order: the stream's row (by the merge), then the head's row, last, held until commit. Whoever holds the head
 * never waits for another append: its stream is already locked, and no other append can hold uncommitted events. So no deadlock.
 * Indexes: streams_pkey, log_head_pkey, requests_pkey; the insert is checked by events_request_key.
 * `merge` looks again at the version of a row that it had to wait for, so the losing append comes back empty.
 */
const appendText = (events: string): string => `
  with moved as (
    merge into es.streams as stream
    using (
      select 1
      where $11::text is null
         or not exists (select 1 from es.requests where tenant_id = $1 and actor = $8 and request_key = $11)
    ) as asked
    on stream.tenant_id = $1 and stream.stream_id = $2
    when matched and $4::boolean and ($3::integer is null or stream.version = $3)
      then update set version = stream.version + $6::integer
    when not matched and $5::boolean
      then insert (tenant_id, stream_id, stream_type, version) values ($1, $2, split_part($2, '-', 1), $6)
    returning stream.version
  ), head as (
    update es.log_head
       set position = log_head.position + $6, recorded_at = greatest(log_head.recorded_at, app_now())
      from moved
     where shard = 0
    returning log_head.position, log_head.recorded_at
  ), written as (
    insert into es.events (
      position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
      correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)
    select head.position - $6 + event.nth, $1, $2, moved.version - $6 + event.nth, event.id, event.type, event.schema_version,
           coalesce($7::timestamptz, head.recorded_at), head.recorded_at, $9::text, $10::text, $8, event.data, $13::jsonb,
           case when event.nth = $6 then $11 end, case when event.nth = $6 then $12::text end,
           case when event.nth = $6 and $11 is not null then $6 end
      from moved, head, ${events} as event (id, type, schema_version, data, nth)
  )
  select moved.version, head.position from moved, head`;

const appendOne: PreparedStatement = {
  name: 'es_append_one',
  text: appendText('(values ($14::uuid, $15::text, $16::smallint, $17::jsonb, 1))'),
};

const appendSeveral: PreparedStatement = {
  name: 'es_append_several',
  text: appendText('unnest($14::uuid[], $15::text[], $16::smallint[], $17::jsonb[]) with ordinality'),
};

/** The statement for an append, with its parameters. */
export const appendQuery = (tenantId: string, append: Append): PreparedStatement & { readonly values: unknown[] } => {
  const { events } = append;
  const common = [
    tenantId,
    append.streamId,
    ...expectation(append.expected),
    events.length,
    append.occurredAt ?? null,
    append.actor,
    append.correlationId ?? null,
    append.causationId ?? null,
    append.request?.key ?? null,
    append.request?.hash ?? null,
    JSON.stringify(append.meta ?? {}),
  ];
  const [only, second] = events;
  if (only !== undefined && second === undefined) {
    return { ...appendOne, values: [...common, uuidv7(), only.type, only.schemaVersion ?? 1, JSON.stringify(only.data)] };
  }
  return {
    ...appendSeveral,
    values: [
      ...common,
      events.map(() => uuidv7()),
      events.map((event) => event.type),
      events.map((event) => event.schemaVersion ?? 1),
      events.map((event) => JSON.stringify(event.data)),
    ],
  };
};

/** Exact version (null: any), whether the stream may exist, whether it may be new. */
const expectation = (expected: ExpectedVersion): readonly [number | null, boolean, boolean] => {
  if (expected === 'no-stream' || expected === 0) return [null, false, true];
  if (expected === 'stream-exists') return [null, true, false];
  if (expected === 'any') return [null, true, true];
  return [expected, true, false];
};
