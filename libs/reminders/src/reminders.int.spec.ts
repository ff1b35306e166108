import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PlanId } from '#domain';
import { ReminderWorld } from './test-world/reminder-world.js';

describe('reminders', () => {
  let world: ReminderWorld;
  beforeAll(async () => {
    world = await ReminderWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.database.pool.query('truncate rem.ledger, rem.deliveries, rem.plan_rows, rem.plan_tasks, rem.plan_entries');
    world.channel.sent.length = 0;
    world.channel.behave = () => 'send';
    world.people.clear();
    await world.at('2026-11-02T08:00:00+07:00');
  });

  test('a single new assignment goes at once to the lead agency and to the coordinating agency, each in words of its own', async () => {
    world.member('so-noi-vu');
    world.member('so-tai-chinh');
    await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], due: '2026-12-31' });
    await world.round(await world.worker());
    expect(world.channel.letters.toSorted()).toEqual([
      'so-noi-vu-1@tinh.invalid: [UBND tỉnh Lạng Sơn] 01 nhiệm vụ mới giao',
      'so-tai-chinh-1@tinh.invalid: [UBND tỉnh Lạng Sơn] 01 nhiệm vụ đề nghị phối hợp',
    ]);
  });

  test('a plan that is being entered makes one mail for each recipient, once all its rows stand', async () => {
    world.member('so-noi-vu');
    const planId = randomUUID() as PlanId;
    const worker = await world.worker();
    await world.append(`plan-${planId}`, [{ type: 'PlanEntered', data: { planId, document: { number: null, title: 'Kế hoạch' } } }]);
    await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31', planId });
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(0);
    await world.enter({ leads: ['so-noi-vu'], due: '2027-12-31', planId });
    await world.append(`plan-${planId}`, [{ type: 'PlanEntryCompleted', data: { tasks: 2, indicators: 0 } }]);
    await world.round(worker);
    expect(world.channel.letters).toEqual(['so-noi-vu-1@tinh.invalid: [UBND tỉnh Lạng Sơn] 02 nhiệm vụ mới giao']);
  });

  test('R15: sweeping ten times in a row sends once', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31' });
    const worker = await world.worker();
    for (let time = 0; time < 10; time += 1) await world.round(worker);
    expect(world.channel.sent).toHaveLength(1);
  });
});
