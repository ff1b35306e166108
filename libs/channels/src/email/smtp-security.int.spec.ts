import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { issueCertificates, type Certificates } from '../testing/certificates.js';
import { fault, mailTo, startTestMailServer, yes, type TestMailServer } from '../testing/mail-server.js';
import type { MailTrouble } from './mail-trouble.js';
import type { SmtpServerSettings } from './smtp-server-settings.js';

const real = mailTo('nguoi-nhan@so.example');

describe('mail on its way to the server', () => {
  let certificates: Certificates;
  let foreign: Certificates;
  beforeAll(async () => {
    [certificates, foreign] = await Promise.all([issueCertificates(), issueCertificates('mail.noi-khac.example')]);
  });
  const servers: TestMailServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const serve = async (options: SMTPServerOptions, login = ''): Promise<TestMailServer> => {
    const server = await startTestMailServer(options, login);
    servers.push(server);
    return server;
  };
  const withLogin: SMTPServerOptions = {
    authOptional: false,
    onAuth: ({ username, password }, { secure }, done) => {
      done(secure && username === 'nhac-viec@tinh.example' && password === 'm%t kh:u/@' ? null : fault(535), { user: username });
    },
  };
  const LOGIN = 'nhac-viec%40tinh.example:m%25t%20kh%3Au%2F%40@';
  const send = async (server: TestMailServer, settings: Partial<SmtpServerSettings>) => {
    const troubles: MailTrouble[] = [];
    const status = { trouble: (kind: MailTrouble) => Promise.resolve(void troubles.push(kind)), works: () => Promise.resolve() };
    const outcome = await server.channel({ tls: 'required', ...settings }, { status }).send(real, yes);
    return { outcome, troubles };
  };
  const sent = { outcome: { outcome: 'sent', reference: expect.any(String) }, troubles: [] };
  const waitsFor = (trouble: MailTrouble) => ({
    outcome: { outcome: 'retry', holds: 'channel', reason: expect.any(String) },
    troubles: [trouble],
  });

  test.each([
    ['STARTTLS', false],
    ['TLS from the first byte', true],
  ])('%s with a certificate of a named authority, logged in by PLAIN', async (_, secure) => {
    const server = await serve({ ...certificates.server, ...withLogin, secure, authMethods: ['PLAIN'] }, LOGIN);
    expect(await send(server, { authorities: certificates.authority })).toEqual(sent);
    expect(server.taken).toHaveLength(1);
  });

  test('LOGIN where the server offers nothing else', async () => {
    const server = await serve({ ...certificates.server, ...withLogin, authMethods: ['LOGIN'] }, LOGIN);
    expect(await send(server, { authorities: certificates.authority })).toEqual(sent);
  });

  test.each([
    ['STARTTLS', false],
    ['TLS from the first byte', true],
  ])('%s with a certificate of nobody known: nothing is said, least of all the password', async (_, secure) => {
    let logins = 0;
    const server = await serve(
      {
        ...certificates.server,
        secure,
        onAuth: (_auth, _session, done) => {
          logins += 1;
          done(null, { user: 'ai' });
        },
      },
      LOGIN,
    );
    expect(await send(server, {})).toEqual(waitsFor('untrusted-certificate'));
    expect(await send(server, { authorities: foreign.authority })).toEqual(waitsFor('untrusted-certificate'));
    expect({ logins, taken: server.taken }).toEqual({ logins: 0, taken: [] });
  });

  test('a certificate of the right authority for another machine', async () => {
    const server = await serve({ ...foreign.server, secure: true });
    expect(await send(server, { authorities: foreign.authority })).toEqual(waitsFor('untrusted-certificate'));
  });

  test('where somebody took STARTTLS out of the answer, nothing is sent in the clear', async () => {
    const server = await serve({}, LOGIN);
    expect(await send(server, {})).toEqual(waitsFor('no-encryption'));
    expect(server.taken).toEqual([]);
  });

  test('a certificate is checked even where encryption is not demanded', async () => {
    const server = await serve({ ...certificates.server });
    expect(await send(server, { tls: 'if-offered' })).toEqual(waitsFor('untrusted-certificate'));
    expect(await send(server, { tls: 'if-offered', authorities: certificates.authority })).toEqual(sent);
  });

  test('a wrong password waits, with the reason, and is not held against the recipient', async () => {
    const server = await serve({ ...certificates.server, ...withLogin }, 'nhac-viec%40tinh.example:sai@');
    expect(await send(server, { authorities: certificates.authority })).toEqual(waitsFor('login'));
  });

  test('a login that is put off (454) is the server being busy', async () => {
    const server = await serve(
      {
        ...certificates.server,
        onAuth: (_auth, _session, done) => {
          done(fault(454, '4.7.0 Temporary authentication failure'));
        },
      },
      LOGIN,
    );
    expect(await send(server, { authorities: certificates.authority })).toEqual(waitsFor('busy'));
  });
});
