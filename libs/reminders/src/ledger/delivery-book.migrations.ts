import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For the pages of what was sent: what became of each attempt before the last, and ways into a day. The indexes are of ranges (brin):
 * rows are written in the order of their time, and a delivery's many updates cost them nothing.
 */
export class DeliveryBook1790000004211 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rem.deliveries add column tries jsonb not null default '[]';
      create index deliveries_made on rem.deliveries using brin (created_at) with (pages_per_range = 32, autosummarize = on);
      create index ledger_made on rem.ledger using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index rem.deliveries_made; drop index rem.ledger_made;
      alter table rem.deliveries drop column tries;
    `);
  }
}

/** Each process beats for itself, so that one that stands still is seen beside those that run. */
export class HeartbeatOfEach1790000004212 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.heartbeat drop constraint heartbeat_pkey, add primary key (name, owner)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from rem.heartbeat old using rem.heartbeat newer where newer.name = old.name and newer.swept_at > old.swept_at;
      alter table rem.heartbeat drop constraint heartbeat_pkey, add primary key (name)`);
  }
}
