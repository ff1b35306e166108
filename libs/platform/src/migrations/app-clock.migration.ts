import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The clock of the whole system: `app_now()` is the server's clock plus one set offset, so that every process and every
 * statement agrees on the time, also where a demonstration or a test starts it elsewhere.
 */
export class AppClock1790000000001 implements MigrationInterface {
  readonly name = 'AppClock1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table public.clock_offset (
        single boolean primary key default true check (single),
        shift interval not null default interval '0',
        origin timestamptz
      )`);
    await runner.query('insert into public.clock_offset default values');
    await runner.query(`
      create function public.app_now() returns timestamptz
      language sql volatile parallel safe
      as 'select clock_timestamp() + (select shift from public.clock_offset)'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function public.app_now()');
    await runner.query('drop table public.clock_offset');
  }
}
