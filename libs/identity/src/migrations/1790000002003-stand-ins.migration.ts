import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who receives reminders for an absent colleague. A row is never taken away: what stood at any instant can be told. */
export class StandIns1790000002003 implements MigrationInterface {
  readonly name = 'StandIns1790000002003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table id.stand_ins (
        id          uuid primary key,
        agency_id   text not null,
        absent_id   uuid not null references id.people,
        receiver_id uuid not null references id.people check (receiver_id <> absent_id),
        -- Civil dates, both included.
        from_day    date not null,
        to_day      date not null check (to_day >= from_day),
        -- Null once a person of it was erased.
        reason      text,
        gets_copy   boolean not null,
        named_by    uuid not null,
        named_at    timestamptz not null default date_trunc('milliseconds', app_now()),
        ended_by    uuid,
        ended_at    timestamptz check ((ended_at is null) = (ended_by is null))
      );
      create index stand_ins_of_agency on id.stand_ins (agency_id, to_day);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table id.stand_ins');
  }
}
