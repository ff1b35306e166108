import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CommandReply, pageOf, PlanDraft, PlanSummary, PlanView, Problem, TaskListItem, type EnterLetterBody } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';

const Tasks = pageOf(TaskListItem);
const words =
  'Tại Thông báo số 210/TB-UBND ngày 10/5/2023 của UBND tỉnh, Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 30/12/2023.';

/** The form as the page fills it from what was read. */
const formOf = ({ document, tasks }: PlanDraft): z.input<typeof EnterLetterBody> => ({
  text: words,
  document,
  tasks: tasks.map(({ title, leads, coordinators, approvers, deadline, output }) => ({
    title,
    leads,
    coordinators,
    approvers,
    deadline,
    output,
  })),
});

describe('a letter without an appendix', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let read: PlanDraft;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const answer = await office.request('POST', '/letters/read', { text: words });
    expect(answer.status).toBe(200);
    read = PlanDraft.parse(answer.body);
  });
  afterAll(() => bed.close());

  test('is read into a proposal, and nothing is kept', async () => {
    expect(read.document).toMatchObject({ number: '210/TB-UBND', issuedOn: '2023-05-10' });
    expect(read.tasks[0]).toMatchObject({
      leads: [{ id: 'so-xay-dung' }],
      coordinators: [{ id: 'so-tai-chinh' }],
      approvers: [{ id: 'ubnd-tinh' }],
      deadline: { due: '2023-12-29' },
    });
    expect(await office.get('/plans', z.array(PlanSummary))).toEqual([]);
  });

  test('is for the Office alone', async () => {
    const other = await bed.signIn('so-xay-dung');
    expect((await other.request('POST', '/letters/read', { text: words })).status).toBe(403);
    expect((await other.request('POST', '/letters', formOf(read))).status).toBe(403);
  });

  test('is refused with the place that is wrong', async () => {
    const blank = await office.request('POST', '/letters', { ...formOf(read), tasks: [] });
    expect([blank.status, Problem.parse(blank.body).errors?.[0]?.pointer]).toEqual([422, '/tasks']);
    const future = await office.request('POST', '/letters', { ...formOf(read), effectiveOn: '2099-01-01' });
    expect([future.status, Problem.parse(future.body).code]).toEqual([422, 'PLAN.EFFECTIVE_IN_FUTURE']);
    for (const [path, body] of [
      ['/letters/read', { text: 'MẬT\nGiao Công an tỉnh rà soát.' }],
      ['/letters', { ...formOf(read), text: 'MẬT\nGiao Công an tỉnh rà soát.' }],
    ] as const) {
      const secret = await office.request('POST', path, body);
      expect([secret.status, Problem.parse(secret.body).code]).toEqual([422, 'IMPORT.SECRET']);
    }
    const early = formOf(read);
    const [task] = early.tasks;
    const past = {
      ...early,
      tasks: [{ ...task, deadline: { text: '1/5/2023', kind: 'date', start: null, due: '2023-05-01', recurrence: null } }],
    };
    const refused = await office.request('POST', '/letters', past);
    expect([refused.status, Problem.parse(refused.body).code]).toEqual([409, 'PLAN.ROWS_REFUSED']);
    expect(await office.get('/plans', z.array(PlanSummary))).toEqual([]);
  });

  test('becomes a plan of its own with its task, once for each key, and keeps its words', async () => {
    const enter = () => office.request('POST', '/letters', formOf(read), { 'idempotency-key': 'letter-1' });
    const entered = await enter();
    expect([entered.status, CommandReply.parse(entered.body).events]).toEqual([201, ['PlanEntered']]);
    expect(CommandReply.parse((await enter()).body)).toEqual(CommandReply.parse(entered.body));
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    const { id } = CommandReply.parse(entered.body);
    const plan = await office.get(`/plans/${id}`, PlanView);
    expect(plan).toMatchObject({
      status: 'entered',
      document: { number: '210/TB-UBND', title: 'Thông báo số 210/TB-UBND' },
      progress: { tasks: 1, ofTasks: 1 },
      figures: { parts: 1 },
      file: { mediaType: 'text/plain' },
    });
    const { items } = await office.get(`/tasks?plan=${id}`, Tasks);
    expect(items).toMatchObject([
      {
        title: 'Rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 30/12/2023',
        leads: [{ id: 'so-xay-dung' }],
        deadline: { due: '2023-12-29' },
      },
    ]);
  });

  test('has no draft that could be reviewed or entered once more', async () => {
    const [{ id } = { id: '' }] = await office.get('/plans', z.array(PlanSummary));
    expect((await office.request('GET', `/plan-drafts/${id}`)).status).toBe(404);
    expect((await office.request('GET', `/plan-drafts/${id}/preview?effectiveOn=2023-05-10`)).status).toBe(404);
    expect((await office.request('POST', `/plan-drafts/${id}/enter`, { effectiveOn: '2023-05-10' })).status).toBe(404);
    expect((await office.get(`/plans/${id}`, PlanView)).hasAppendix).toBe(false);
  });

  test('is told to stand there already', async () => {
    const again = PlanDraft.parse((await office.request('POST', '/letters/read', { text: words })).body);
    expect(again.findings[0]).toMatchObject({ code: 'number-already-entered', pointer: '/document/number' });
  });
});
