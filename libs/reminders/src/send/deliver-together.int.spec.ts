import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LeadPartId, TaskId } from '#domain';
import type { ReminderWorld, Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

const L12 = 'L12' as LeadPartId;
const AGENCIES = Array.from({ length: 12 }, (_, nth) => `so-${String(nth)}`);

describe('deliveries of one job', () => {
  let world: ReminderWorld;
  let sender: Sender;

  worldForEachTest('postgres', (given) => (world = given));
  beforeEach(async () => {
    sender = await world.sender();
  });

  const enter = async (): Promise<TaskId> => {
    const task = await world.enter({ leads: AGENCIES, due: '2026-11-10' });
    await world.follow();
    await sender.sweep.run();
    return task;
  };
  const assign = (): Promise<TaskId> => {
    for (const agency of AGENCIES) world.member(agency);
    return enter();
  };
  const deliveries = async (channel: string): Promise<readonly { readonly id: string; readonly key: string; readonly status: string }[]> =>
    (
      await world.database.pool.query<{ id: string; key: string; status: string }>(
        'select id, recipient_key as key, status from rem.deliveries where channel = $1 order by id',
        [channel],
      )
    ).rows;
  const idsOf = async (channel: string): Promise<readonly string[]> => (await deliveries(channel)).map(({ id }) => id);

  test('stand or fall each by itself: one is refused, one breaks off, one comes again, the others are sent', async () => {
    await assign();
    world.channel.behave = ({ to }) => {
      if (to.address.startsWith('so-0-')) return { outcome: 'refused', reason: 'no such box' };
      if (to.address.startsWith('so-1-')) return Promise.reject(new Error('connection lost'));
      return 'send';
    };
    await sender.deliverer.deliver(await idsOf('email'));
    const count = async (status: string): Promise<number> => (await deliveries('email')).filter((one) => one.status === status).length;
    expect([await count('sent'), await count('refused'), await count('retry')]).toEqual([10, 1, 1]);
    expect(world.channel.sent).toHaveLength(10);
  });

  test('of several jobs with the same deliveries, each leaves once', async () => {
    await assign();
    const other = await world.sender();
    const ids = await idsOf('email');
    await Promise.all([sender, other, sender].map(({ deliverer }) => deliverer.deliver(ids)));
    await sender.deliverer.deliver(ids);
    expect(new Set(world.channel.sent.map(({ id }) => id)).size).toBe(12);
    expect(world.channel.sent).toHaveLength(12);
  });

  test('what moved on while others of the job were on their way is not sent', async () => {
    const task = await assign();
    let acknowledged: Promise<void> | null = null;
    world.channel.behave = async (): Promise<'send'> => {
      acknowledged ??= world.order(task, { type: 'AcknowledgeAssignment', data: { part: L12, assignTo: null } }, 'so-11');
      await acknowledged;
      return 'send';
    };
    const ids = await idsOf('email');
    await sender.deliverer.deliver(ids);
    await sender.deliverer.deliver(ids);
    expect(world.channel.sent.map(({ to }) => to.address).filter((address) => address.startsWith('so-11-'))).toEqual([]);
    expect(world.channel.sent).toHaveLength(11);
    expect((await deliveries('email')).filter(({ status }) => status === 'void')).toHaveLength(1);
  });

  test('a channel that never answers keeps no other channel of the process waiting', async () => {
    for (const agency of AGENCIES) {
      const person = world.member(agency);
      const id = person.key.slice('person:'.length);
      world.besides.push({ ...person, key: `zalo:${id}`, channel: 'zalo', address: '84987654321' });
      world.subscribed.push(id);
    }
    await enter();
    let answer: () => void = () => undefined;
    const silence = new Promise<never>((_, reject) => {
      answer = () => {
        reject(new Error('no answer'));
      };
    });
    world.zalo.behave = () => silence;
    const phones = await idsOf('zalo');
    expect(phones).toHaveLength(12);
    const ringing = Promise.all(phones.map((id) => sender.deliverer.deliver([id])));
    await sender.deliverer.deliver(await idsOf('email'));
    expect(world.channel.sent).toHaveLength(12);
    answer();
    await ringing;
  });

  const givenBack = async (): Promise<void> => {
    const open = (await deliveries('email')).filter(({ status }) => status !== 'sent');
    expect(world.channel.sent.length).toBeLessThanOrEqual(8);
    expect(open).toHaveLength(12 - world.channel.sent.length);
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['retry']));
    world.channel.behave = () => 'send';
    await world.round(await world.worker());
    expect(world.channel.sent).toHaveLength(12);
  };

  test('that have not begun when the process is stopped are given back at once', async () => {
    await assign();
    world.channel.behave = () => {
      sender.deliverer.stop();
      return 'send';
    };
    await sender.deliverer.deliver(await idsOf('email'));
    await givenBack();
  });

  test('that waited long for their turn are given back before their claim lapses', async () => {
    await assign();
    const clock = jest.spyOn(performance, 'now');
    const later = performance.now() + 40_000;
    world.channel.behave = () => {
      clock.mockReturnValue(later);
      return 'send';
    };
    await sender.deliverer.deliver(await idsOf('email'));
    clock.mockRestore();
    await givenBack();
  });
});
