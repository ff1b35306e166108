import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Instant } from '#domain';
import { backends } from '../testing/queue-backend.js';
import { planTables, type ReminderWorld } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import { calendarEffects } from './calendar-effects.js';
import { Replan } from './replan.js';

/** The queue has no part in it: the first backend that is there does for all. */
describe.each(backends.slice(0, 1))('what a changed calendar is foretold to move (queue on %s)', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  /** When each reminder before a date is planned; of the one task and of the one indicator. */
  const planned = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await world.database.pool.query<{ name: string; due_at: Date }>(
      `select subject || ' ' || rule as name, due_at from ${planTables.rows} where suppressed is null and rule like 'due-in-%'`,
    );
    return new Map(rows.map(({ name, due_at }) => [name, due_at.toISOString()]));
  };

  test('is what then moves, of tasks and of indicators', async () => {
    await world.enter({ leads: ['so-noi-vu'], due: '2026-12-25' });
    const id = randomUUID();
    const row = { row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [], planId: null };
    const leads = { leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] };
    await world.append(`indicator-${id}`, [
      { type: 'IndicatorEntered', data: { indicatorId: id, ...row, ...leads, effectiveAt: '2026-11-02T01:00:00.000Z' } },
    ]);
    await world.follow();
    const before = world.rules.calendar.latest;
    const known = await planned();
    // The Friday between the cut-off on the 14th and the fifth working day after it.
    world.rules.declare('2026-12-18', true);
    const after = world.rules.calendar.latest;
    const policies = world.rules.policies.latest;
    const now = '2026-11-02T01:00:00.000Z' as Instant;
    const { reminders } = await calendarEffects(world.database.pool, planTables, { before, after, policies, now });
    await new Replan(world.database.pool, planTables, world.rules.policies, world.rules.calendar).run();

    const moved = [...(await planned())].filter(([name, due]) => known.get(name) !== due);
    const foretold = reminders.filter(({ row: { rule } }) => rule !== 'overdue');
    expect(foretold.map(({ row: { subject, rule }, to }) => [`${subject} ${rule}`, to]).toSorted()).toEqual(moved.toSorted());
    expect(foretold.every(({ from, row: { subject, rule } }) => known.get(`${subject} ${rule}`) === from)).toBe(true);
    expect(new Set(reminders.map(({ subject }) => subject.kind))).toEqual(new Set(['task', 'indicator']));
    expect(reminders).toContainEqual(
      expect.objectContaining({
        subject: { kind: 'indicator', id, ordinal: '1', title: 'Tỷ lệ đô thị hóa' },
        from: '2026-12-18T00:30:00.000Z',
        to: '2026-12-21T00:30:00.000Z',
      }),
    );
  });
});
