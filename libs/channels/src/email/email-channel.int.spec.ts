import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createTestDatabase, type TestDatabase } from '#testing';
import { CaughtMailStore } from '../catcher/caught-mail-store.js';
import { channelsMigrations } from '../catcher/channels.migrations.js';
import { startMailCatcher, type MailCatcher } from '../catcher/mail-catcher.js';
import type { OutgoingMessage } from '../channel.port.js';
import { EmailChannel } from './email-channel.js';

const sender = { address: 'nhac-viec@tinh.example', name: 'Hệ thống theo dõi nhiệm vụ' };
const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: '01900000-0000-7000-8000-000000000001',
  to: { address: 'nguoi-nhan@so.invalid', name: 'Nguyễn Thị Bích Ngọc' },
  subject: '[UBND tỉnh Lạng Sơn] 03 nhiệm vụ đến hạn đến 27/11/2026',
  text: 'Kính gửi đồng chí,\n.\nĐề án phát triển',
  html: '<p>Kính gửi đồng chí,</p>',
  brief: null,
  thread: null,
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
    channel = new EmailChannel({ url: catcher.url, sender, isCatcher: true });
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
});

describe('e-mail to a server of its own mind', () => {
  const closers: (() => Promise<unknown>)[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  const against = async (options: SMTPServerOptions, login = ''): Promise<EmailChannel> => {
    const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 200, ...options });
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      sockets.push(socket);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.server.address() as AddressInfo;
    const channel = new EmailChannel({ url: `smtp://${login}127.0.0.1:${String(port)}`, sender, isCatcher: false });
    closers.push(
      () =>
        new Promise<void>((resolve) => {
          server.close(resolve);
        }),
      () => channel.close(),
    );
    return channel;
  };
  const real = message({ to: { address: 'nguoi-nhan@so.example', name: 'Người nhận' } });
  const fault = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode });

  test('an address under .invalid never leaves through a real server', async () => {
    let connections = 0;
    const channel = await against({
      onConnect: (_, done) => {
        connections += 1;
        done();
      },
    });
    expect(await channel.send(message(), yes)).toEqual({ outcome: 'refused', reason: 'address under .invalid' });
    expect(connections).toBe(0);
  });

  test.each([
    ['an unknown recipient', 550, 'refused'],
    ['a full mailbox', 452, 'retry'],
  ])('%s (%i at RCPT TO) is %s, and nothing was begun', async (_, code, outcome) => {
    const channel = await against({
      onRcptTo: (_address, _session, done) => {
        done(fault(code));
      },
    });
    let begun = false;
    const answer = await channel.send(real, () => {
      begun = true;
      return yes();
    });
    expect(answer).toMatchObject({ outcome });
    expect('isAddress' in answer && answer.isAddress).toBe(code === 550);
    expect(begun).toBe(false);
  });

  test.each([
    [554, 'refused'],
    [451, 'retry'],
  ])('a definite %i after DATA is %s', async (code, outcome) => {
    const channel = await against({
      onData: (stream, _, done) => {
        stream.resume();
        stream.on('end', () => {
          done(fault(code));
        });
      },
    });
    expect(await channel.send(real, yes)).toMatchObject({ outcome });
  });

  test('nobody there is a retry; a wrong password too, for it is not the recipient that is refused', async () => {
    const nowhere = new EmailChannel({ url: 'smtp://127.0.0.1:9', sender, isCatcher: false });
    expect(await nowhere.send(real, yes)).toMatchObject({ outcome: 'retry' });
    const guarded: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        done(fault(535));
      },
    };
    expect(await (await against(guarded, 'ai:do@')).send(real, yes)).toMatchObject({ outcome: 'retry' });
    const channel = await against(guarded);
    expect(await channel.send(real, yes)).toMatchObject({ outcome: 'retry' });
  });

  test('a connection that breaks after DATA is for the ledger to call uncertain: it throws', async () => {
    const channel = await against({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => {
          for (const socket of sockets) socket.destroy();
        });
      },
    });
    await expect(channel.send(real, yes)).rejects.toThrow();
  });
});
