import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { backends } from './testing/queue-backend.js';
import { planTables, type ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

describe.each(backends)('reminders of figures that are owed, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let id: string;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    id = randomUUID();
    const row = { row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [] };
    const leads = { leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] };
    await tell('IndicatorEntered', { indicatorId: id, planId: null, ...row, ...leads });
  });

  const tell = (type: string, data: object): Promise<void> =>
    world.append(`indicator-${id}`, [{ type, data: { ...data, effectiveAt: '2026-11-02T01:00:00.000Z' } }]);
  const measure = (): Promise<void> => {
    const figure = { period: null, on: '2026-12-10', meets: null, value: 36, text: null, document: null, files: [], reportedBy: null };
    const reading = { kind: 'number', min: 36, max: 36, text: '36' };
    return tell('MeasurementReported', { measurement: 1, agencyId: 'so-xay-dung', reading, ...figure });
  };
  const rows = async (): Promise<number> =>
    (await world.database.pool.query(`select key from ${planTables.rows} where subject = 'ky/2026-12-14'`)).rows.length;

  test('the following agency is asked by one line of its own, and no more once the figure is in', async () => {
    world.member('so-xay-dung');
    const worker = await world.worker();
    await world.round(worker);
    expect(world.channel.sent).toEqual([]);
    await world.at('2026-12-18T08:00:00+07:00');
    await world.round(worker);
    const [mail] = world.channel.sent;
    expect(mail?.subject).toBe('[UBND tỉnh Lạng Sơn] 01 chỉ tiêu đến kỳ báo cáo');
    expect(mail?.text).toContain('Báo cáo chỉ tiêu Tỷ lệ đô thị hóa');
    expect(mail?.text).toContain('chốt số liệu ngày 14/12/2026');
    expect(mail?.text).toContain('(21/12/2026), còn 01 ngày làm việc');
    await measure();
    for (const day of ['2026-12-21', '2026-12-22', '2026-12-29']) {
      await world.at(`${day}T08:00:00+07:00`);
      await world.round(worker);
    }
    expect(world.channel.sent).toHaveLength(1);
    expect(await rows()).toBe(0);
  });

  test('R5: a figure that the plan has not seen yet keeps the mail from being made, and one that comes while it is composed from being sent', async () => {
    world.member('so-xay-dung');
    const worker = await world.worker();
    await world.follow();
    await world.at('2026-12-18T08:00:00+07:00');
    world.channel.behave = () => 'send';
    const isFirst = { yes: true };
    const before = world.channel.send.bind(world.channel);
    world.channel.send = async (message, handOver) => {
      if (isFirst.yes) await measure();
      isFirst.yes = false;
      return before(message, handOver);
    };
    await worker.sweep.run();
    await world.idle();
    await world.at('2026-12-21T08:00:00+07:00');
    await worker.sweep.run();
    await world.idle();
    expect(isFirst.yes).toBe(false);
    expect(world.channel.sent).toEqual([]);
  });

  test('an agency without anybody stands in the pile of the Office, and a plan made again is the same', async () => {
    const worker = await world.worker();
    await world.at('2026-12-18T08:00:00+07:00');
    await world.round(worker);
    expect(await world.ledger.refusedForLackOfRecipient()).toMatchObject([{ taskId: id, agency: 'so-xay-dung', rule: 'due-in-1' }]);
    const before = await rows();
    await world.rebuildPlan();
    expect(await rows()).toBe(before);
    await world.round(worker);
    expect(await world.ledger.refusedForLackOfRecipient()).toHaveLength(1);
  });
});
