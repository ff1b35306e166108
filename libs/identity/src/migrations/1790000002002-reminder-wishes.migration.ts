import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons wish of their reminders. A change adds a row; the highest version is what holds. */
export class ReminderWishes1790000002002 implements MigrationInterface {
  readonly name = 'ReminderWishes1790000002002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table id.reminder_wishes (
        person_id          uuid not null references id.people,
        version            integer not null check (version > 0),
        -- Minutes after midnight in Vietnam; null: as the policy has it.
        daily_at           integer check (daily_at between 0 and 1439),
        muted_days         integer[] not null,
        muted_coordination boolean not null,
        changed_by         uuid not null,
        changed_at         timestamptz not null default date_trunc('milliseconds', app_now()),
        primary key (person_id, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table id.reminder_wishes');
  }
}
