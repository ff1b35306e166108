import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A snapshot says where in the log it stands, so that a load as of an earlier moment passes it over. None was ever kept before. */
export class SnapshotPlaces1790000001021 implements MigrationInterface {
  readonly name = 'SnapshotPlaces1790000001021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('delete from es.snapshots');
    await runner.query('alter table es.snapshots add column position bigint not null, add column recorded_at timestamptz(3) not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table es.snapshots drop column position, drop column recorded_at');
  }
}
