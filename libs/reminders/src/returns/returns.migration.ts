import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that had left and came back. What was sent stays sent: that it came back stands beside it. */
export class Returns1790000004201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rem.deliveries add column returned_at timestamptz, add column return_reason text;
      create index deliveries_returned on rem.deliveries (returned_at) where returned_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.deliveries drop column returned_at, drop column return_reason');
  }
}
