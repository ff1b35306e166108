import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Instant, LeadPartId, PersonId, TaskId } from '#domain';
import { foretoldIn, ordersIn } from '../testing/letters-in.js';
import { backends } from '../testing/queue-backend.js';
import { planTables, type ReminderWorld, type Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import type { Ordering } from './order.js';

const L01 = 'L01' as LeadPartId;
const officer = randomUUID() as PersonId;
const at = (text: string): Instant => new Date(text).toISOString() as Instant;

describe.each(backends)('orders about reminders, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let worker: Sender;
  let task: TaskId;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    world.member('so-noi-vu');
    worker = await world.worker();
    task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    world.channel.sent.length = 0;
  });

  const by = (reason = 'Chờ ý kiến lãnh đạo', key: string | null = null, hash = 'a'): Ordering => ({
    ...{ taskId: task, person: officer, reason },
    request: key === null ? null : { key, hash },
  });
  const rowOf = async (rule: string): Promise<{ planKey: string }> => {
    const { rows } = await world.database.pool.query<{ key: string }>(
      `select key from ${planTables.rows} where rule = $1 and task_id = $2`,
      [rule, task],
    );
    return { planKey: rows[0]!.key };
  };
  const morning = async (day: string): Promise<readonly string[]> => {
    await world.at(`${day}T07:31:00+07:00`);
    await world.round(worker);
    return world.channel.sent.splice(0).map(({ subject }) => subject.replace('[UBND tỉnh Lạng Sơn] ', ''));
  };
  const outcomes = async (rule: string): Promise<readonly string[]> =>
    (await world.ledger.remindersOfTask(task))
      .filter((line) => line.rule === rule)
      .map(({ outcome, delivery }) => `${outcome}${delivery?.againOf == null ? '' : ' again'}`);
  const finish = (): Promise<void> =>
    world.order(task, { type: 'Cancel', data: { part: L01, basis: 'CV 1', document: null } }, 'van-phong');
  const deliveryOf = async (rule: string): Promise<string> =>
    (await world.ledger.remindersOfTask(task)).find((line) => line.rule === rule && line.delivery?.resent === false)!.delivery!.id;

  test('a reminder that is held is told on no morning until the hold ends, then once, and not as late by any fault of the system', async () => {
    // Seven working days before the 27th: the 18th.
    expect(await ordersIn(world).hold(await rowOf('due-in-7'), at('2026-11-21T00:00:00+07:00'), by())).toMatchObject({ ok: true });
    expect((await foretoldIn(world, '2026-11-17T18:00:00+07:00')).map(({ day }) => day)).toEqual([
      '2026-11-23',
      '2026-11-26',
      '2026-11-30',
    ]);
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) expect(await morning(day)).toEqual([]);
    await world.at('2026-11-23T07:31:00+07:00');
    await world.round(worker);
    expect(world.channel.sent.map(({ text }) => text.includes('gửi chậm'))).toEqual([false]);
    world.channel.sent.length = 0;
    expect(await morning('2026-11-24')).toEqual([]);
    expect(await outcomes('due-in-7')).toEqual(['sent']);
  });

  test('a hold that is lifted lets it go the next morning; it is lifted once, and held again after that', async () => {
    const row = await rowOf('due-in-7');
    const held = await ordersIn(world).hold(row, at('2026-11-28T00:00:00+07:00'), by());
    expect(await ordersIn(world).hold(row, at('2026-11-28T00:00:00+07:00'), by())).toEqual({ ok: false, code: 'REMINDER.HELD_ALREADY' });
    expect(await morning('2026-11-18')).toEqual([]);
    const hold = held.ok ? held.id : '';
    expect(await ordersIn(world).lift(hold, by('Đã có ý kiến'))).toMatchObject({ ok: true });
    expect(await ordersIn(world).lift(hold, by())).toEqual({ ok: false, code: 'REMINDER.NOT_HELD' });
    expect(await morning('2026-11-19')).toEqual(['01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect((await world.ledger.ordersOfTask(task)).map(({ kind, reason, person }) => [kind, reason, person])).toEqual([
      ['hold', 'Chờ ý kiến lãnh đạo', officer],
      ['lift', 'Đã có ý kiến', officer],
    ]);
  });

  test.each([
    ['in office hours, one more mail leaves at once', '10:00', 1],
    ['after office hours, it waits for the next morning', '18:30', 0],
  ])('a hold that ends on a day that had its mail: %s', async (_, end, more) => {
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    await ordersIn(world).hold(await rowOf('due-in-7'), at(`2026-11-18T${end}:00+07:00`), by());
    world.channel.sent.length = 0;
    expect(await morning('2026-11-18')).toEqual(['01 nhiệm vụ đến hạn đến 27/11/2026']);
    await world.at(`2026-11-18T${end}:01+07:00`);
    await world.round(worker);
    expect(world.channel.sent.splice(0)).toHaveLength(more);
    expect(await morning('2026-11-19')).toHaveLength(1 - more);
  });

  test('a hold has an end, not too near and not too far', async () => {
    const row = await rowOf('due-in-7');
    expect(await ordersIn(world).hold(row, at('2026-11-02T07:00:00+07:00'), by())).toEqual({
      ok: false,
      code: 'REMINDER.HOLD_ENDS_TOO_SOON',
    });
    // It goes on the morning of the 18th: what ends before holds nothing back, and the thirty days begin there.
    for (const early of ['2026-11-11T00:00:00+07:00', '2026-11-18T00:00:00+07:00', '2026-11-18T07:30:00+07:00'])
      expect(await ordersIn(world).hold(row, at(early), by())).toEqual({
        ...{ ok: false, code: 'REMINDER.HOLD_ENDS_BEFORE_DUE', day: '2026-11-18' },
      });
    expect(await ordersIn(world).hold(row, at('2026-12-20T00:00:00+07:00'), by())).toEqual({
      ...{ ok: false, code: 'REMINDER.HOLD_TOO_LONG', day: '2026-12-18' },
    });
    expect(await world.ledger.ordersOfTask(task)).toEqual([]);
    expect(await ordersIn(world).hold(row, at('2026-12-19T00:00:00+07:00'), by())).toMatchObject({ ok: true });
    expect(await ordersIn(world).hold({ planKey: `${task}|nothing` }, at('2026-11-10T00:00:00+07:00'), by())).toEqual({
      ok: false,
      code: 'REMINDER.NOT_FOUND',
    });
  });

  test('sent now it goes at once, alone, and not a second time on its morning', async () => {
    expect(await ordersIn(world).sendNow(await rowOf('due-in-7'), by('Lãnh đạo yêu cầu'))).toMatchObject({ ok: true });
    await world.round(worker);
    expect(world.channel.letters).toHaveLength(1);
    world.channel.sent.length = 0;
    expect(await ordersIn(world).sendNow(await rowOf('due-in-7'), by())).toEqual({ ok: false, code: 'REMINDER.MADE_ALREADY' });
    expect(await morning('2026-11-18')).toEqual([]);
    expect(await morning('2026-11-26')).toHaveLength(1);
  });

  test('of a repeating rule the next comes early, and the ones after it in their time', async () => {
    const overdue = await rowOf('overdue');
    expect(await ordersIn(world).sendNow(overdue, by())).toMatchObject({ ok: true });
    await world.round(worker);
    expect(world.channel.sent.splice(0)).toHaveLength(1);
    expect(await morning('2026-11-30')).not.toContain('01 nhiệm vụ quá hạn');
    expect(await morning('2026-12-07')).toEqual(['01 nhiệm vụ quá hạn']);
  });

  test('R5: finished work is sent by nobody’s word: neither what the plan still has, nor a letter that waits, nor one again', async () => {
    const row = await rowOf('due-in-7');
    await finish();
    expect(await ordersIn(world).sendNow(row, by())).toEqual({ ok: false, code: 'REMINDER.MOVED_ON' });
    await world.follow();
    expect(await ordersIn(world).sendNow(row, by())).toEqual({ ok: false, code: 'REMINDER.NOT_FOUND' });
  });

  test('R5: work that is finished between the order and the sending is not sent', async () => {
    expect(await ordersIn(world).sendNow(await rowOf('due-in-7'), by())).toMatchObject({ ok: true });
    await finish();
    await world.round(worker);
    expect(world.channel.letters).toEqual([]);
    expect(await outcomes('due-in-7')).toEqual(['cancelled']);
  });

  test('a letter that waits is held, and let go; the job that the queue has of it from before does nothing', async () => {
    world.channel.behave = () => ({ outcome: 'retry', reason: 'ECONNECTION: down' });
    await morning('2026-11-18');
    world.channel.behave = () => 'send';
    const delivery = await deliveryOf('due-in-7');
    await world.database.pool.query("update rem.deliveries set next_at = '2026-11-19T07:30:00+07:00' where id = $1", [delivery]);
    expect(await ordersIn(world).hold({ delivery }, at('2026-11-19T00:00:00+07:00'), by())).toEqual({
      ...{ ok: false, code: 'REMINDER.HOLD_ENDS_BEFORE_DUE', day: '2026-11-19' },
    });
    const held = await ordersIn(world).hold({ delivery }, at('2026-11-24T00:00:00+07:00'), by());
    expect(held).toMatchObject({ ok: true });
    for (const day of ['2026-11-19', '2026-11-20', '2026-11-23']) expect(await morning(day)).toEqual([]);
    expect(await ordersIn(world).sendNow({ delivery }, by())).toMatchObject({ ok: true });
    await world.round(worker);
    expect(world.channel.letters).toHaveLength(1);
    expect(await ordersIn(world).lift(held.ok ? held.id : '', by())).toEqual({ ok: false, code: 'REMINDER.NOT_HELD' });
    expect(await ordersIn(world).hold({ delivery }, at('2026-11-30T00:00:00+07:00'), by())).toEqual({
      ok: false,
      code: 'REMINDER.LEFT_ALREADY',
    });
  });

  test('a letter of which nobody knows is sent again once, names the first, and is not told again in the next digest', async () => {
    await morning('2026-11-18');
    const delivery = await deliveryOf('due-in-7');
    await world.database.pool.query("update rem.deliveries set status = 'uncertain', settled_at = app_now() where id = $1", [delivery]);
    world.channel.behave = () => 'send';
    const answers = await Promise.all([
      ordersIn(world).resend(delivery, by('Cơ quan báo chưa nhận')),
      ordersIn(world).resend(delivery, by()),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'made' : answer.code)).toSorted()).toEqual(['REMINDER.RESENT_ALREADY', 'made']);
    await world.round(worker);
    expect(world.channel.sent.splice(0)).toHaveLength(1);
    expect((await outcomes('due-in-7')).toSorted()).toEqual(['sent again', 'uncertain']);
    expect(await morning('2026-11-26')).toEqual(['01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await outcomes('due-in-7')).toHaveLength(2);
  });

  test('a refused letter is sent again, and what was sent is not', async () => {
    world.channel.behave = () => ({ outcome: 'refused', reason: 'EENVELOPE: 550' });
    await morning('2026-11-18');
    const first = await deliveryOf('due-in-7');
    world.channel.behave = () => 'send';
    const again = await ordersIn(world).resend(first, by('Đã sửa địa chỉ'));
    await world.round(worker);
    expect(world.channel.letters.filter((letter) => letter.startsWith('so-noi-vu'))).toHaveLength(1);
    const second = again.ok ? (again.delivery ?? '') : '';
    expect(await ordersIn(world).resend(second, by())).toEqual({ ok: false, code: 'REMINDER.NOT_TO_RESEND' });
    await finish();
    expect(await ordersIn(world).resend(randomUUID(), by())).toEqual({ ok: false, code: 'REMINDER.NOT_FOUND' });
  });

  test('the same request twice is one order, with the same answer; another under its key is refused', async () => {
    const row = await rowOf('due-in-7');
    const [first, second] = await Promise.all([
      ordersIn(world).sendNow(row, by('Gấp', 'k1')),
      ordersIn(world).sendNow(row, by('Gấp', 'k1')),
    ]);
    expect(first).toEqual(second);
    expect(await ordersIn(world).sendNow(row, by('Khác', 'k1', 'b'))).toEqual({ ok: false, code: 'REQUEST.KEY_REUSED' });
    await world.round(worker);
    expect(world.channel.letters).toHaveLength(1);
    expect(await world.ledger.ordersOfTask(task)).toHaveLength(1);
  });
});
