import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeadPartId, TaskId } from '#domain';
import { fixedCalendar } from '../policy/live-calendar.js';
import { plainCalendar, ReminderWorld } from '../testing/reminder-world.js';
import type { Recipient } from '../recipients/recipients.port.js';
import { CourtesyGate } from './courtesy-gate.js';
import { channelState, recordReceipt, resumeChannel } from './receipts.js';

const L01 = 'L01' as LeadPartId;

describe('a short word by Zalo', () => {
  let world: ReminderWorld;
  let lan: Recipient;
  const idOf = ({ key }: Recipient): string => key.slice('person:'.length);

  beforeEach(async () => {
    world = await ReminderWorld.open();
    await world.at('2026-11-02T09:00:00+07:00');
    lan = world.member('so-noi-vu');
    world.besides.push({ ...lan, key: `zalo:${idOf(lan)}`, channel: 'zalo', address: '84987654321' });
    world.besides.push({ key: 'mailbox:so-noi-vu', channel: 'email', name: 'Sở Nội vụ', address: 'van-thu@so-noi-vu.invalid' });
    world.subscribed.push(idOf(lan));
  });
  afterEach(() => world.close());

  const soon = (): Promise<TaskId> => world.enter({ leads: ['so-noi-vu'], due: '2026-11-10' });
  const states = async (): Promise<readonly string[]> =>
    (
      await world.database.pool.query<{ line: string }>(
        "select split_part(recipient_key, ':', 1) || ' ' || channel || ' ' || status as line from rem.deliveries order by created_at, line",
      )
    ).rows.map(({ line }) => line);

  test('goes beside the mail about a new task that is due soon, once, and without its title', async () => {
    await soon();
    const worker = await world.worker();
    for (let round = 0; round < 4; round += 1) await world.round(worker);
    expect(world.channel.sent).toHaveLength(1);
    expect(world.zalo.sent).toHaveLength(1);
    expect(world.zalo.sent[0]).toMatchObject({
      to: { address: '84987654321' },
      brief: { occasion: 'assigned', count: 1, due: '10/11/2026' },
    });
    expect(JSON.stringify(world.zalo.sent[0]?.brief)).not.toContain('Xây dựng đề án');
  });

  test('not about a task that is due much later, and not to somebody who did not agree', async () => {
    await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
    world.member('so-tai-chinh');
    await world.enter({ leads: ['so-tai-chinh'], due: '2026-11-10' });
    const worker = await world.worker();
    await world.round(worker);
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(2);
    expect(world.zalo.sent).toEqual([]);
  });

  test('several that wait become one', async () => {
    const sender = await world.worker();
    world.zalo.behave = () => ({ outcome: 'retry', reason: 'rests', notBefore: '2026-11-02T07:00:00.000Z' });
    await soon();
    await world.round(sender);
    await world.round(sender);
    await soon();
    await world.round(sender);
    await world.round(sender);
    world.zalo.behave = () => 'send';
    await world.at('2026-11-02T14:01:00+07:00');
    await world.round(sender);
    expect(world.zalo.sent.map(({ brief }) => brief?.count)).toEqual([2]);
  });

  test('is not begun for work that was finished in between', async () => {
    const sender = await world.worker();
    world.zalo.behave = () => ({ outcome: 'retry', reason: 'rests', notBefore: '2026-11-02T07:00:00.000Z' });
    const task = await soon();
    await world.round(sender);
    await world.round(sender);
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: L01, assignTo: null } }, 'so-noi-vu');
    world.zalo.behave = () => 'send';
    await world.at('2026-11-02T14:01:00+07:00');
    await world.round(sender);
    expect(world.zalo.sent).toEqual([]);
    expect(await states()).toContain('zalo zalo void');
  });

  test('a channel that rests keeps what waits, and goes on when somebody resumes it', async () => {
    world.zalo.behave = () => ({ outcome: 'paused', reason: 'zalo -115 (money)' });
    await soon();
    const worker = await world.worker();
    for (let round = 0; round < 3; round += 1) await world.round(worker);
    expect(await channelState(world.database.pool, 'zalo')).toMatchObject({ paused: { reason: 'zalo -115 (money)' }, waiting: 1 });
    expect(world.channel.sent).toHaveLength(1);
    world.zalo.behave = () => 'send';
    await resumeChannel(world.database.pool, 'zalo');
    await world.round(worker);
    expect(await channelState(world.database.pool, 'zalo')).toMatchObject({ paused: null, waiting: 0, lastWeek: { sent: 1 } });
  });

  test('what nobody could know is known when the phone tells', async () => {
    await soon();
    const worker = await world.worker();
    await world.round(worker);
    await world.round(worker);
    await world.database.pool.query("update rem.deliveries set status = 'uncertain', reference = null where channel = 'zalo'");
    const { rows } = await world.database.pool.query<{ id: string }>("select id from rem.deliveries where channel = 'zalo'");
    await recordReceipt(world.database.pool, rows[0]!.id, 'zns:m1');
    await recordReceipt(world.database.pool, rows[0]!.id, 'zns:m1');
    expect(await states()).toContain('zalo zalo sent');
  });

  describe('when a mail is refused for good', () => {
    const refuse = (address: string): void => {
      world.channel.behave = ({ to }) => (to.address === address ? { outcome: 'refused', reason: '550', isAddress: true } : 'send');
    };

    test('the person hears by Zalo, whatever it is about', async () => {
      refuse(lan.address);
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 4; round += 1) await world.round(worker);
      expect(world.zalo.sent).toHaveLength(1);
      expect(await states()).toEqual(['person email refused', 'zalo zalo sent']);
    });

    test('when Zalo is refused too, the agency hears by its mailbox, once', async () => {
      refuse(lan.address);
      world.zalo.behave = () => ({ outcome: 'refused', reason: 'zalo -118' });
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 6; round += 1) await world.round(worker);
      expect(await states()).toEqual(['person email refused', 'zalo zalo refused', 'mailbox email sent']);
      expect(world.channel.sent.map(({ to }) => to.address)).toEqual(['van-thu@so-noi-vu.invalid']);
    });

    test('without Zalo the mailbox is next; when that is refused as well there is no end without an end', async () => {
      world.subscribed.length = 0;
      world.channel.behave = () => ({ outcome: 'refused', reason: '550' });
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 6; round += 1) await world.round(worker);
      expect(await states()).toEqual(['person email refused', 'mailbox email refused']);
    });

    test('a colleague who got it is enough', async () => {
      world.member('so-noi-vu');
      world.subscribed.length = 0;
      refuse(lan.address);
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 4; round += 1) await world.round(worker);
      expect((await states()).toSorted()).toEqual(['person email refused', 'person email sent']);
    });
  });

  describe('the gate', () => {
    const delivery = async (key = 'zalo:lan'): Promise<string> => {
      const { rows } = await world.database.pool.query<{ id: string }>(
        "insert into rem.deliveries (recipient_key, channel, kind) values ($1, 'zalo', 'at-once') returning id",
        [key],
      );
      return rows[0]!.id;
    };
    const gate = (): CourtesyGate => new CourtesyGate(world.database.pool, fixedCalendar(plainCalendar));

    test.each([
      ['2026-11-02T07:59:00+07:00', '2026-11-02T01:00:00.000Z'],
      ['2026-11-02T08:00:00+07:00', null],
      ['2026-11-02T16:59:00+07:00', null],
      ['2026-11-02T17:00:00+07:00', '2026-11-03T01:00:00.000Z'],
      ['2026-11-06T18:00:00+07:00', '2026-11-09T01:00:00.000Z'],
      ['2026-11-07T10:00:00+07:00', '2026-11-09T01:00:00.000Z'],
    ])('at %s it opens %s', async (now, opens) => {
      await world.at(now);
      expect(await gate().restsUntil(await delivery())).toBe(opens);
    });

    test('lets one through a day for a person, and of many at once exactly one; the same one again', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => delivery()));
      const answers = await Promise.all(ids.map((id) => gate().restsUntil(id)));
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect(new Set(answers)).toEqual(new Set([null, '2026-11-03T01:00:00.000Z']));
      expect(await gate().restsUntil(ids[answers.indexOf(null)]!)).toBeNull();
      expect(await gate().restsUntil(await delivery('zalo:hai'))).toBeNull();
    });

    test('three a week, and the fourth waits for Monday', async () => {
      for (const day of ['02', '03', '05']) {
        await world.at(`2026-11-${day}T09:00:00+07:00`);
        expect(await gate().restsUntil(await delivery())).toBeNull();
      }
      await world.at('2026-11-06T09:00:00+07:00');
      expect(await gate().restsUntil(await delivery())).toBe('2026-11-09T01:00:00.000Z');
      await world.at('2026-11-09T08:00:00+07:00');
      expect(await gate().restsUntil(await delivery())).toBeNull();
    });
  });
});
