import { afterEach, describe, expect, test } from '@jest/globals';
import { mailTo, sender, yes } from '../testing/mail-server.js';
import { startStallingServer, type Place, type StallingServer } from '../testing/stalling-server.js';
import { EmailChannel } from './email-channel.js';
import type { SmtpServerSettings } from './smtp-server-settings.js';

describe('e-mail to a server that never comes to an end', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  const serve = async (...args: Parameters<typeof startStallingServer>): Promise<StallingServer> => {
    const server = await startStallingServer(...args);
    closers.push(() => server.close());
    return server;
  };
  const channelTo = ({ url }: StallingServer, settings: Partial<SmtpServerSettings> = {}): EmailChannel => {
    const channel = new EmailChannel({ server: { url, tls: 'off', ...settings }, sender, isCatcher: false });
    closers.push(() => channel.close());
    return channel;
  };
  const mail = mailTo('nguoi-nhan@so.example');

  /** Gives up when the server has fallen silent. */
  const giveUpAt = async (place: Place): Promise<{ readonly outcome: unknown; readonly begun: boolean }> => {
    const server = await serve(place);
    const patience = new AbortController();
    let begun = false;
    const handOver = (): Promise<boolean> => {
      begun = true;
      return yes();
    };
    const sending = channelTo(server).send(mail, handOver, patience.signal);
    const outcome = sending.catch((error: unknown) => error);
    await server.stalled;
    patience.abort();
    const answer = { outcome: await outcome, begun };
    await server.leftAlone;
    return answer;
  };

  test.each<readonly [Place, 'channel' | 'destination']>([
    ['greeting', 'channel'],
    ['EHLO', 'channel'],
    ['MAIL', 'destination'],
    ['RCPT', 'destination'],
    ['DATA', 'destination'],
  ])('silent after %s it is given up and left alone: nothing was begun, and the %s waits', async (place, holds) => {
    expect(await giveUpAt(place)).toEqual({
      outcome: { outcome: 'retry', holds, reason: 'ETIMEDOUT: Timeout of the whole send' },
      begun: false,
    });
  });

  test('silent after the final dot it is left alone, and for the ledger to call uncertain: it throws', async () => {
    expect(await giveUpAt('content')).toEqual({ outcome: new Error('Timeout of the whole send'), begun: true });
  });

  test('one that goes on talking outlives every time-out of silence, and not the patience of who sends', async () => {
    const server = await serve('RCPT', { dribbles: true });
    const timeouts = { connectionTimeout: 150, greetingTimeout: 150, socketTimeout: 150 };
    const outcome = await channelTo(server, { timeouts }).send(mail, yes, AbortSignal.timeout(450));
    expect(outcome).toMatchObject({ outcome: 'retry', reason: 'ETIMEDOUT: Timeout of the whole send' });
    expect(server.stalls).toBe(1);
  });

  test('what is given up while the ledger is asked is not handed over afterwards', async () => {
    const server = await serve('content');
    const patience = new AbortController();
    const handOver = (): Promise<boolean> => {
      patience.abort();
      return Promise.resolve(false);
    };
    expect(await channelTo(server).send(mail, handOver, patience.signal)).toMatchObject({ outcome: 'retry' });
    expect(server.taken).toEqual([]);
  });

  test('the next one, to a server that answers again, goes', async () => {
    const server = await serve('RCPT', { times: 1 });
    const channel = channelTo(server);
    const patience = new AbortController();
    const given = channel.send(mail, yes, patience.signal);
    await server.stalled;
    patience.abort();
    expect(await given).toMatchObject({ outcome: 'retry' });
    expect(await channel.send(mail, yes)).toMatchObject({ outcome: 'sent' });
    expect(server.taken).toEqual(['nguoi-nhan@so.example']);
  });
});
