import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was last heard of the mail server; one row. */
export class MailStatus1790000005003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table channels.mail_status (
        only_one      boolean primary key default true check (only_one),
        trouble       text,
        reason        text,
        trouble_since timestamptz,
        trouble_at    timestamptz,
        sent_at       timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table channels.mail_status');
  }
}
