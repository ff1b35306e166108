import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Holds streams and says their versions, in one call: see `holdStreams`. Two statements, each with a snapshot of its own in a
 * volatile function, so that the second sees what was committed before the locks were granted.
 */
export class HeldStreams1790000001023 implements MigrationInterface {
  readonly name = 'HeldStreams1790000001023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function es.hold_streams(of_tenant text, ids text[]) returns table (stream_id text, version integer)
      language plpgsql volatile as $$
      begin
        perform pg_advisory_xact_lock_shared(key)
           from (select distinct hashtextextended(id, 0) as key from unnest(ids) as id order by 1) as ordered;
        return query
          select id, coalesce((select e.version from es.events e where e.tenant_id = of_tenant and e.stream_id = id
                                order by e.version desc limit 1), 0)
            from unnest(ids) as id;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function es.hold_streams');
  }
}
