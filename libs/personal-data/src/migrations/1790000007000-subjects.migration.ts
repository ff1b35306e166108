import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A subject is one name in one setting (an agency's documents, a plan). `finder` is a keyed hash by which the same name finds its key
 * again, `label` the name itself under that key, for whoever searches on a request; both go with the key when it is shredded.
 * `id.erasures` holds ids and nothing of what was erased, so that it may be kept for ever and applied again after a restore.
 */
export class Subjects1790000007000 implements MigrationInterface {
  readonly name = 'Subjects1790000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table es.subject_keys add scope text, add finder bytea, add label bytea');
    await runner.query('create unique index subject_keys_finder on es.subject_keys (tenant_id, finder) where finder is not null');
    await runner.query(`
      create table id.erasures (
        erasure_id  uuid           not null primary key,
        person_id   uuid,
        subject_ids text[]         not null,
        reason      text           not null,
        erased_by   text           not null,
        erased_at   timestamptz(3) not null,
        check (person_id is not null or subject_ids <> '{}')
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table id.erasures');
    await runner.query('alter table es.subject_keys drop scope, drop finder, drop label');
  }
}
