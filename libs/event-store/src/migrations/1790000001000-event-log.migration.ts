import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log and what stands around it, whole from the first day. Times are kept to the millisecond, so that the instant
 * a reader was shown finds the very same events when it is asked for again.
 */
export class EventLog1790000001000 implements MigrationInterface {
  readonly name = 'EventLog1790000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...log, ...around]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema es cascade');
  }
}

const log = [
  'create schema es',

  // One row, rewritten by every append: room on its page keeps each rewrite a HOT update. `recorded_at` is that of the
  // last event; it never goes back even when the clock does, so the log up to an instant is always a prefix.
  `create table es.log_head (
     shard       smallint       not null,
     position    bigint         not null default 0,
     recorded_at timestamptz(3) not null default '-infinity',
     chain_hash  bytea,
     constraint log_head_pkey primary key (shard)
   ) with (fillfactor = 10)`,
  'insert into es.log_head (shard) values (0)',

  `create table es.streams (
     tenant_id   text    not null,
     stream_id   text    not null,
     stream_type text    not null,
     version     integer not null,
     archived_at timestamptz(3),
     constraint streams_pkey primary key (tenant_id, stream_id)
   ) with (fillfactor = 80)`,

  // The request key stands on the last event of its append with the number of events; `chain_hash` on the last of a batch.
  // No check constraints: PostgreSQL parses their stored trees again in each insert, and one statement alone writes here.
  `create table es.events (
     shard          smallint       not null default 0,
     position       bigint         not null,
     tenant_id      text           not null,
     stream_id      text           not null,
     version        integer        not null,
     event_id       uuid           not null,
     type           text           not null,
     schema_version smallint       not null default 1,
     occurred_at    timestamptz(3) not null,
     recorded_at    timestamptz(3) not null,
     correlation_id text,
     causation_id   text,
     actor          text           not null,
     data           jsonb          not null,
     meta           jsonb          not null default '{}',
     request_key    text,
     request_hash   text,
     request_events smallint,
     chain_hash     bytea,
     constraint events_pkey primary key (shard, position),
     constraint events_stream_version_key unique (tenant_id, stream_id, version)
   )`,
  'create unique index events_request_key on es.events (tenant_id, actor, request_key) where request_key is not null',

  `create function es.refuse_change() returns trigger language plpgsql as $$
   begin
     raise exception 'es.events is append-only: % refused', tg_op using errcode = 'restrict_violation';
   end $$`,
  `create trigger events_append_only before update or delete or truncate on es.events
     for each statement execute function es.refuse_change()`,
  'revoke all on all tables in schema es from public',
  // The owner too: he can only insert and read, until he grants himself more, and then the trigger still stands.
  'revoke update, delete, truncate on es.events from current_user',
];

const around = [
  // Answers to requests that appended nothing ("already true"); those that appended stand in the log itself.
  `create table es.requests (
     tenant_id    text           not null,
     actor        text           not null,
     request_key  text           not null,
     request_hash text           not null,
     outcome      jsonb          not null,
     at           timestamptz(3) not null,
     constraint requests_pkey primary key (tenant_id, actor, request_key)
   )`,
  'create index requests_at on es.requests (at)',

  `create table es.projections (
     name        text     not null,
     version     integer  not null,
     shard       smallint not null default 0,
     status      text     not null default 'building' check (status in ('building', 'live', 'retired')),
     position    bigint   not null default 0,
     owner       text,
     fence       bigint   not null default 0,
     lease_until timestamptz,
     problem     text,
     constraint projections_pkey primary key (name, version, shard)
   ) with (fillfactor = 50)`,

  `create table es.snapshots (
     tenant_id text    not null,
     stream_id text    not null,
     fold_hash text    not null,
     version   integer not null,
     state     jsonb   not null,
     constraint snapshots_pkey primary key (tenant_id, stream_id, fold_hash)
   )`,

  `create table es.subject_keys (
     tenant_id   text not null,
     subject_id  text not null,
     wrapped_key bytea,
     shredded_at timestamptz(3),
     constraint subject_keys_pkey primary key (tenant_id, subject_id)
   )`,
];
