import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Checkpoints by definition and edition, so that several copies of a view stand side by side: the one that serves, the next one
 * being built, the former one, and past ones. Views are caches: they are made again. A process goes on where it stood.
 */
export class ViewEditions1790000001020 implements MigrationInterface {
  readonly name = 'ViewEditions1790000001020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Older code makes its views again from the log. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  'alter table es.projections rename to old_projections',
  'alter table es.old_projections rename constraint projections_pkey to old_projections_pkey',

  // Rewritten with every page: room for HOT updates, and no index beside the key.
  `create table es.projections (
     name        text        not null,
     definition  text        not null,
     edition     text        not null default 'serving',
     shard       smallint    not null default 0,
     version     integer     not null,
     status      text        not null default 'building' check (status in ('building', 'live', 'retired')),
     loaded      boolean     not null default false,
     position    bigint      not null default 0,
     parked      integer     not null default 0,
     owner       text,
     fence       bigint      not null default 0,
     lease_until timestamptz,
     problem     text,
     changed_at  timestamptz not null default clock_timestamp(),
     constraint projections_pkey primary key (name, definition, edition, shard)
   ) with (fillfactor = 50)`,

  `create table es.parked_events (
     name       text        not null,
     definition text        not null,
     edition    text        not null,
     position   bigint      not null,
     stream_id  text        not null,
     problem    text        not null,
     parked_at  timestamptz not null default clock_timestamp(),
     constraint parked_events_pkey primary key (name, definition, edition, position)
   )`,

  `insert into es.projections (name, definition, version, status, loaded, position)
   select name, version::text, version, 'building', true, position from es.old_projections where name = 'plan-entry'`,
  'drop table es.old_projections',
  'drop schema if exists rm cascade',
  'drop table if exists rem.plan_tasks, rem.plan_entries, rem.plan_rows',
];

const down = [
  'drop table es.parked_events',
  'drop table es.projections',
  `create table es.projections (
     name text not null, version integer not null, shard smallint not null default 0, status text not null default 'building',
     position bigint not null default 0, owner text, fence bigint not null default 0, lease_until timestamptz, problem text,
     constraint projections_pkey primary key (name, version, shard)
   )`,
];
