import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sent which file: they may read it before anything refers to it. */
export class Uploads1790000003001 implements MigrationInterface {
  readonly name = 'Uploads1790000003001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table files.uploads (
        sha256 bytea not null references files.blobs on delete cascade,
        person_id uuid not null,
        uploaded_at timestamptz not null default public.app_now(),
        primary key (sha256, person_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table files.uploads');
  }
}
