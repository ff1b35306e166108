import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a file's bytes stand, and what the virus scanner said of them; no verdict: it has not been asked. */
export class PlacesAndScans1790000003002 implements MigrationInterface {
  readonly name = 'PlacesAndScans1790000003002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table files.blobs
        add column place text not null default 'database' check (place in ('database', 's3')),
        add column verdict text check (verdict in ('clean', 'infected')),
        add column threat text check (threat is null or verdict = 'infected'),
        add column scanned_at timestamptz,
        add column scan_tried_at timestamptz`);
    // The scanner's round looks at those without a verdict; they are few once it runs.
    await runner.query('create index blobs_unscanned on files.blobs (scan_tried_at nulls first, stored_at) where verdict is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table files.blobs drop column place, drop column verdict, drop column threat, drop column scanned_at, drop column scan_tried_at',
    );
  }
}
