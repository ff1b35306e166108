import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wishes that a person changed from a mail, without signing in, say so. */
export class WishesByLink1790000002004 implements MigrationInterface {
  readonly name = 'WishesByLink1790000002004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table id.reminder_wishes add column via text not null default 'web' check (via in ('web', 'link'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table id.reminder_wishes drop column via');
  }
}
