import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links in mails by which one person acknowledges one assignment. The token itself is in the mail alone. */
export class ActLinks1790000004102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rem.act_links (
        token_sha256 bytea primary key,
        person_id    uuid not null,
        task_id      uuid not null,
        part         text not null,
        assignment   integer not null,
        minted_at    timestamptz not null default app_now(),
        expires_at   timestamptz not null,
        used_at      timestamptz
      );
      create index act_links_bound on rem.act_links (person_id, task_id, part, assignment);
      create index act_links_expiry on rem.act_links (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.act_links');
  }
}
