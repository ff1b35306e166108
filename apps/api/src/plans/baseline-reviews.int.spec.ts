import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BASELINE_ROWS_AT_ONCE, BaselineOutcomes, BaselineReviewView, CommandReply, Problem, TaskDetail } from '#contracts';
import { langSon2023 } from '#reference-data';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

const agency = (id: string) => ({ text: id, kind: 'agency', id });
const document = { number: '88/BC-SXD', date: '2026-10-20' };
const done = { kind: 'done', document, sentOn: '2026-10-20', note: null };

describe('the baseline review of a plan that was entered late', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let planId: string;
  const task = { late: true, assignedOn: '2026-01-05T01:00:00.000Z' };
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const entered = await office.request('POST', '/letters', {
      document: { number: '1/TB-UBND', title: 'Thông báo kết luận' },
      tasks: [
        {
          title: 'Đã rà soát từ đầu',
          leads: [agency('so-y-te')],
          approvers: [agency('ubnd-tinh')],
          deadline: { text: 'Năm 2030', kind: 'year', start: null, due: '2030-12-31', recurrence: null },
        },
      ],
    });
    planId = CommandReply.parse(entered.body).id;
    await enterTask(bed, { ...task, planId, row: 1, title: 'Lập quy hoạch', due: '2026-10-31', leads: ['so-xay-dung', 'so-tai-chinh'] });
    await enterTask(bed, { ...task, planId, row: 2, title: 'Rà soát đất đai', due: '2026-09-30', leads: ['so-tu-phap'] });
    await enterTask(bed, { ...task, planId, row: 3, title: 'Xây dựng đề án', due: '2030-12-31', leads: ['so-noi-vu'] });
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const rowsOf = async (plan = planId) => (await office.get(`/plans/${plan}/baseline`, BaselineReviewView)).rows;
  const partsAmong = async (...agencies: readonly string[]) =>
    (await rowsOf())
      .filter((row) => agencies.includes(row.agency.id))
      .map((row) => ({ taskId: row.task.id, part: row.part, seen: row.seen }));
  const ask = async (path: 'preview' | 'record', body: object, key: string | null = null, client = office) =>
    client.request('POST', `/plans/${planId}/baseline/${path}`, body, key === null ? {} : { 'idempotency-key': key });
  const told = async (path: 'preview' | 'record', body: object, key: string | null = null): Promise<BaselineOutcomes> => {
    const answer = await ask(path, body, key);
    await bed.runner.catchUp();
    return BaselineOutcomes.parse(answer.body);
  };
  const states = ({ outcomes }: BaselineOutcomes) => outcomes.map(({ state, verdict }) => [state, verdict]);

  test('lists the parts that nobody has reviewed, for the Office alone', async () => {
    expect((await rowsOf()).map(({ task: { title }, agency: { id }, unreviewed }) => [title, id, unreviewed])).toEqual([
      ['Lập quy hoạch', 'so-xay-dung', true],
      ['Lập quy hoạch', 'so-tai-chinh', true],
      ['Rà soát đất đai', 'so-tu-phap', true],
      ['Xây dựng đề án', 'so-noi-vu', true],
    ]);
    const builders = await bed.signIn('so-xay-dung');
    expect(Problem.parse((await builders.request('GET', `/plans/${planId}/baseline`)).body).code).toBe('TASK.OFFICE_ONLY');
    const parts = await partsAmong('so-xay-dung');
    expect((await ask('record', { order: done, parts }, null, builders)).status).toBe(403);
    expect((await office.request('GET', '/plans/01930000-0000-7000-8000-000000000001/baseline')).status).toBe(404);
    expect((await ask('record', { order: { kind: 'done' }, parts })).status).toBe(422);
    expect((await ask('record', { order: done, parts: [] })).status).toBe(422);
  });

  test('tells beforehand what an act would change, the verdict of each part by its own due date, and writes nothing', async () => {
    const parts = await partsAmong('so-xay-dung', 'so-tu-phap', 'so-noi-vu');
    const seen = await told('preview', { order: done, parts });
    expect(seen.outcomes.map(({ state, verdict, message }) => [state, verdict, message])).toEqual([
      ['ready', 'on-time', 'Đã hoàn thành theo văn bản số 88/BC-SXD, gửi ngày 20/10/2026, hoàn thành đúng hạn.'],
      ['ready', 'late', 'Đã hoàn thành theo văn bản số 88/BC-SXD, gửi ngày 20/10/2026, hoàn thành quá hạn 20 ngày.'],
      ['ready', 'on-time', 'Đã hoàn thành theo văn bản số 88/BC-SXD, gửi ngày 20/10/2026, hoàn thành đúng hạn.'],
    ]);
    const goesOn = await told('preview', { order: { kind: 'in-progress' }, parts });
    expect(goesOn.outcomes.map(({ message }) => message.includes('quá hạn'))).toEqual([true, true, false]);
    const ahead = await told('preview', { order: { ...done, sentOn: '2026-12-01' }, parts });
    expect(ahead.outcomes.every(({ state, message }) => state === 'refused' && message.includes('ngày'))).toBe(true);
    expect(seen.position).toBeNull();
    expect((await rowsOf()).every(({ unreviewed }) => unreviewed)).toBe(true);
  });

  test('one act for many: what is refused keeps no other from being recorded, and the same key records once', async () => {
    const [construction, finance, justice] = await partsAmong('so-xay-dung', 'so-tai-chinh', 'so-tu-phap');
    const agencyActs = await bed.signIn('so-tai-chinh');
    await agencyActs.must(String(finance?.taskId), 'acknowledge');
    await bed.runner.catchUp();
    const stranger = { taskId: '01930000-0000-7000-8000-000000000009', part: 'L01', seen: 1 };
    const body = { order: done, parts: [construction, finance, justice, stranger] };
    const first = await told('record', body, 'lan-ra-soat-1');
    expect(states(first)).toEqual([
      ['done', 'on-time'],
      ['refused', null],
      ['done', 'late'],
      ['refused', null],
    ]);
    expect(first.outcomes[1]?.message).toContain('thay đổi từ khi tải trang');
    expect(first.position).not.toBeNull();
    const again = await told('record', body, 'lan-ra-soat-1');
    expect([states(again), again.position]).toEqual([states(first), first.position]);
    expect(states(await told('record', body, 'lan-ra-soat-2')).map(([state]) => state)).toEqual(Array(4).fill('refused'));
    const rows = await rowsOf();
    expect(rows.map(({ unreviewed, found, mayWithdraw }) => [unreviewed, found?.verdict ?? null, mayWithdraw])).toEqual([
      [false, 'on-time', true],
      [true, null, false],
      [false, 'late', true],
      [true, null, false],
    ]);
    const detail = await office.get(`/tasks/${String(justice?.taskId)}`, TaskDetail);
    expect(detail.parts[0]).toMatchObject({ work: 'completed', unreviewed: false });
    const plan = (await office.request('GET', `/plans/${planId}`)).body as { readonly grid: object };
    expect(plan.grid).toMatchObject({ doneOnTime: 1, doneLate: 1, outside: { unreviewed: 2 } });
  });

  test('recorded by mistake, it is taken back, part by part', async () => {
    const parts = await partsAmong('so-tu-phap');
    const order = { kind: 'withdraw', reason: 'Ghi nhầm văn bản' };
    expect((await told('preview', { order, parts })).outcomes[0]).toMatchObject({
      state: 'ready',
      message: expect.stringContaining('Rút lại'),
    });
    expect(states(await told('record', { order, parts }, 'rut-lai'))).toEqual([['done', null]]);
    expect((await rowsOf())[2]).toMatchObject({ unreviewed: true, found: null, work: 'awaiting' });
    const overtaken = { kind: 'overtaken', basis: 'Luật Đất đai 2024', note: 'Giao theo luật mới' };
    expect(states(await told('record', { order: overtaken, parts: await partsAmong('so-tu-phap') }))).toEqual([['done', null]]);
    expect((await rowsOf())[2]).toMatchObject({ work: 'superseded', found: { kind: 'overtaken', note: 'Giao theo luật mới' } });
  });

  test('a thousand parts and more, in as many requests as they take', async () => {
    const leads = langSon2023.agencies.map(({ id }) => id).filter((id) => id !== 'chu-tich-ubnd-tinh');
    for (let row = 10; row * leads.length < 1_000 + 10 * leads.length; row += 1) {
      await enterTask(bed, { ...task, planId, row, title: `Nhiệm vụ ${String(row)}`, leads });
    }
    await bed.runner.catchUp();
    const open = (await rowsOf()).filter(({ unreviewed, task: { title } }) => unreviewed && title.startsWith('Nhiệm vụ'));
    expect(open.length).toBeGreaterThanOrEqual(1_000);
    const parts = open.map((row) => ({ taskId: row.task.id, part: row.part, seen: row.seen }));
    const outcomes: string[] = [];
    for (let from = 0; from < parts.length; from += BASELINE_ROWS_AT_ONCE) {
      const body = { order: { kind: 'in-progress' }, parts: parts.slice(from, from + BASELINE_ROWS_AT_ONCE) };
      outcomes.push(...(await told('record', body, 'nghin-dong')).outcomes.map(({ state }) => state));
    }
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    expect((await rowsOf()).filter(({ unreviewed }) => unreviewed).map(({ agency: { id } }) => id)).toEqual(['so-tai-chinh', 'so-noi-vu']);
  }, 120_000);
});
