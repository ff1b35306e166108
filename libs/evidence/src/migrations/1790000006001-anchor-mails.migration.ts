import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which anchors have left the house, and where to. */
export class AnchorMails1790000006001 implements MigrationInterface {
  readonly name = 'AnchorMails1790000006001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table es.anchor_mails (
        shard    smallint       not null default 0,
        position bigint         not null,
        address  text           not null,
        sent_at  timestamptz(3) not null default app_now(),
        primary key (shard, position, address)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table es.anchor_mails');
  }
}
