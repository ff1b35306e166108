import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ActLinks1790000004102 } from '../links/links.migrations.js';
import { ReminderOrders1790000004300 } from '../orders/orders.migrations.js';
import { Holds1790000004200 } from '../holds/holds.migration.js';
import { Returns1790000004201 } from '../returns/returns.migration.js';
import { DeliveryBook1790000004211, HeartbeatOfEach1790000004212 } from './delivery-book.migrations.js';
import { CourtesyDays1790000004100, DayOfCourtesies1790000004105 } from '../courtesy/courtesy.migrations.js';

/**
 * The delivery ledger: a truth, not a cache. One line for each occurrence of a reminder and recipient (the primary key is what
 * makes a second send impossible), and the deliveries that carried them.
 */
export class ReminderLedger1790000004001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema if not exists rem;
      create table rem.deliveries (
        id            uuid primary key default uuidv7(),
        recipient_key text not null,
        channel       text not null,
        kind          text not null check (kind in ('at-once', 'scheduled')),
        -- The civil date of a scheduled mail, '<date>/2' for the one more that a day may have after an outage.
        slot          text,
        status        text not null default 'ready'
                      check (status in ('ready', 'claimed', 'handing-over', 'sent', 'retry', 'refused', 'uncertain', 'void')),
        fence         integer not null default 0,
        lease_until   timestamptz,
        attempts      integer not null default 0,
        next_at       timestamptz not null default app_now(),
        reason        text,
        reference     text,
        late          boolean not null default false,
        created_at    timestamptz not null default app_now(),
        settled_at    timestamptz,
        check ((kind = 'scheduled') = (slot is not null))
      );
      create unique index deliveries_slot on rem.deliveries (recipient_key, channel, slot) where status <> 'void';
      create index deliveries_open on rem.deliveries (next_at) where status in ('ready', 'claimed', 'handing-over', 'retry');

      create table rem.ledger (
        row_key         text not null,
        recipient_key   text not null,
        -- The plan row's key; a repeating rule's occurrences share it.
        plan_key        text not null,
        task_id         uuid not null,
        plan_id         uuid,
        part            text,
        subject         text not null,
        subject_version text not null,
        rule            text not null,
        occurrence      text not null,
        agency          text not null,
        seat            text not null,
        due_at          timestamptz not null,
        policy_version  integer not null,
        delivery_id     uuid references rem.deliveries (id),
        -- Null: as its delivery. Void: the work moved on before it was handed over.
        outcome         text check (outcome in ('suppressed', 'refused', 'void')),
        reason          text,
        recorded_at     timestamptz not null default app_now(),
        primary key (row_key, recipient_key),
        check (outcome is not null or delivery_id is not null)
      );
      create index ledger_plan_key on rem.ledger (plan_key, occurrence);
      create index ledger_task on rem.ledger (task_id, due_at);
      create index ledger_delivery on rem.ledger (delivery_id);
      create index ledger_refused on rem.ledger (recorded_at desc) where outcome = 'refused';

      create table rem.heartbeat (
        name     text primary key,
        swept_at timestamptz not null,
        owner    text not null,
        next_at  timestamptz not null,
        problem  text
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.heartbeat; drop table rem.ledger; drop table rem.deliveries');
  }
}

/** Channels that rest until a person resumes them: no money, a wrong setting. */
export class PausedChannels1790000004002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rem.paused_channels (
        name      text primary key,
        reason    text not null,
        paused_at timestamptz not null default app_now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.paused_channels');
  }
}

/** Under which policy a line was planned: the general one, or that of its plan. */
export class PolicyOfLines1790000004003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table rem.ledger add column policy_id text not null default 'default'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.ledger drop column policy_id');
  }
}

/** Evidence that a message was begun before its work ended: the version of each task's stream at that moment. */
export class HeadsOfDeliveries1790000004101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.deliveries add column heads jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.deliveries drop column heads');
  }
}

/** What the marks of plan rows were made in and reckoned with: see plan/plan-marks.ts. A cache, as the marks are. */
export class PlanMarks1790000004110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rem.plan_marks (
        plan      text primary key,
        made_in   oid not null,
        rules     text not null,
        marked_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.plan_marks');
  }
}

/** Of a line that went to a stand-in: by which naming, so that it can be told for whom and why. */
export class StandInOfLines1790000004210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.ledger add column stand_in uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rem.ledger drop column stand_in');
  }
}

export const remindersMigrations: (new () => MigrationInterface)[] = [
  ReminderLedger1790000004001,
  PausedChannels1790000004002,
  PolicyOfLines1790000004003,
  CourtesyDays1790000004100,
  HeadsOfDeliveries1790000004101,
  ActLinks1790000004102,
  DayOfCourtesies1790000004105,
  PlanMarks1790000004110,
  Holds1790000004200,
  StandInOfLines1790000004210,
  Returns1790000004201,
  DeliveryBook1790000004211,
  HeartbeatOfEach1790000004212,
  ReminderOrders1790000004300,
];
