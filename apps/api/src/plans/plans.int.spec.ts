import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  AgencyView,
  CommandReply,
  IndicatorView,
  InboxView,
  pageOf,
  PartListItem,
  PlanDraftView,
  PlanSummary,
  PlanView,
  Problem,
  TaskListItem,
} from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const source = new URL('../../../../samples/lang-son-2023-phu-luc.txt', import.meta.url);
const Tasks = pageOf(TaskListItem);
const Parts = pageOf(PartListItem);

describe("the plan's way from its file to its figures", () => {
  let bed: ApiBed;
  let office: ApiClient;
  let draft: PlanDraftView;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const form = formOf('lang-son-2023-phu-luc.txt', await readFile(source));
    const headers = { ...form.headers, 'idempotency-key': 'draft-1' };
    const answer = await office.request('POST', '/plan-drafts', form.payload, headers);
    expect(answer.status).toBe(201);
    draft = PlanDraftView.parse(answer.body);
    const again = await office.request('POST', '/plan-drafts', form.payload, headers);
    expect([again.status, PlanDraftView.parse(again.body).id]).toEqual([201, draft.id]);
  });
  afterAll(() => bed.close());

  test('is a draft first, for the Office alone, with what was found', async () => {
    expect([draft.status, draft.draft.tasks.length, draft.draft.indicators.length]).toEqual(['draft', 17, 18]);
    const other = await bed.signIn('so-noi-vu');
    expect((await other.request('GET', `/plan-drafts/${draft.id}`)).status).toBe(404);
    expect((await other.request('POST', `/plan-drafts/${draft.id}/enter`, { effectiveOn: '2023-05-31' })).status).toBe(403);
    expect(await office.get('/plans', z.array(PlanSummary))).toEqual([]);
  });

  test('is corrected place by place, by who saw it last', async () => {
    const etag = `"v${String(draft.version)}"`;
    const correct = (pointer: string, value: unknown) =>
      office.request('PATCH', `/plan-drafts/${draft.id}`, { corrections: [{ pointer, value }] }, { 'if-match': etag });
    const corrected = PlanDraftView.parse((await correct('/document/title', 'Kế hoạch đã sửa')).body);
    expect(corrected.draft.document.title).toBe('Kế hoạch đã sửa');
    expect((await correct('/document/title', 'Theo bản cũ')).status).toBe(412);
    const nowhere = await office.request('PATCH', `/plan-drafts/${draft.id}`, { corrections: [{ pointer: '/nowhere', value: 1 }] });
    expect([nowhere.status, Problem.parse(nowhere.body).errors?.[0]?.pointer]).toEqual([409, '/nowhere']);
  });

  test('is entered once, however often it is asked for', async () => {
    const enter = () => office.request('POST', `/plan-drafts/${draft.id}/enter`, { effectiveOn: '2023-05-31' });
    const blank = await office.request('POST', `/plan-drafts/${draft.id}/enter`, {});
    expect([blank.status, Problem.parse(blank.body).code]).toEqual([422, 'PLAN.EFFECTIVE_DAY_MISSING']);
    const entered = await enter();
    expect(CommandReply.parse(entered.body).events).toEqual(['PlanEntered']);
    expect(CommandReply.parse((await enter()).body).events).toEqual([]);
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    const [plan] = await office.get('/plans', z.array(PlanSummary));
    expect(plan).toMatchObject({
      id: draft.id,
      status: 'entered',
      progress: { tasks: 17, ofTasks: 17, indicators: 18, ofIndicators: 18 },
      late: true,
      figures: { parts: 109, completed: 0, overdue: 0, unassigned: 2, unreviewed: 109 },
    });
  });

  test('stands in lists with 17 tasks and 109 lead parts', async () => {
    const tasks = await office.get('/tasks', Tasks);
    expect(tasks.total).toBe(17);
    expect(tasks.items.map((task) => task.row)).toEqual(Array.from({ length: 17 }, (_, row) => row));
    expect((await office.get('/tasks?work=unassigned', Tasks)).items.map((task) => task.row)).toEqual([3, 6]);
    expect((await office.get('/tasks?deadline=overdue', Tasks)).items.map((task) => task.row)).toEqual([0, 9, 14, 16]);
    expect((await office.get('/tasks?deadline=no-deadline', Tasks)).items.map((task) => task.row)).toEqual([15]);
    expect((await office.get('/tasks?by=part&limit=200', Parts)).items).toHaveLength(109);
    expect((await office.get('/indicators', z.array(IndicatorView))).map((indicator) => indicator.row)).toHaveLength(18);
  });

  test('a file that is followed already is drafted again with a warning only', async () => {
    expect(draft.draft.findings.map(({ code }) => code)).not.toContain('file-already-entered');
    const form = formOf('lang-son-2023-phu-luc.txt', await readFile(source));
    const again = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
    expect(again.draft.findings.at(-1)).toMatchObject({ code: 'file-already-entered', severity: 'warning' });
  });

  test('gives the same deadline status in lists by SQL as in the rows by the domain', async () => {
    for (const day of ['2023-12-18T01:00:00.000Z', '2025-12-17T01:00:00.000Z', '2026-11-23T01:00:00.000Z', '2030-12-16T01:00:00.000Z']) {
      bed.clock.set(day);
      for (const by of ['task', 'part'] as const) {
        const all = (await office.get(`/tasks?by=${by}&limit=200`, by === 'task' ? Tasks : Parts)).items.map(
          (item) => item.deadline.status,
        );
        for (const status of ['no-deadline', 'in-time', 'due-soon', 'overdue', 'on-time', 'late'] as const) {
          const { total } = await office.get(`/tasks?by=${by}&deadline=${status}`, by === 'task' ? Tasks : Parts);
          expect([day, by, status, total]).toEqual([day, by, status, all.filter((one) => one === status).length]);
        }
      }
    }
    bed.clock.set('2026-11-23T01:00:00.000Z');
  });

  test('shows the grid beside what is not counted', async () => {
    const plan = await office.get(`/plans/${draft.id}`, PlanView);
    expect(plan.grid).toMatchObject({ cutOff: '2026-11-23', inGrid: 0, outside: { unreviewed: 109, unassigned: 2, inherited: 0 } });
    expect(plan.file?.name).toBe('lang-son-2023-phu-luc.txt');
  });

  test('puts the rows without a lead and the review into the Office’s pile', async () => {
    const { groups } = await office.get('/me/inbox', InboxView);
    expect(groups.map(({ key, total }) => [key, total])).toEqual([
      ['unassigned', 2],
      ['unreviewed', 109],
    ]);
  });

  test('names agencies, with their people for themselves alone', async () => {
    const own = await bed.signIn('so-noi-vu');
    const agencies = await own.get('/agencies', z.array(AgencyView));
    expect(agencies.find(({ id }) => id === 'so-noi-vu')?.people).toHaveLength(1);
    expect(agencies.filter(({ people }) => people.length > 0)).toHaveLength(1);
  });

  test('takes measurements of an indicator from the agency that follows it', async () => {
    const indicators = await office.get('/indicators', z.array(IndicatorView));
    const indicator = indicators.find(({ leads }) => leads.length > 0);
    const lead = await bed.signIn(indicator?.leads[0]?.id ?? '');
    const report = (client: ApiClient) =>
      client.request('POST', `/indicators/${indicator?.id ?? ''}/report-measurement`, { on: '2026-11-01', value: 1.7 });
    expect((await report(await bed.signIn('chu-tich-ubnd-tinh'))).status).toBe(403);
    expect((await report(lead)).status).toBe(200);
    await bed.runner.catchUp();
    const read = await office.get(`/indicators/${indicator?.id ?? ''}`, IndicatorView);
    expect(read.measurements).toMatchObject([{ number: 1, on: '2026-11-01', value: 1.7 }]);
  });
});
