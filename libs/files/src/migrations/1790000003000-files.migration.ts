import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files by their hash, cut into chunks, so that neither a write nor a read holds a whole file in memory. */
export class Files1790000003000 implements MigrationInterface {
  readonly name = 'Files1790000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema files');
    await runner.query(`
      create table files.blobs (
        sha256 bytea primary key check (octet_length(sha256) = 32),
        size bigint not null check (size > 0),
        media_type text not null,
        stored_at timestamptz not null default public.app_now()
      )`);
    await runner.query(`
      create table files.chunks (
        sha256 bytea not null references files.blobs on delete cascade,
        seq integer not null check (seq >= 0),
        data bytea not null,
        primary key (sha256, seq)
      )`);
    // What offices send is compressed already: trying again costs time and gains nothing.
    await runner.query('alter table files.chunks alter column data set storage external');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema files cascade');
  }
}
