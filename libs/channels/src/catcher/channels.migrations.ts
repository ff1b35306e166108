import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MailStatus1790000005003 } from '../email/mail-status.migration.js';
import { Zalo1790000005002 } from '../zalo/zalo.migrations.js';

/** The test mailbox: what the built-in catcher received, as raw messages. */
export class CaughtMail1790000005001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema if not exists channels;
      create table channels.caught_mail (
        id          uuid primary key default uuidv7(),
        received_at timestamptz not null default app_now(),
        sender      text not null,
        recipients  text[] not null,
        subject     text not null,
        message_id  text,
        raw         bytea not null
      );
      create index caught_mail_newest on channels.caught_mail (received_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table channels.caught_mail');
  }
}

export const channelsMigrations: (new () => MigrationInterface)[] = [CaughtMail1790000005001, Zalo1790000005002, MailStatus1790000005003];
