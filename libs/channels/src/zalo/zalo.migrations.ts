import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pair of tokens, sealed under the master key, in one row; and what was last heard of the account. */
export class Zalo1790000005002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table channels.zalo_tokens (
        only_one     boolean primary key default true check (only_one),
        sealed       bytea not null,
        generation   integer not null,
        expires_at   timestamptz not null,
        refreshed_at timestamptz not null default clock_timestamp(),
        -- The refresh token was refused: only a new consent helps.
        lost_at      timestamptz,
        problem      text
      );
      create table channels.zalo_status (
        only_one        boolean primary key default true check (only_one),
        daily_quota     integer,
        remaining_quota integer,
        quota_at        timestamptz,
        webhook_event   text,
        webhook_at      timestamptz,
        alarm           text,
        alarm_at        timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table channels.zalo_tokens; drop table channels.zalo_status');
  }
}
