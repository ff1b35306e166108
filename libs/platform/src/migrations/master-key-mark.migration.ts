import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which master key the sealed bytes of this database were sealed under; written at its first use. */
export class MasterKeyMark1790000000002 implements MigrationInterface {
  readonly name = 'MasterKeyMark1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table public.master_key_mark (
        single boolean primary key default true check (single),
        mark text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table public.master_key_mark');
  }
}
