import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Instant, LeadPartId, PersonId, PolicySettings, TaskId } from '#domain';
import { fixedPolicies } from '../policy/live-policies.js';
import { fewRules } from '../testing/few-rules.js';
import { backends } from '../testing/queue-backend.js';
import type { ReminderWorld } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import { CourtesyGate } from './courtesy-gate.js';
import type { Rest } from './courtesy-rest.js';

const L01 = 'L01' as LeadPartId;

describe('when a telephone may ring', () => {
  let world: ReminderWorld;
  const give = (fresh: ReminderWorld): void => {
    world = fresh;
  };
  const lanAgrees = async (): Promise<void> => {
    await world.at('2026-11-02T09:00:00+07:00');
    const lan = world.member('so-noi-vu');
    const id = lan.key.slice('person:'.length);
    world.besides.push({ ...lan, key: `zalo:${id}`, channel: 'zalo', address: '84987654321' });
    world.subscribed.push(id);
  };

  describe('the gate', () => {
    worldForEachTest('postgres', give);
    beforeEach(lanAgrees);
    const delivery = async (key = 'zalo:lan'): Promise<string> => {
      const { rows } = await world.database.pool.query<{ id: string }>(
        "insert into rem.deliveries (recipient_key, channel, kind, status) values ($1, 'zalo', 'at-once', 'claimed') returning id",
        [key],
      );
      return rows[0]!.id;
    };
    const settle = (id: string, status: string): Promise<unknown> =>
      world.database.pool.query('update rem.deliveries set status = $2 where id = $1', [id, status]);
    const gate = (settings: PolicySettings = fewRules): CourtesyGate =>
      new CourtesyGate(world.database.pool, fixedPolicies(settings), world.rules.calendar);
    const outside = (until: string): Rest => ({ until: until as Instant, reason: 'outside-office-hours' });

    test.each([
      ['2026-11-02T07:29:00+07:00', '2026-11-02T00:31:00.000Z'],
      ['2026-11-02T07:30:00+07:00', null],
      ['2026-11-02T16:59:00+07:00', null],
      ['2026-11-02T17:00:00+07:00', '2026-11-03T00:31:00.000Z'],
      ['2026-11-06T18:00:00+07:00', '2026-11-09T00:31:00.000Z'],
      ['2026-11-07T10:00:00+07:00', '2026-11-09T00:31:00.000Z'],
    ])('at %s it opens %s', async (now, opens) => {
      await world.at(now);
      expect(await gate().restOf(await delivery())).toEqual(opens === null ? null : outside(opens));
    });

    test('keeps the hours of the policy', async () => {
      await world.at('2026-11-02T17:30:00+07:00');
      const late = { ...fewRules, officeHours: { from: 480, to: 18 * 60 } };
      expect(await gate(late).restOf(await delivery())).toBeNull();
      await world.at('2026-11-02T18:00:00+07:00');
      expect(await gate(late).restOf(await delivery())).toEqual(outside('2026-11-03T01:01:00.000Z'));
    });

    test('lets one through a day for a person, and of many at once exactly one; the same one again', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => delivery()));
      const answers = await Promise.all(ids.map((id) => gate().restOf(id)));
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect(answers.filter((answer) => answer !== null)).toEqual(
        Array.from({ length: 5 }, () => ({ until: '2026-11-03T00:31:00.000Z', reason: 'day-is-full' })),
      );
      expect(await gate().restOf(ids[answers.indexOf(null)]!)).toBeNull();
      expect(await gate().restOf(await delivery('zalo:hai'))).toBeNull();
    });

    test('two a day where the policy has it so', async () => {
      const two = { ...fewRules, phone: { ...fewRules.phone, perDay: 2 } };
      expect(await gate(two).restOf(await delivery())).toBeNull();
      expect(await gate(two).restOf(await delivery())).toBeNull();
      expect(await gate(two).restOf(await delivery())).toMatchObject({ reason: 'day-is-full' });
    });

    test('what came back does not count for the day', async () => {
      for (const status of ['refused', 'retry', 'void']) {
        const id = await delivery();
        expect(await gate().restOf(id)).toBeNull();
        await settle(id, status);
      }
      const uncertain = await delivery();
      expect(await gate().restOf(uncertain)).toBeNull();
      await settle(uncertain, 'uncertain');
      expect(await gate().restOf(await delivery())).toMatchObject({ reason: 'day-is-full' });
    });

    test('three a week, and the fourth waits for Monday', async () => {
      for (const day of ['02', '03', '05']) {
        await world.at(`2026-11-${day}T09:00:00+07:00`);
        const id = await delivery();
        expect(await gate().restOf(id)).toBeNull();
        await settle(id, 'sent');
      }
      await world.at('2026-11-06T09:00:00+07:00');
      expect(await gate().restOf(await delivery())).toEqual({ until: '2026-11-09T00:31:00.000Z', reason: 'week-is-full' });
      await world.at('2026-11-09T08:00:00+07:00');
      expect(await gate().restOf(await delivery())).toBeNull();
    });
  });

  describe.each(backends)('outside office hours, with the queue on %s', (backend) => {
    worldForEachTest(backend, give);
    beforeEach(lanAgrees);
    /** As the channel itself asks, before anything leaves. */
    const gated = (): void => {
      const gate = new CourtesyGate(world.database.pool, fixedPolicies(fewRules), world.rules.calendar);
      world.zalo.asks = (id) => gate.restOf(id);
    };
    const urge = (task: TaskId, urgent: boolean): Promise<void> =>
      world.order(
        task,
        { type: 'UrgePart', data: { part: L01, text: 'Khẩn trương', document: null, urgent } },
        'van-phong-ubnd-tinh',
        'nguoi-don-doc' as PersonId,
      );
    const reasons = async (task: TaskId): Promise<readonly string[]> =>
      (await world.ledger.remindersOfTask(task))
        .filter(({ recipientKey }) => recipientKey?.startsWith('zalo:') === true)
        .map(({ rule, outcome, reason, at }) => `${rule} ${outcome} ${String(reason)} ${String(at?.slice(0, 16))}`);

    const statuses = async (): Promise<readonly string[]> =>
      (
        await world.database.pool.query<{ status: string }>("select status from rem.deliveries where channel = 'zalo' order by created_at")
      ).rows.map(({ status }) => status);

    test('an urging waits for the morning, and the ledger says why and until when; marked urgent it leaves at once', async () => {
      gated();
      const sender = await world.worker();
      await world.at('2026-11-06T20:00:00+07:00');
      const task = await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      await urge(task, false);
      for (let round = 0; round < 3; round += 1) await world.round(sender);
      expect(world.zalo.sent).toEqual([]);
      expect(await reasons(task)).toEqual(['urged planned outside-office-hours 2026-11-09T00:31']);
      await world.at('2026-11-06T20:30:00+07:00');
      const other = await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' });
      await urge(other, true);
      for (let round = 0; round < 3; round += 1) await world.round(sender);
      // What waits for the same telephone goes with it.
      expect(world.zalo.sent.map(({ brief }) => `${String(brief?.occasion)} ${String(brief?.count)}`)).toEqual(['urged 2']);
      expect(await reasons(other)).toEqual([expect.stringMatching(/^urged-urgently sent null/u)]);
    });

    test('an urgent one is one of the day’s all the same: the next waits', async () => {
      gated();
      const sender = await world.worker();
      await world.at('2026-11-06T20:30:00+07:00');
      for (let nth = 0; nth < 2; nth += 1) {
        await urge(await world.enter({ leads: ['so-noi-vu'], due: '2027-06-30' }), true);
        for (let round = 0; round < 3; round += 1) await world.round(sender);
      }
      expect(world.zalo.sent).toHaveLength(1);
      expect(await statuses()).toEqual(['sent', 'retry']);
    });
  });
});
