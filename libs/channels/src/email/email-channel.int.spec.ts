import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { CaughtMailStore } from '../catcher/caught-mail-store.js';
import { channelsMigrations } from '../catcher/channels.migrations.js';
import { startMailCatcher, type MailCatcher } from '../catcher/mail-catcher.js';
import type { OutgoingMessage } from '../channel.port.js';
import { EmailChannel } from './email-channel.js';
import { MailStatusBoard } from './mail-trouble.js';

const sender = { address: 'nhac-viec@tinh.example', name: 'Hệ thống theo dõi nhiệm vụ' };
const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: '01900000-0000-7000-8000-000000000001',
  to: { address: 'nguoi-nhan@so.invalid', name: 'Nguyễn Thị Bích Ngọc' },
  subject: '[UBND tỉnh Lạng Sơn] 03 nhiệm vụ đến hạn đến 27/11/2026',
  text: 'Kính gửi đồng chí,\n.\nĐề án phát triển',
  html: '<p>Kính gửi đồng chí,</p>',
  brief: null,
  thread: null,
  unsubscribe: null,
  ...changes,
});
const yes = (): Promise<boolean> => Promise.resolve(true);

describe('e-mail to the built-in catcher', () => {
  let database: TestDatabase;
  let store: CaughtMailStore;
  let catcher: MailCatcher;
  let channel: EmailChannel;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: channelsMigrations });
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate channels.caught_mail');
    store = new CaughtMailStore(database.pool);
    catcher = await startMailCatcher(store);
    channel = new EmailChannel({ server: { url: catcher.url, tls: 'off' }, sender, isCatcher: true });
  });
  afterEach(async () => {
    await channel.close();
    await catcher.close();
  });

  test('arrives over real SMTP with its Vietnamese subject, names, text and HTML, also under .invalid', async () => {
    expect(await channel.send(message(), yes)).toEqual({
      outcome: 'sent',
      reference: '<01900000-0000-7000-8000-000000000001@tinh.example>',
    });
    const [summary] = await store.list();
    expect(summary).toMatchObject({ to: ['nguoi-nhan@so.invalid'], subject: message().subject });
    expect(summary?.from).toContain('Hệ thống theo dõi nhiệm vụ');
    const mail = await store.get(summary?.id ?? '');
    expect(mail?.text.trim()).toBe(message().text);
    expect(mail?.html).toContain('<p>Kính gửi đồng chí,</p>');
    expect(mail?.messageId).toBe('<01900000-0000-7000-8000-000000000001@tinh.example>');
  });

  test('keeps its Message-ID on a second attempt, and many at once all arrive', async () => {
    await Promise.all(Array.from({ length: 20 }, () => channel.send(message(), yes)));
    const mails = await store.list();
    expect(mails).toHaveLength(20);
    const ids = await Promise.all(mails.map(async ({ id }) => (await store.get(id))?.messageId));
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    ['subject', message({ subject: 'Nhắc việc\r\nBcc: ke-khac@noi-khac.example' })],
    ['name', message({ to: { address: 'a@b.invalid', name: 'Ai đó\nBcc: x@y.example' } })],
    ['address', message({ to: { address: 'a@b.invalid\r\nRCPT TO:<x@y.example>', name: 'Ai' } })],
  ])('refuses a line break in the %s', async (header, unsafe) => {
    expect(await channel.send(unsafe, yes)).toEqual({ outcome: 'refused', reason: `line break or control character in ${header}` });
    expect(await store.list()).toHaveLength(0);
  });

  test('hands nothing over when told so at the last moment', async () => {
    expect(await channel.send(message(), () => Promise.resolve(false))).toEqual({ outcome: 'withdrawn' });
    expect(await channel.send(message(), yes)).toMatchObject({ outcome: 'sent' });
    expect(await store.list()).toHaveLength(1);
  });

  test('is asked to come again while the store does not answer', async () => {
    await database.pool.query('alter table channels.caught_mail rename to away');
    expect(await channel.send(message(), yes)).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('451') });
    await database.pool.query('alter table channels.away rename to caught_mail');
    expect(await channel.send(message(), yes)).toMatchObject({ outcome: 'sent' });
  });

  test('lists newest first and by recipient, and finds nothing under a strange id', async () => {
    await channel.send(message({ subject: 'một' }), yes);
    await channel.send(message({ subject: 'hai', to: { address: 'khac@so.invalid', name: 'Khác' } }), yes);
    expect((await store.list()).map(({ subject }) => subject)).toEqual(['hai', 'một']);
    expect((await store.list({ to: 'khac@so.invalid' })).map(({ subject }) => subject)).toEqual(['hai']);
    expect(await store.get("x' or 1=1")).toBeNull();
  });

  test('says of itself what it is: generated, not to be answered, one of a task’s', async () => {
    const task = '01900000-0000-7000-8000-0000000000a9';
    await channel.send(message({ thread: task }), yes);
    const { rows } = await database.pool.query<{ raw: Buffer }>('select raw from channels.caught_mail');
    const [head = ''] = rows[0]!.raw.toString('utf8').split('\r\n\r\n');
    for (const line of [
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: All',
      'Content-Language: vi',
      `References: <task-${task}@tinh.example>`,
      `In-Reply-To: <task-${task}@tinh.example>`,
      'Message-ID: <01900000-0000-7000-8000-000000000001@tinh.example>',
    ])
      expect(head.split('\r\n')).toContain(line);
  });

  test('tells the administrator what is wrong, since when, and that it is over', async () => {
    const board = new MailStatusBoard(database.pool);
    expect(await board.read()).toEqual({ trouble: null, lastSentAt: null });
    await board.trouble('login', '535 one');
    const first = await board.read();
    expect(first.trouble).toMatchObject({ kind: 'login', reason: '535 one' });
    await board.trouble('login', '535 two');
    expect((await board.read()).trouble).toMatchObject({ reason: '535 two', since: first.trouble?.since });
    await board.trouble('unreachable', 'ECONNREFUSED');
    expect((await board.read()).trouble?.kind).toBe('unreachable');
    await board.works();
    expect(await board.read()).toEqual({ trouble: null, lastSentAt: expect.any(String) });
  });
});
