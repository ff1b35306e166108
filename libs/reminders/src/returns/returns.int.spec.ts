import { beforeEach, describe, expect, test } from '@jest/globals';
import { backends } from '../testing/queue-backend.js';
import type { ReminderWorld, Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import { recordReturn } from './record-return.js';

describe.each(backends)('a mail that came back, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let worker: Sender;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    await world.at('2026-11-02T09:00:00+07:00');
    world.member('so-noi-vu');
    world.besides.push({ key: 'mailbox:so-noi-vu', channel: 'email', name: 'Sở Nội vụ', address: 'van-thu@so-noi-vu.invalid' });
    worker = await world.worker();
  });

  const REASON = '5.1.1: 550 no such user';
  const back = (deliveryId: string) => recordReturn(world.database.pool, { deliveryId, reason: REASON });
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) await world.round(worker);
  };
  const recipients = (): readonly string[] => world.channel.sent.map(({ to }) => to.address);

  test('stands beside what was sent, is not sent again, and its lines go to the agency’s mailbox, once', async () => {
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    await settle();
    const [first] = world.channel.sent;
    expect(await back(first!.id)).toEqual({ outcome: 'recorded', recipientKey: expect.stringMatching(/^person:/u) });
    expect(await back(first!.id)).toMatchObject({ outcome: 'known' });
    await settle();
    expect(recipients()).toEqual([first!.to.address, 'van-thu@so-noi-vu.invalid']);
    expect(await world.ledger.remindersOfTask(task)).toMatchObject([
      { outcome: 'returned', reason: REASON, recipientKey: expect.stringMatching(/^person:/u) },
      { outcome: 'sent', reason: null, recipientKey: 'mailbox:so-noi-vu' },
    ]);
  });

  test('when the mailbox sends it back as well, there the way ends', async () => {
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await settle();
    await back(world.channel.sent[0]!.id);
    await settle();
    await back(world.channel.sent[1]!.id);
    await settle();
    expect(recipients()).toHaveLength(2);
  });

  test('a colleague who had it is enough', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await settle();
    await back(world.channel.sent[0]!.id);
    await settle();
    expect(recipients()).toHaveLength(2);
  });

  test('goes nowhere for work that was finished meanwhile', async () => {
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    await settle();
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: 'L01' as never, assignTo: null } }, 'so-noi-vu');
    await back(world.channel.sent[0]!.id);
    await settle();
    expect(recipients()).toHaveLength(1);
  });

  test('what never left, and what nobody sent, did not come back', async () => {
    world.channel.behave = () => ({ outcome: 'refused', reason: '550' });
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await world.round(worker);
    const { rows } = await world.database.pool.query<{ id: string }>('select id from rem.deliveries');
    expect(await back(rows[0]!.id)).toEqual({ outcome: 'unknown' });
    expect(await back('01900000-0000-7000-8000-000000000001')).toEqual({ outcome: 'unknown' });
  });
});
