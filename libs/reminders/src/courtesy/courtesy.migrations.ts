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

/** What counts for a person's day is the message that was begun on it; one that comes back counts on the day it leaves. */
export class DayOfCourtesies1790000004105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from rem.courtesy_days c using rem.courtesy_days later where later.delivery_id = c.delivery_id and later.day > c.day;
      alter table rem.courtesy_days drop constraint courtesy_days_pkey;
      alter table rem.courtesy_days add primary key (delivery_id);
      create index courtesy_days_recipient on rem.courtesy_days (recipient_key, day);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index rem.courtesy_days_recipient;
      alter table rem.courtesy_days drop constraint courtesy_days_pkey;
      alter table rem.courtesy_days add primary key (recipient_key, day, delivery_id);
    `);
  }
}
