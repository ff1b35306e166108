import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Destinations that put mail off: what goes there waits, for all workers alike. */
export class Holds1790000004200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rem.holds (
        channel     text not null,
        -- The domain of an address; '*': whatever goes by this channel.
        destination text not null,
        -- How often in a row; each doubles the wait.
        failures    integer not null,
        since       timestamptz not null,
        until_at    timestamptz not null,
        reason      text not null,
        -- Once the time is up one delivery tries how things stand, and the others wait for what it finds.
        probe_until timestamptz,
        primary key (channel, destination)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.holds');
  }
}
