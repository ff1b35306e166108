import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant } from '#domain';
import { L01, reDate } from './testing/acts.js';
import { fewRules } from './testing/few-rules.js';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

const bare = '[UBND tỉnh Lạng Sơn]';

describe.each(backends)('what falls due, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  test('R3, R6: 7 and 1 working days before due, then weekly: at 07:30, one mail a day, and nothing in between', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    world.channel.sent.length = 0;
    const told: string[] = [];
    for (let hour = 0; hour < 24 * 27; hour += 6) {
      // From 00:45 on the 18th, every six hours: 00:45, 06:45, 12:45, 18:45.
      const now = new Date(Date.parse('2026-11-18T00:45:00+07:00') + hour * 3_600_000).toISOString();
      await world.at(now);
      await world.round(worker);
      told.push(...world.channel.sent.splice(0).map(({ subject }) => `${now.slice(0, 13)} ${subject.slice(bare.length + 1)}`));
    }
    expect(told).toEqual([
      '2026-11-18T05 01 nhiệm vụ đến hạn đến 27/11/2026',
      '2026-11-26T05 01 nhiệm vụ đến hạn đến 27/11/2026',
      '2026-11-30T05 01 nhiệm vụ quá hạn',
      '2026-12-07T05 01 nhiệm vụ quá hạn',
      '2026-12-14T05 01 nhiệm vụ quá hạn',
    ]);
  });

  test('R3: two rules of one task eight hours apart are both sent', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    await world.at('2026-11-17T23:30:00+07:00');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    await world.at('2026-11-18T07:31:00+07:00');
    await world.round(worker);
    expect(world.channel.letters).toEqual([
      `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ mới giao`,
      `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ đến hạn đến 27/11/2026`,
    ]);
  });

  test('R3: the next period is told after the one before it', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    const open = (cycle: number, due: string): Promise<void> =>
      world.append(`task-${task}`, [
        {
          type: 'CycleOpened',
          data: {
            part: L01,
            cycle,
            agencyId: 'so-noi-vu',
            period: { label: `Kỳ ${String(cycle)}`, from: '2026-10-15', to: '2026-11-14' },
            due,
            effectiveAt: '2026-11-02T01:00:00.000Z',
          },
        },
      ]);
    const schedule = { part: L01, schedule: { kind: 'monthly' }, since: '2026-11-02', dueAfter: 5, signed: false, basis: '' };
    await world.append(`task-${task}`, [{ type: 'RecurrenceSet', data: { ...schedule, effectiveAt: '2026-11-02T01:00:00.000Z' } }]);
    await open(1, '2026-11-20');
    await world.round(worker);
    world.channel.sent.length = 0;
    await world.at('2026-11-19T07:31:00+07:00');
    await world.round(worker);
    await open(2, '2026-12-18');
    await world.at('2026-12-17T07:31:00+07:00');
    await world.round(worker);
    expect(world.channel.sent.map(({ text }) => [1, 2].filter((cycle) => text.includes(`Kỳ ${String(cycle)}`)))).toEqual([[1], [1, 2]]);
  });

  test('R6: the golden table of due dates and mornings', async () => {
    const worker = await world.worker();
    const dues = ['03', '11', '13', '27'];
    for (const due of dues) {
      world.member(`due-${due}`);
      await world.enter({ leads: [`due-${due}`], due: `2026-11-${due}` });
    }
    await world.round(worker);
    world.channel.sent.length = 0;
    const found: Record<string, readonly string[]> = {};
    const mornings = ['03', '04', '05', '10', '11', '12', '14', '15', '16', '18', '26', '27', '30'];
    for (const time of mornings.flatMap((day) => [`${day}T07:29`, `${day}T07:31`])) {
      await world.at(`2026-11-${time}:00+07:00`);
      await world.round(worker);
      const told = world.channel.sent.splice(0).map(({ to, subject }) => {
        return `${to.address.slice('due-'.length, 'due-'.length + 2)} ${subject.includes('quá hạn') ? 'overdue' : 'before'}`;
      });
      if (told.length > 0) found[time] = told.toSorted();
    }
    expect(found).toEqual({
      '04T07:31': ['03 overdue', '13 before'],
      '10T07:31': ['11 before'],
      '11T07:31': ['03 overdue'],
      '12T07:31': ['11 overdue', '13 before'],
      '16T07:31': ['13 overdue'],
      '18T07:31': ['03 overdue', '27 before'],
      '26T07:31': ['03 overdue', '11 overdue', '13 overdue', '27 before'],
      '30T07:31': ['13 overdue', '27 overdue'],
    });
  });

  test('the coordinating agency is reminded of the due date as well', async () => {
    world.member('so-tai-chinh');
    await world.enter({ leads: ['huyen-a', 'huyen-b'], coordinators: ['so-tai-chinh'], due: '2026-11-27' });
    await world.at('2026-11-18T07:31:00+07:00');
    await world.round(await world.worker());
    expect(world.channel.letters).toContain(`so-tai-chinh-1@tinh.invalid: ${bare} 01 nhiệm vụ đang phối hợp đến hạn đến 27/11/2026`);
  });

  test('R1: after three days without a worker over four due points there is one catch-up digest, marked as delayed', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    for (const due of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-27']) await world.enter({ leads: ['so-noi-vu'], due });
    await world.round(worker);
    world.channel.sent.length = 0;
    await world.at('2026-11-19T09:00:00+07:00');
    await world.round(worker);
    await world.round(worker);
    expect(world.channel.letters).toEqual([`so-noi-vu-1@tinh.invalid: ${bare} 02 nhiệm vụ quá hạn, 02 nhiệm vụ đến hạn đến 27/11/2026`]);
    expect(world.channel.sent[0]?.text).toContain('gửi chậm do hệ thống gián đoạn');
  });

  test('R8: a re-dated part is reminded of its new date, and of the old one no more', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    await reDate('2026-12-11')(world, task);
    world.channel.sent.length = 0;
    for (const day of ['2026-11-18', '2026-11-26', '2026-12-02', '2026-12-10']) {
      await world.at(`${day}T07:31:00+07:00`);
      await world.round(worker);
    }
    expect(world.channel.letters).toEqual([
      `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ đến hạn đến 11/12/2026`,
      `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ đến hạn đến 11/12/2026`,
    ]);
  });

  test('R8: a coordinating agency that is named later is reminded too', async () => {
    world.member('so-y-te');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.order(task, { type: 'NameCoordinator', data: { agencyId: 'so-y-te' as AgencyId } }, 'van-phong');
    await world.at('2026-11-18T07:31:00+07:00');
    await world.round(worker);
    expect(world.channel.letters).toContain(`so-y-te-1@tinh.invalid: ${bare} 01 nhiệm vụ đang phối hợp đến hạn đến 27/11/2026`);
  });

  describe('entered late', () => {
    test('an unreviewed part sends no due or overdue notice; after its review only what falls then', async () => {
      world.member('so-noi-vu');
      const worker = await world.worker();
      const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-10', late: true });
      await world.round(worker);
      await world.at('2026-11-17T09:00:00+07:00');
      await world.round(worker);
      expect(world.channel.letters).toEqual([`so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ mới giao`]);
      const data = { part: L01, outcome: { kind: 'in-progress' as const }, note: null };
      await world.order(task, { type: 'RecordBaseline', data }, 'van-phong');
      await world.round(worker);
      await world.at('2026-11-18T07:31:00+07:00');
      await world.round(worker);
      expect(world.channel.sent).toHaveLength(2);
      const lines = await world.ledger.remindersOfTask(task);
      expect(lines.filter(({ outcome }) => outcome === 'suppressed').map(({ rule, reason }) => `${rule} ${reason ?? ''}`)).toEqual([
        'due-in-7 unreviewed',
        'due-in-1 unreviewed',
        'overdue unreviewed',
      ]);
    });
  });

  test('R13: however many lines fall due through a day, one scheduled mail leaves for each person', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    for (const due of ['2026-11-17', '2026-11-18', '2026-11-27'])
      await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-noi-vu'], due });
    await world.round(worker);
    world.channel.sent.length = 0;
    for (const hour of ['07:31', '09:00', '12:00', '16:00', '23:00']) {
      await world.at(`2026-11-18T${hour}:00+07:00`);
      await world.round(worker);
    }
    expect(world.channel.sent).toHaveLength(1);
  });

  test.each([
    ['waits until it is late, and all of it leaves together', '07:30', ['08:31 gửi chậm']],
    ['does not wait where its day would end before that', '16:15', ['16:18']],
  ])('R13: what missed the mail of the day by minutes %s', async (_, daily, second) => {
    const dailyAt = Number(daily.slice(0, 2)) * 60 + Number(daily.slice(3));
    world.rules.adopt({ ...fewRules, dailyAt }, '2026-11-01T00:00:00.000Z' as Instant);
    world.member('so-noi-vu');
    const worker = await world.worker();
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    const found: string[] = [];
    const look = async (hour: string, isFollowing = true): Promise<void> => {
      world.channel.sent.length = 0;
      await world.at(`2026-11-18T${hour}:00+07:00`);
      if (isFollowing) await world.follow();
      await worker.sweep.run();
      await world.idle();
      const mails = world.channel.sent.filter(({ subject }) => subject.includes('đến hạn'));
      found.push(...mails.map(({ text }) => (text.includes('gửi chậm') ? `${hour} gửi chậm` : hour)));
    };
    const minutesLater = (minutes: number): string =>
      `${String(Math.floor((dailyAt + minutes) / 60)).padStart(2, '0')}:${String((dailyAt + minutes) % 60).padStart(2, '0')}`;
    // The plan lags behind the log when the mail is made.
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await look(minutesLater(1), false);
    for (const minutes of [3, 30, 61, 62]) await look(minutesLater(minutes));
    expect(found).toEqual([minutesLater(1), ...second]);
  });
});
