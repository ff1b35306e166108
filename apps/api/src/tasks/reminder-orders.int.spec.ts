import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Problem, ReminderOrderReply, ReminderView } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('orders about the reminders of a task', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let task = '';
  beforeAll(async () => {
    bed = await createApiBed(new Date().toISOString());
    office = await bed.signIn('van-phong-ubnd-tinh');
    await bed.signIn('so-noi-vu');
    task = await enterTask(bed, { title: 'Nộp đề án', leads: ['so-noi-vu'], due: inDays(200), kind: 'date' });
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const reminders = (client: ApiClient): Promise<readonly ReminderView[]> => client.get(`/tasks/${task}/reminders`, z.array(ReminderView));
  const planned = async (client: ApiClient, rule: string): Promise<ReminderView> =>
    (await reminders(client)).find((line) => line.rule === rule && line.agency.id === 'so-noi-vu')!;
  const order = (client: ApiClient, verb: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    client.request('POST', `/tasks/${task}/reminders/${verb}`, body, headers);
  /** So many days after the day on which the line is to go. */
  const after = ({ dueAt }: ReminderView, days: number): string =>
    new Date(Date.parse(dueAt) + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);

  test('are offered to the Office and to nobody else, and refused to whoever tries', async () => {
    const lead = await bed.signIn('so-noi-vu');
    const offered = await planned(office, 'due-in-3');
    const { target, acts } = offered;
    expect(acts).toEqual(['hold', 'send-now']);
    expect((await planned(lead, 'due-in-3')).acts).toEqual([]);
    const body = { target, until: after(offered, 5), reason: 'Chờ ý kiến' };
    expect((await order(lead, 'hold', body)).status).toBe(403);
    expect((await order(await bed.signIn('so-y-te'), 'hold', body)).status).toBe(404);
    const blank = await order(office, 'hold', { ...body, reason: ' ' });
    expect([blank.status, Problem.parse(blank.body).errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/reason']]);
  });

  test('a hold shows who, until when and why, is lifted, and both stay to be read', async () => {
    const free = await planned(office, 'due-in-3');
    const { target } = free;
    const held = await order(office, 'hold', { target, until: after(free, 5), reason: 'Chờ ý kiến lãnh đạo' });
    expect(held.status).toBe(200);
    const line = await planned(office, 'due-in-3');
    expect(line).toMatchObject({
      outcome: 'held',
      acts: ['lift', 'send-now'],
      orders: [{ kind: 'hold', by: 'Người của van-phong-ubnd-tinh' }],
    });
    // Whose reminder it is reads the same.
    expect((await planned(await bed.signIn('so-noi-vu'), 'due-in-3')).orders).toMatchObject([{ reason: 'Chờ ý kiến lãnh đạo' }]);
    const twice = await order(office, 'hold', { target, until: after(free, 5), reason: 'Nữa' });
    expect([twice.status, Problem.parse(twice.body).code]).toEqual([409, 'REMINDER.HELD_ALREADY']);
    expect((await order(office, 'lift', { hold: ReminderOrderReply.parse(held.body).id, reason: 'Đã có ý kiến' })).status).toBe(200);
    expect((await planned(office, 'due-in-3')).orders.map(({ kind }) => kind)).toEqual(['hold', 'lift']);
    expect((await planned(office, 'due-in-3')).outcome).toBe('planned');
  });

  test('a hold that would hold nothing back, or for too long, is refused with the day; of what is due far ahead thirty days count from there', async () => {
    const far = await planned(office, 'due-in-3');
    const hold = (until: string) => order(office, 'hold', { target: far.target, until, reason: 'Chờ ý kiến' });
    const inFigures = (date: string): string => date.split('-').reverse().join('/');
    for (const [until, code, day] of [
      [inDays(1), 'REMINDER.HOLD_ENDS_BEFORE_DUE', after(far, 0)],
      [after(far, -1), 'REMINDER.HOLD_ENDS_BEFORE_DUE', after(far, 0)],
      [after(far, 31), 'REMINDER.HOLD_TOO_LONG', after(far, 30)],
    ] as const) {
      const answer = await hold(until);
      const { code: told, title } = Problem.parse(answer.body);
      expect([answer.status, told, title]).toEqual([409, code, expect.stringContaining(`đến hết ngày ${inFigures(day)}`)]);
    }
    for (const until of [after(far, 0), after(far, 30)]) {
      const held = await hold(until);
      expect(held.status).toBe(200);
      await order(office, 'lift', { hold: ReminderOrderReply.parse(held.body).id, reason: 'Thử' });
    }
  });

  test('the same request twice makes one letter; another body under its key is refused', async () => {
    const { target } = await planned(office, 'due-in-7');
    const body = { target, reason: 'Lãnh đạo yêu cầu' };
    const key = { 'idempotency-key': 'gui-ngay-1' };
    const answers = [await order(office, 'send-now', body, key), await order(office, 'send-now', body, key)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    const other = await order(office, 'send-now', { ...body, reason: 'Khác' }, key);
    expect([other.status, Problem.parse(other.body).code]).toEqual([422, 'REQUEST.KEY_REUSED']);
    const { rows } = await bed.resources.context.pool.query('select 1 from rem.deliveries');
    expect(rows).toHaveLength(1);
  });

  test('a letter of which nobody knows is offered to be sent again, and its reason is said in words', async () => {
    const { pool } = bed.resources.context;
    await pool.query("update rem.deliveries set status = 'uncertain', reason = 'lapsed while handing over', settled_at = app_now()");
    const line = await planned(office, 'due-in-7');
    expect(line).toMatchObject({
      outcome: 'uncertain',
      acts: ['resend'],
      reason: expect.stringContaining('chưa rõ nơi nhận đã nhận hay chưa'),
    });
    const delivery = line.target !== null && 'delivery' in line.target ? line.target.delivery : '';
    expect((await order(office, 'resend', { delivery, reason: 'Cơ quan báo chưa nhận' })).status).toBe(200);
    const lines = (await reminders(office)).filter(({ rule }) => rule === 'due-in-7');
    expect(lines.map(({ outcome, isAgain }) => [outcome, isAgain]).toSorted()).toEqual([
      ['planned', true],
      ['uncertain', false],
    ]);
  });

  test('a letter that came back says so with its cause, and is offered to be sent again', async () => {
    const { pool } = bed.resources.context;
    await pool.query("update rem.deliveries set status = 'sent', reason = null, settled_at = app_now() where again_of is not null");
    await pool.query(
      "update rem.deliveries set returned_at = app_now(), return_reason = '5.1.1: 550 <an@so.vn> no such user' where again_of is not null",
    );
    const line = (await reminders(office)).find(({ isAgain }) => isAgain);
    expect(line).toMatchObject({
      outcome: 'returned',
      reason: 'Đã gửi nhưng bị trả lại: địa chỉ thư của người nhận không có hoặc không còn dùng (mã 5.1.1)',
      acts: ['resend'],
    });
  });
});
