import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL 18 makes such ids itself; a server of version 17 is taught to. RFC 9562: milliseconds first, then chance. */
export class UuidV7Function1790000000003 implements MigrationInterface {
  readonly name = 'UuidV7Function1790000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $do$
      begin
        if to_regproc('pg_catalog.uuidv7') is null then
          create function public.uuidv7() returns uuid language sql volatile parallel safe as $$
            select encode(
              -- From version 4 to 7: two more bits of the seventh byte.
              set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
                substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
          $$;
        end if;
      end $do$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function if exists public.uuidv7()');
  }
}
