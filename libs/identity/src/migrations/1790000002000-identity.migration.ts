import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, memberships, mailboxes, accounts and sessions. Personal data stand here alone, so that they can be erased. */
export class Identity1790000002000 implements MigrationInterface {
  readonly name = 'Identity1790000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema id');
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema id cascade');
  }
}

const tables: readonly string[] = [
  `create table id.people (
    person_id uuid primary key,
    name text not null,
    email text,
    phone text,
    zalo_id text,
    zalo_consent boolean not null default false,
    erased_at timestamptz
  )`,
  // No foreign key of an agency: agencies live in the log.
  `create table id.memberships (
    person_id uuid not null references id.people,
    agency_id text not null,
    unit text,
    position text not null check (position in ('head', 'deputy', 'unit-head', 'officer', 'clerk')),
    valid_from date not null,
    valid_to date check (valid_to >= valid_from),
    primary key (person_id, agency_id, valid_from)
  )`,
  'create index memberships_of_agency on id.memberships (agency_id)',
  'create table id.mailboxes (agency_id text primary key, email text not null)',
  `create table id.accounts (
    account_id uuid primary key,
    username text not null unique check (username = lower(username)),
    person_id uuid not null references id.people,
    password_hash text not null,
    roles text[] not null,
    disabled_at timestamptz,
    created_at timestamptz not null default clock_timestamp()
  )`,
  // The token itself is known to the browser alone. Sessions use the machine's time, whatever the system's date is set to.
  `create table id.sessions (
    token_sha256 bytea primary key,
    account_id uuid not null references id.accounts on delete cascade,
    opened_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null
  )`,
  'create index sessions_of_account on id.sessions (account_id)',
  // The shape that rate-limiter-flexible expects; `expire` in milliseconds.
  'create table id.sign_in_attempts (key varchar(255) primary key, points integer not null default 0, expire bigint)',
];
