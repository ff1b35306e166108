import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person agreed to Zalo, when they last wrote to the account, and codes by which the account knows them. */
export class ZaloLinks1790000002001 implements MigrationInterface {
  readonly name = 'ZaloLinks1790000002001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table id.people add column zalo_consent_at timestamptz, add column zalo_wrote_at timestamptz;
      create unique index people_zalo_id on id.people (zalo_id) where zalo_id is not null;
      create table id.zalo_codes (
        code_sha256 bytea primary key,
        person_id   uuid not null unique references id.people on delete cascade,
        expires_at  timestamptz not null
      );
      -- Addresses that a mail server refused for good, so that the next channel is taken; a corrected address is another row.
      create table id.refused_addresses (
        address    text primary key,
        reason     text not null,
        refused_at timestamptz not null default app_now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table id.refused_addresses; drop table id.zalo_codes;
      alter table id.people drop column zalo_consent_at, drop column zalo_wrote_at;
      drop index if exists id.people_zalo_id;
    `);
  }
}
