import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { channelState } from '../courtesy/receipts.js';
import type { SendOutcome } from '../recipients/channel.port.js';
import { FakeChannel } from '../testing/fake-channel.js';
import { backends } from '../testing/queue-backend.js';
import type { ReminderWorld, Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

/** Knows domains, as e-mail does. */
class MailLike extends FakeChannel {
  destinationOf(address: string): string {
    return address.slice(address.indexOf('@') + 1);
  }
}

const busy: SendOutcome = { outcome: 'retry', reason: '451 4.7.1 later', holds: 'destination' };

describe.each(backends)('a domain that puts mail off, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let channel: MailLike;
  let worker: Sender;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    channel = new MailLike();
    worker = await world.worker({ channel });
  });

  const assign = async (domain: string, count: number): Promise<void> => {
    const leads = Array.from({ length: count }, () => `so-${randomUUID()}`);
    for (const agency of leads)
      world.people.set(agency, [{ key: `person:${randomUUID()}`, channel: 'email', name: agency, address: `${agency}@${domain}` }]);
    await world.enter({ leads, due: null });
  };
  const until = async (time: string): Promise<void> => {
    await world.at(`2026-11-02T${time}+07:00`);
    await world.round(worker);
  };
  const sentTo = (domain: string): number => channel.sent.filter(({ to }) => to.address.endsWith(`@${domain}`)).length;
  const holds = async () => (await channelState(world.database.pool, 'email')).holds;
  /** On the first way; the agency's mailbox is tried after it. */
  const reasonsOfRefusal = async (): Promise<readonly string[]> =>
    (
      await world.database.pool.query<{ reason: string }>(
        "select reason from rem.deliveries where status = 'refused' and recipient_key like 'person:%'",
      )
    ).rows.map(({ reason }) => reason);
  const refuses = (...domains: readonly string[]): void => {
    channel.behave = ({ to }) => (domains.some((domain) => to.address.endsWith(`@${domain}`)) ? busy : 'send');
  };

  test('slows its own recipients alone; the others have theirs, and the reason is shown', async () => {
    refuses('cham.example');
    await assign('cham.example', 12);
    await assign('nhanh.example', 12);
    await world.round(worker);
    expect({ slow: sentTo('cham.example'), quick: sentTo('nhanh.example') }).toEqual({ slow: 0, quick: 12 });
    expect(channel.attempts).toBeLessThan(12 + 12);
    expect(await holds()).toEqual([
      {
        destination: 'cham.example',
        reason: '451 4.7.1 later',
        since: expect.stringMatching(/^2026-11-02T01:00:/u),
        until: expect.stringMatching(/^2026-11-02T01:00:[345]/u),
      },
    ]);
    const { rows } = await world.database.pool.query<{ reason: string }>(
      "select distinct reason from rem.deliveries where status = 'retry' and attempts = 0",
    );
    expect(rows).toEqual([{ reason: 'held cham.example: 451 4.7.1 later' }]);
  });

  test('that puts one mail off now and then holds nobody up', async () => {
    channel.behave = (_, attempt) => (attempt % 5 === 0 ? busy : 'send');
    await assign('cham.example', 20);
    await world.round(worker);
    expect(sentTo('cham.example')).toBe(16);
    expect(await holds()).toEqual([]);
  });

  test('is tried by one mail when its time is up, waits longer each time, and is forgotten once it takes mail', async () => {
    refuses('cham.example');
    await assign('cham.example', 10);
    await world.round(worker);
    const waits: number[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const [hold] = await holds();
      const before = channel.attempts;
      const now = Date.parse(hold!.until) + 1000;
      await world.at(new Date(now).toISOString());
      await world.round(worker);
      expect(channel.attempts - before).toBe(1);
      waits.push(Math.round((Date.parse((await holds())[0]!.until) - now) / 1000));
    }
    expect(waits).toEqual([60, 120, 240]);
    refuses();
    await until('08:30:00');
    await until('08:31:00');
    expect(sentTo('cham.example')).toBe(10);
    expect(await holds()).toEqual([]);
  });

  test('holds for every worker, and of many whose time is up together exactly one tries', async () => {
    refuses('cham.example');
    await assign('cham.example', 20);
    await world.round(worker);
    const others = await Promise.all(Array.from({ length: 4 }, () => world.worker({ channel })));
    const before = channel.attempts;
    await world.at('2026-11-02T08:01:00+07:00');
    await Promise.all([worker, ...others].map(({ sweep }) => sweep.run()));
    await world.idle();
    expect(channel.attempts - before).toBe(1);
  });

  test('a server that takes nothing at all is asked by one mail, not by every one that waits', async () => {
    channel.behave = () => ({ outcome: 'retry', reason: 'EAUTH: 535', holds: 'channel' });
    await assign('mot.example', 10);
    await assign('hai.example', 10);
    await world.round(worker);
    const [hold] = await holds();
    expect(hold).toMatchObject({ destination: '*', reason: 'EAUTH: 535' });
    const before = channel.attempts;
    await until('08:01:00');
    expect(channel.attempts - before).toBe(1);
    channel.behave = () => 'send';
    await until('08:10:00');
    await until('08:11:00');
    expect(channel.sent).toHaveLength(20);
    expect(await holds()).toEqual([]);
  });

  test('an answer about one mailbox tells that the domain is there', async () => {
    refuses('cham.example');
    await assign('cham.example', 5);
    await world.round(worker);
    channel.behave = () => ({ outcome: 'refused', reason: '550 5.1.1 no such user' });
    await until('08:05:00');
    await until('08:06:00');
    expect(await holds()).toEqual([]);
    expect(await reasonsOfRefusal()).toEqual(Array(5).fill('550 5.1.1 no such user'));
  });

  test('is not waited for without an end', async () => {
    refuses('cham.example');
    await assign('cham.example', 5);
    await world.round(worker);
    for (const minute of [0, 2, 4, 6]) {
      await world.at(`2026-11-17T08:0${String(minute)}:00+07:00`);
      await world.round(worker);
    }
    const reasons = await reasonsOfRefusal();
    expect(reasons).toHaveLength(5);
    for (const reason of reasons) expect(reason).toMatch(/^gave up: /u);
  });
});
