import { afterEach, describe, expect, test } from '@jest/globals';
import { EmailChannel } from '#channels';
import { sender } from '../../libs/channels/src/testing/mail-server.js';
import { startStallingServer, type StallingServer } from '../../libs/channels/src/testing/stalling-server.js';
import { backends } from '../../libs/reminders/src/testing/queue-backend.js';
import type { ReminderWorld, Sender } from '../../libs/reminders/src/testing/reminder-world.js';
import { worldForEachTest } from '../../libs/reminders/src/testing/world-for-each-test.js';

describe.each(backends)('a mail server that falls silent, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  /** One mail at a time: a place that is not given back would keep all others waiting. */
  const start = async (server: StallingServer): Promise<Sender> => {
    const channel = new EmailChannel({ server: { url: server.url, tls: 'off' }, sender, isCatcher: true });
    closers.push(
      () => server.close(),
      () => channel.close(),
    );
    await world.follow();
    return world.start({ channel, concurrency: 1, intervalSeconds: 600, patience: { toHandOver: 1_000, toAnswer: 1_000 } });
  };
  const sweep = async ({ worker }: Sender, at: string): Promise<void> => {
    await world.at(at);
    await world.follow();
    worker.sweepSoon();
  };
  const come = (states: Readonly<Record<string, number>>): Promise<void> =>
    world.until(async () => {
      const now = await world.states();
      return Object.entries(states).every(([state, count]) => now.filter((one) => one === state).length === count);
    });
  const eachOnce = ({ taken }: StallingServer): void => {
    expect(new Set(taken).size).toBe(5);
    expect(taken).toHaveLength(5);
  };

  test('after its greeting: the mail is tried again, and it and the others go, once', async () => {
    const server = await startStallingServer('greeting', { times: 1, dribbles: true });
    await world.assign(5);
    const process = await start(server);
    await sweep(process, '2026-11-02T08:00:00+07:00');
    await come({ retry: 5 });
    await sweep(process, '2026-11-02T08:02:00+07:00');
    await come({ sent: 5 });
    eachOnce(server);
  });

  test('after RCPT: the others go meanwhile, the mail itself later, once', async () => {
    const server = await startStallingServer('RCPT', { times: 1, dribbles: true });
    await world.assign(5);
    const process = await start(server);
    await sweep(process, '2026-11-02T08:00:00+07:00');
    await come({ retry: 1, sent: 4 });
    await sweep(process, '2026-11-02T08:02:00+07:00');
    await come({ sent: 5 });
    eachOnce(server);
  });

  test('after the final dot: the mail may have arrived and is never sent again by itself; the others go', async () => {
    const server = await startStallingServer('content', { times: 1, dribbles: true });
    await world.assign(5);
    const process = await start(server);
    await sweep(process, '2026-11-02T08:00:00+07:00');
    await come({ uncertain: 1, sent: 4 });
    await sweep(process, '2026-11-02T08:02:00+07:00');
    await world.idle();
    expect((await world.states()).toSorted()).toEqual(['sent', 'sent', 'sent', 'sent', 'uncertain']);
    eachOnce(server);
  });

  test('after the final dot of every mail: a few are uncertain, the others wait, and one tries', async () => {
    const server = await startStallingServer('content', { dribbles: true });
    await world.assign(8);
    const process = await start(server);
    await sweep(process, '2026-11-02T08:00:00+07:00');
    await come({ uncertain: 3, retry: 5 });
    await sweep(process, '2026-11-02T08:02:00+07:00');
    await come({ uncertain: 4, retry: 4 });
    expect(new Set(server.taken).size).toBe(4);
    expect(server.taken).toHaveLength(4);
  });
});
