import { beforeEach, describe, expect, test } from '@jest/globals';
import { plainDate, shippedPolicy, type LeadPartId, type PolicySettings, type TaskId } from '#domain';
import { fixedPolicies } from '../policy/live-policies.js';
import { fewRules } from '../testing/few-rules.js';
import { backends } from '../testing/queue-backend.js';
import type { ReminderWorld } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import type { Recipient } from '../recipients/recipients.port.js';
import { ringsPhone } from './phone-occasions.js';
import { channelState, recordReceipt, resumeChannel } from './receipts.js';

const L01 = 'L01' as LeadPartId;

describe.each(backends)('a short word by Zalo, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let lan: Recipient;
  const idOf = ({ key }: Recipient): string => key.slice('person:'.length);

  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    await world.at('2026-11-02T09:00:00+07:00');
    lan = world.member('so-noi-vu');
    world.besides.push({ ...lan, key: `zalo:${idOf(lan)}`, channel: 'zalo', address: '84987654321' });
    world.besides.push({ key: 'mailbox:so-noi-vu', channel: 'email', name: 'Sở Nội vụ', address: 'van-thu@so-noi-vu.invalid' });
    world.subscribed.push(idOf(lan));
  });

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
      expect(await world.ledger.refusedForLackOfRecipient()).toMatchObject([{ agency: 'so-noi-vu', rule: 'assigned' }]);
    });

    test('without Zalo and without a mailbox it is the Office’s to find somebody', async () => {
      world.subscribed.length = 0;
      world.besides.length = 0;
      refuse(lan.address);
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 4; round += 1) await world.round(worker);
      expect(await states()).toEqual(['person email refused', 'mailbox email refused']);
      expect(await world.ledger.refusedForLackOfRecipient()).toMatchObject([{ agency: 'so-noi-vu', rule: 'assigned' }]);
    });

    test('while Zalo rests the mailbox hears, and the Office has nothing on its pile', async () => {
      refuse(lan.address);
      await world.database.pool.query("insert into rem.paused_channels (name, reason) values ('zalo', 'x')");
      await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      const worker = await world.worker();
      for (let round = 0; round < 4; round += 1) await world.round(worker);
      expect(await states()).toEqual(['person email refused', 'mailbox email sent']);
      expect(await world.ledger.refusedForLackOfRecipient()).toEqual([]);
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

  describe('about what', () => {
    const told = async (phone: Partial<PolicySettings['phone']>): Promise<readonly string[]> => {
      const settings = { ...fewRules, escalation: { ...fewRules.escalation, unitHeadFrom: 3 }, phone: { ...fewRules.phone, ...phone } };
      const sender = await world.worker({ policies: fixedPolicies(settings) });
      await world.enter({ leads: ['so-noi-vu'], due: '2026-11-10' });
      const urged = await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      await world.order(urged, { type: 'UrgePart', data: { part: L01, text: 'Khẩn trương', document: null, urgent: false } });
      for (let round = 0; round < 3; round += 1) await world.round(sender);
      await world.at('2026-11-09T08:00:00+07:00');
      for (let round = 0; round < 3; round += 1) await world.round(sender);
      return world.zalo.sent.map(({ brief }) => `${String(brief?.occasion)} ${String(brief?.count)}`);
    };

    test('the policy says: what is new and due soon, urged, and due tomorrow', async () => {
      expect(await told({})).toEqual(['other 2', 'due 1']);
    });
    test('by another policy: urged alone', async () => {
      expect(await told({ occasions: ['urged'], beforeDue: [] })).toEqual(['urged 1']);
    });
    test('or of new work whenever it is due', async () => {
      expect(await told({ occasions: ['assigned'], newWithinDays: 365, beforeDue: [] })).toEqual(['assigned 2']);
    });
    test('or of nothing', async () => {
      expect(await told({ occasions: [], beforeDue: [] })).toEqual([]);
    });

    test('never a superior about others’ work', () => {
      const { phone } = shippedPolicy;
      const today = plainDate('2026-11-02');
      const due = plainDate('2026-11-03');
      const rings = (seat: string): boolean => ringsPhone({ rule: 'due-in-1', seat, due }, phone, today);
      expect(['officer', 'coordinator', 'unit-head', 'head', 'approver', 'follow-up'].filter(rings)).toEqual(['officer', 'coordinator']);
    });
  });

  test('what waits for one telephone becomes one message, also where the person has no mail', async () => {
    const sender = await world.worker();
    world.zalo.behave = () => ({ outcome: 'retry', reason: 'day-is-full', notBefore: '2026-11-03T00:30:00.000Z' });
    world.people.set('so-noi-vu', [{ ...lan, key: `zalo:${idOf(lan)}`, channel: 'zalo', address: '84987654321' }]);
    await soon();
    await world.round(sender);
    await soon();
    await soon();
    for (let round = 0; round < 3; round += 1) await world.round(sender);
    expect((await states()).toSorted()).toEqual(['zalo zalo retry', 'zalo zalo void', 'zalo zalo void']);
    world.zalo.behave = () => 'send';
    await world.at('2026-11-03T07:31:00+07:00');
    await world.round(sender);
    expect(world.zalo.sent.map(({ brief }) => brief?.count)).toEqual([3]);
  });
});
