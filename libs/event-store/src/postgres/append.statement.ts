import { v7 as uuidv7 } from 'uuid';
import type { Append, ExpectedVersion } from '../event-store.port.js';

/** A statement prepared once per connection. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

type Claim = 'exact' | 'new' | 'existing' | 'any';

/** What an append needs of the statement; each combination is its own prepared text, so that none pays for another. */
interface Shape {
  readonly claim: Claim;
  readonly keyed: boolean;
  readonly several: boolean;
}

/**
 * Takes the stream forward, or nothing where the expected version does not hold; a row that was waited for is looked at again as it
 * became. `$3`: number of events. Indexes: streams_pkey, requests_pkey.
 */
const claims = (unanswered: string): Readonly<Record<Claim, string>> => {
  const forward = 'update es.streams set version = version + $3::integer where tenant_id = $1 and stream_id = $2';
  const first = `insert into es.streams (tenant_id, stream_id, stream_type, version)
                 select $1, $2, split_part($2, '-', 1), $3::integer where true ${unanswered}`;
  return {
    exact: `${forward} and version = $13::integer ${unanswered} returning version`,
    existing: `${forward} ${unanswered} returning version`,
    new: `${first} on conflict do nothing returning version`,
    any: `${first} on conflict (tenant_id, stream_id) do update set version = streams.version + $3::integer returning version`,
  };
};

/**
 * The one place that writes into `es.events`: one autocommit statement, gapless by the lock on `es.log_head`.
 *
 * Locks, in this order: the stream's row, then the head's row, last, held until commit. Whoever holds the head never waits for
 * another append: its stream is already locked, and no other append can hold uncommitted events. So no deadlock.
 * Comes back empty where the expected version does not hold or the request's answer stands in `es.requests`; an answer in the log
 * itself is met by events_request_key, which refuses the whole statement.
 */
const appendText = ({ claim, keyed, several }: Shape): string => {
  const [key, hash] = claim === 'exact' ? ['$14::text', '$15::text'] : ['$13::text', '$14::text'];
  const unanswered = keyed ? `and not exists (select 1 from es.requests where tenant_id = $1 and actor = $5 and request_key = ${key})` : '';
  // The key stands on the last event of the append.
  const onLast = (value: string): string => (several ? `case when event.nth = $3 then ${value} end` : value);
  return `
  with moved as (${claims(unanswered)[claim]}),
  head as (
    update es.log_head
       set position = log_head.position + $3::integer, recorded_at = greatest(log_head.recorded_at, app_now())
      from moved
     where shard = 0
    returning log_head.position, log_head.recorded_at, moved.version
  )
  insert into es.events (
    position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
    correlation_id, causation_id, actor, data, meta${keyed ? ', request_key, request_hash, request_events' : ''})
  select head.position${several ? ' - $3 + event.nth' : ''}, $1, $2, head.version${several ? ' - $3 + event.nth' : ''},
         ${several ? 'event.id, event.type, event.schema_version' : '$9::uuid, $10::text, $11::smallint'},
         coalesce($4::timestamptz, head.recorded_at), head.recorded_at, $6::text, $7::text, $5,
         ${several ? 'event.data' : '$12::jsonb'}, $8::jsonb
         ${keyed ? `, ${[key, hash, '$3::smallint'].map(onLast).join(', ')}` : ''}
    from head${several ? ', unnest($9::uuid[], $10::text[], $11::smallint[], $12::jsonb[]) with ordinality as event (id, type, schema_version, data, nth)' : ''}
  returning version, position`;
};

const prepared = new Map<string, PreparedStatement>();

const statementFor = (shape: Shape): PreparedStatement => {
  const name = `es_append_${shape.claim}_${shape.several ? 'several' : 'one'}${shape.keyed ? '_keyed' : ''}`;
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const statement = { name, text: appendText(shape) };
  prepared.set(name, statement);
  return statement;
};

const claimOf = (expected: ExpectedVersion): Claim => {
  if (expected === 'no-stream' || expected === 0) return 'new';
  if (expected === 'stream-exists') return 'existing';
  return expected === 'any' ? 'any' : 'exact';
};

/** The statement for an append, with its parameters. It returns version and position of each event. */
export const appendQuery = (tenantId: string, append: Append): PreparedStatement & { readonly values: unknown[] } => {
  const { events, request, expected } = append;
  const claim = claimOf(expected);
  const several = events.length > 1;
  const values = [
    tenantId,
    append.streamId,
    events.length,
    append.occurredAt ?? null,
    append.actor,
    append.correlationId ?? null,
    append.causationId ?? null,
    JSON.stringify(append.meta ?? {}),
    ...(several ? columnsOf(events) : columnsOf(events).flat()),
    ...(claim === 'exact' ? [expected] : []),
    ...(request === undefined ? [] : [request.key, request.hash]),
  ];
  return { ...statementFor({ claim, keyed: request !== undefined, several }), values };
};

const columnsOf = (events: Append['events']): readonly (readonly unknown[])[] => [
  events.map(() => uuidv7()),
  events.map((event) => event.type),
  events.map((event) => event.schemaVersion ?? 1),
  events.map((event) => JSON.stringify(event.data)),
];
