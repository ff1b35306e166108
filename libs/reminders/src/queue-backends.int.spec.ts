import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { PlanId } from '#domain';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

describe.each(backends)('whole sending processes with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  const sweepsUntil = async (count: number, sweep: () => Promise<unknown>): Promise<void> => {
    for (const end = performance.now() + 240_000; world.channel.sent.length < count;) {
      if (performance.now() > end) throw new Error(`Only ${String(world.channel.sent.length)} of ${String(count)} were sent`);
      await sweep();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const isEachOnce = (count: number): void => {
    const addresses = world.channel.sent.map(({ to }) => to.address);
    expect(addresses).toHaveLength(count);
    expect(new Set(addresses).size).toBe(count);
  };

  test('R1: after three days without a worker over four due points one catch-up digest leaves, marked as delayed', async () => {
    world.member('so-noi-vu');
    for (const due of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-27']) await world.enter({ leads: ['so-noi-vu'], due });
    await world.follow();
    const { sweep } = await world.start();
    await sweepsUntil(4, () => sweep.run());
    world.channel.sent.length = 0;
    await world.at('2026-11-19T09:00:00+07:00');
    await sweepsUntil(1, () => sweep.run());
    for (let time = 0; time < 3; time += 1) await sweep.run();
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.sent[0]?.text).toContain('gửi chậm do hệ thống gián đoạn');
  });

  test('R2: five workers, 1,000 reminders, 1,000 sends', async () => {
    await world.assign(1_000);
    await world.follow();
    const workers = await Promise.all(Array.from({ length: 5 }, () => world.start()));
    await sweepsUntil(1_000, () => Promise.all(workers.map(({ sweep }) => sweep.run())));
    isEachOnce(1_000);
  }, 300_000);

  test('R9: nobody signs in, and the mail leaves all the same', async () => {
    await world.assign(1);
    await world.follow();
    await world.start();
    await sweepsUntil(1, () => Promise.resolve());
  });

  test('R15: ten sweeps in a row are one send', async () => {
    await world.assign(1);
    await world.follow();
    const { sweep } = await world.start();
    for (let time = 0; time < 10; time += 1) await sweep.run();
    await sweepsUntil(1, () => Promise.resolve());
    for (let time = 0; time < 3; time += 1) await sweep.run();
    await world.idle();
    isEachOnce(1);
  });

  test('the queue loses everything with 10,000 planned: one sweep of delay, and each is told once', async () => {
    // A thousand agencies with ten tasks each, in one plan: a mail of ten lines for each.
    const planId = randomUUID() as PlanId;
    await world.append(`plan-${planId}`, [{ type: 'PlanEntered', data: { planId, document: { number: null, title: 'Kế hoạch' } } }]);
    for (let nth = 0; nth < 10; nth += 1) await world.assign(1_000, 10, { planId });
    await world.append(`plan-${planId}`, [{ type: 'PlanEntryCompleted', data: { tasks: 1_000, indicators: 0 } }]);
    await world.follow();
    const before = await world.sender();
    expect(await before.sweep.run()).toMatchObject({ assembled: 1_000, queued: 1_000 });
    await world.queues.lose();
    expect(await world.queues.busy(world.queue)).toBe(0);
    await world.worker();
    await before.sweep.run();
    await world.idle();
    isEachOnce(1_000);
    const { rows } = await world.database.pool.query(
      `select d.status, count(*)::int as lines, count(distinct l.row_key)::int as rows
         from rem.ledger l join rem.deliveries d on d.id = l.delivery_id group by 1`,
    );
    expect(rows).toEqual([{ status: 'sent', lines: 10_000, rows: 10_000 }]);
  }, 300_000);
});
