import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days on which a person was written to by Zalo: the key allows one message a day. */
export class CourtesyDays1790000004100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rem.courtesy_days (
        recipient_key text not null,
        day           date not null,
        delivery_id   uuid not null references rem.deliveries (id),
        primary key (recipient_key, day)
      );
      create index ledger_recorded on rem.ledger (recorded_at) where outcome is null;
      create index deliveries_refused on rem.deliveries (settled_at) where status = 'refused';
      create index deliveries_zalo on rem.deliveries (recipient_key) where channel = 'zalo' and status in ('ready', 'retry');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table rem.courtesy_days;
      drop index rem.ledger_recorded; drop index rem.deliveries_refused; drop index rem.deliveries_zalo;
    `);
  }
}
