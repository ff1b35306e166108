import { afterEach, describe, expect, test } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { fault, mailTo, sender, startTestMailServer, yes, type TestMailServer } from '../testing/mail-server.js';
import { EmailChannel } from './email-channel.js';
import type { MailTrouble } from './mail-trouble.js';

describe('e-mail to a server of its own mind', () => {
  const servers: TestMailServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const serve = async (options: SMTPServerOptions = {}, login = ''): Promise<TestMailServer> => {
    const server = await startTestMailServer(options, login);
    servers.push(server);
    return server;
  };
  const real = mailTo('nguoi-nhan@so.example');
  const impatient = { timeouts: { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300 } };

  test('an address under .invalid never leaves through a real server', async () => {
    const server = await serve();
    expect(await server.channel().send(mailTo('a@so.invalid'), yes)).toEqual({ outcome: 'refused', reason: 'address under .invalid' });
    expect(server.connections).toBe(0);
  });

  test.each([
    ['an unknown recipient', 550, '5.1.1 no such user', { outcome: 'refused', isAddress: true }],
    ['an unknown recipient', 550, 'no such user', { outcome: 'refused', isAddress: true }],
    ['a closed mailbox', 550, '5.2.1 mailbox disabled', { outcome: 'refused', isAddress: true }],
    ['a policy against this mail', 550, '5.7.1 rejected by policy', { outcome: 'refused' }],
    ['a relay that is not ours', 554, '5.7.1 Relay access denied', { outcome: 'retry', holds: 'destination' }],
    ['a full mailbox', 452, '4.2.2 mailbox full', { outcome: 'retry' }],
    ['a domain that has too much', 452, '4.3.1 insufficient storage', { outcome: 'retry', holds: 'destination' }],
    ['greylisting', 451, '4.7.1 Greylisted, try again later', { outcome: 'retry' }],
    ['a domain that is too busy', 451, '4.7.1 try again later', { outcome: 'retry', holds: 'destination' }],
    ['a busy mailbox', 450, 'busy', { outcome: 'retry', holds: 'destination' }],
    ['a server that closes', 421, '4.7.0 too many messages', { outcome: 'retry', holds: 'destination' }],
  ])('%s (%i %s at RCPT TO), and nothing was begun', async (_, code, words, outcome) => {
    const server = await serve({
      onRcptTo: (_address, _session, done) => {
        done(fault(code, words));
      },
    });
    let begun = false;
    const answer = await server.channel().send(real, () => {
      begun = true;
      return yes();
    });
    expect(answer).toEqual({ ...outcome, reason: expect.stringContaining(words) });
    expect(begun).toBe(false);
  });

  test.each([
    [554, 'refused'],
    [552, 'refused'],
    [451, 'retry'],
    [421, 'retry'],
  ])('a definite %i after DATA is %s, and no fault of the address', async (code, outcome) => {
    const server = await serve({
      onData: (stream, _, done) => {
        stream.resume();
        stream.on('end', () => {
          done(fault(code));
        });
      },
    });
    const answer = await server.channel().send(real, yes);
    expect(answer).toMatchObject({ outcome });
    expect(answer).not.toHaveProperty('isAddress');
  });

  test('of several recipients one is refused, and the others have theirs', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => {
        done(address.startsWith('hai') ? fault(550) : null);
      },
    });
    const channel = server.channel();
    const outcomes = await Promise.all(['mot', 'hai', 'ba'].map((name) => channel.send(mailTo(`${name}@so.example`), yes)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'refused', 'sent']);
    expect(server.taken).toHaveLength(2);
  });

  test('a mail that cannot be delivered comes back under its own name, or to the sender', async () => {
    const server = await serve();
    await server.channel({}, { returnTo: 'tra-lai@tinh.example' }).send(real, yes);
    await server.channel().send(real, yes);
    expect(server.senders).toEqual([`tra-lai+${real.id}@tinh.example`, sender.address]);
  });

  test('a mail that is larger than the server takes is refused, not tried for a fortnight', async () => {
    const server = await serve({ size: 500 });
    expect(await server.channel().send(real, yes)).toEqual({ outcome: 'refused', reason: expect.stringContaining('EMESSAGE') });
  });

  describe('what concerns all mail holds the channel, and is told as something to mend', () => {
    const heard = async (server: TestMailServer): Promise<{ readonly outcome: unknown; readonly troubles: readonly MailTrouble[] }> => {
      const troubles: MailTrouble[] = [];
      const status = {
        trouble: (kind: MailTrouble) => {
          troubles.push(kind);
          return Promise.resolve();
        },
        works: () => Promise.resolve(),
      };
      return { outcome: await server.channel(impatient, { status }).send(real, yes), troubles };
    };
    const waits = { outcome: 'retry', holds: 'channel', reason: expect.any(String) };

    test('nobody there', async () => {
      const server = await serve();
      const told: MailTrouble[] = [];
      const channel = new EmailChannel({
        server: { url: 'smtp://127.0.0.1:9', tls: 'off' },
        sender,
        isCatcher: false,
        status: { trouble: (kind) => Promise.resolve(void told.push(kind)), works: () => Promise.resolve() },
      });
      expect(await channel.send(real, yes)).toEqual(waits);
      expect(told).toEqual(['unreachable']);
      expect(server.connections).toBe(0);
    });

    test.each([535, 530])('a wrong password (%i)', async (code) => {
      const server = await serve(
        {
          authOptional: false,
          allowInsecureAuth: true,
          onAuth: (_auth, _session, done) => {
            done(fault(code));
          },
        },
        'ai:do@',
      );
      expect(await heard(server)).toEqual({ outcome: waits, troubles: ['login'] });
    });

    test('a server that wants a login where none is configured', async () => {
      expect(await heard(await serve({ authOptional: false }))).toEqual({ outcome: waits, troubles: ['login'] });
    });

    test.each([
      [550, 'sender-refused'],
      [451, 'busy'],
    ] as const)('our address is not taken as the sender (%i)', async (code, trouble) => {
      const server = await serve({
        onMailFrom: (_address, _session, done) => {
          done(fault(code));
        },
      });
      expect(await heard(server)).toEqual({ outcome: waits, troubles: [trouble] });
    });

    test.each([
      [554, 'busy'],
      [421, 'busy'],
    ] as const)('a greeting with %i', async (code, trouble) => {
      const server = await serve({
        onConnect: (_session, done) => {
          done(fault(code));
        },
      });
      expect(await heard(server)).toEqual({ outcome: waits, troubles: [trouble] });
    });

    test('a server that never greets', async () => {
      const server = await serve({ onConnect: () => undefined });
      expect(await heard(server)).toEqual({ outcome: waits, troubles: ['unreachable'] });
    });
  });

  describe('time and again', () => {
    test('silence before DATA is a retry, and nothing was begun', async () => {
      const server = await serve({ onRcptTo: () => undefined });
      let begun = false;
      const outcome = await server.channel(impatient).send(real, () => {
        begun = true;
        return yes();
      });
      expect(outcome).toEqual({ outcome: 'retry', holds: 'destination', reason: expect.stringContaining('Timeout') });
      expect(begun).toBe(false);
    });

    test('silence after the final dot is for the ledger to call uncertain: it throws', async () => {
      const server = await serve({
        onData: (stream) => {
          stream.resume();
        },
      });
      await expect(server.channel(impatient).send(real, yes)).rejects.toThrow('Timeout');
    });

    test('so is a connection that breaks after the final dot', async () => {
      const server: TestMailServer = await serve({
        onData: (stream) => {
          stream.resume();
          stream.on('end', () => {
            server.cut();
          });
        },
      });
      await expect(server.channel().send(real, yes)).rejects.toThrow();
    });

    test('and one that breaks in the middle of DATA', async () => {
      const server: TestMailServer = await serve({
        onData: (stream) => {
          stream.on('error', () => undefined);
          stream.once('data', () => {
            server.cut();
          });
        },
      });
      const large = mailTo('nguoi-nhan@so.example', { html: `<p>${'Nhiệm vụ '.repeat(400_000)}</p>` });
      await expect(server.channel().send(large, yes)).rejects.toThrow();
      expect(server.taken).toHaveLength(0);
    });
  });

  describe('connections', () => {
    test('are used again, each for so many mails and no more', async () => {
      const server = await serve();
      const channel = server.channel({ maxMessages: 5 });
      for (let count = 0; count < 12; count += 1) expect(await channel.send(real, yes)).toMatchObject({ outcome: 'sent' });
      expect(server.connections).toBe(3);
      expect(server.taken).toHaveLength(12);
    });

    test('that the server closed while they were idle cost nothing', async () => {
      const server = await serve();
      const channel = server.channel();
      await channel.send(real, yes);
      server.cut();
      expect(await channel.send(real, yes)).toMatchObject({ outcome: 'sent' });
      expect(server.connections).toBe(2);
    });

    test('on which the server wants no more mail (421) make place for others', async () => {
      let mails = 0;
      const server = await serve({
        onMailFrom: (_address, _session, done) => {
          mails += 1;
          done(mails === 2 ? fault(421, '4.7.0 one mail for each connection') : null);
        },
      });
      const channel = server.channel();
      for (let count = 0; count < 3; count += 1) expect(await channel.send(real, yes)).toMatchObject({ outcome: 'sent' });
      expect(server.connections).toBe(2);
    });
  });
});
