import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CommandReply, LongPart, PlanPeriodsReply, TaskDetail } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

describe('every task longer than six months reports on the plan’s periods besides its deadline', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let planId: string;
  let long: string;
  let short: string;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const entered = await office.request('POST', '/letters', {
      document: { number: '1/TB-UBND', title: 'Thông báo kết luận' },
      tasks: [
        {
          title: 'Không có thời hạn',
          leads: [{ text: 'so-y-te', kind: 'agency', id: 'so-y-te' }],
          approvers: [{ text: 'ubnd-tinh', kind: 'agency', id: 'ubnd-tinh' }],
          deadline: { text: '', kind: 'none', start: null, due: null, recurrence: null },
        },
      ],
    });
    planId = CommandReply.parse(entered.body).id;
    long = await enterTask(bed, { planId, row: 1, title: 'Lập quy hoạch', due: '2027-12-31', leads: ['so-xay-dung', 'so-noi-vu'] });
    short = await enterTask(bed, { planId, row: 2, title: 'Báo cáo nhanh', due: '2027-01-31', leads: ['so-tu-phap'] });
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const order = { schedule: { kind: 'quarterly' }, basis: 'Mục IV của Thông báo số 1/TB-UBND' };
  const set = async (client = office): Promise<{ status: number; body: unknown }> => {
    const answer = await client.request('POST', `/plans/${planId}/report-periods`, order, { 'idempotency-key': 'ky-bao-cao' });
    await bed.runner.catchUp();
    return answer;
  };
  const longParts = () => office.get(`/plans/${planId}/report-periods`, z.array(LongPart));
  const partsOf = async (id: string) => (await office.get(`/tasks/${id}`, TaskDetail)).parts;

  test('those that last so long are listed for the Office, and for nobody else', async () => {
    expect((await longParts()).map(({ taskId, part, reports }) => [taskId, part, reports])).toEqual([
      [long, 'L01', false],
      [long, 'L02', false],
    ]);
    const lead = await bed.signIn('so-xay-dung');
    expect((await lead.request('GET', `/plans/${planId}/report-periods`)).status).toBe(403);
    expect((await set(lead)).status).toBe(403);
    expect((await office.request('GET', '/plans/01930000-0000-7000-8000-000000000001/report-periods')).status).toBe(404);
  });

  test('one act sets the periods of all of them, once; the deadline stands, and short tasks are left alone', async () => {
    expect(PlanPeriodsReply.parse((await set()).body)).toMatchObject({ set: 2, refused: [] });
    for (const part of await partsOf(long)) {
      expect(part).toMatchObject({ recurrence: { kind: 'quarterly' }, deadline: { due: '2027-12-31' } });
      expect(part.cycles).toHaveLength(1);
    }
    expect(await partsOf(short)).toMatchObject([{ recurrence: null, cycles: [] }]);
    expect((await longParts()).map(({ reports }) => reports)).toEqual([true, true]);
    expect(PlanPeriodsReply.parse((await set()).body)).toMatchObject({ set: 0, refused: [], position: null });
  });
});
