import type pg from 'pg';
import { EmailChannel, MailStatusBoard, OA_WINDOW_DAYS, standIn, TokenKeeper, ZaloChannel, ZaloClient, ZaloStatusBoard } from '#channels';
import { ZaloLinks } from '#identity';
import { MasterKey } from '#platform';
import { CourtesyGate, type ReminderParts } from '#reminders';
import { startProgram } from '../commands/programs.js';
import { calendar, NOW, policies } from './world.js';

export type Sender = ReminderParts['channels'][number];
/** Starts what a channel sends to, and stops it afterwards. */
export type Provider = <Result>(database: pg.Pool, work: With<Result>) => Promise<Result>;
type With<Result> = (channel: Sender) => Promise<Result>;

/** Mail as the product sends it, to a server that is a process of its own and keeps nothing. */
export const withSmtp: Provider = async (database, work) => {
  const sink = await startProgram('bench/reminders/smtp-sink.js', [], {});
  const channel = new EmailChannel({
    server: { url: sink.url ?? '', tls: 'off' },
    sender: { address: 'nhac-viec@tinh.example', name: 'Nhắc việc' },
    isCatcher: true,
    status: new MailStatusBoard(database),
  });
  try {
    return await work(channel);
  } finally {
    await channel.close();
    await sink.stop();
  }
};

/** Messages by Zalo as the product sends them, to the program that stands for Zalo; its clock stands in office hours too. */
export const withZalo: Provider = async (database, work) => {
  const sandbox = await startProgram(
    'apps/zalo-sandbox/src/main.js',
    ['--port', '0', '--quota', '100000000', '--now', NOW],
    {},
    { ready: 'Zalo' },
  );
  const url = sandbox.url ?? '';
  const secrets = { appId: 'sandbox', appSecret: 'sandbox-app-secret', oaSecret: 'sandbox-oa-secret', templateId: '7' };
  try {
    const client = new ZaloClient({ ...secrets, hosts: standIn(url) });
    const tokens = new TokenKeeper(database, new MasterKey(Buffer.alloc(32, 7).toString('base64')), client);
    const answer = await fetch(`${url}/sandbox/consent`, { method: 'POST', body: '{}' });
    await tokens.link(((await answer.json()) as { code: string }).code, null);
    const gate = new CourtesyGate(database, policies, calendar);
    const links = new ZaloLinks(database);
    return await work(
      new ZaloChannel({
        ...{ client, tokens },
        status: new ZaloStatusBoard(database),
        now: () => new Date(NOW),
        restOf: (deliveryId) => gate.restOf(deliveryId),
        openWindow: (phone) => links.openWindow(phone, OA_WINDOW_DAYS),
      }),
    );
  } finally {
    await sandbox.stop();
  }
};
