import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CommandReply,
  pageOf,
  PlanComparisonView,
  PlanDraftView,
  PlanView,
  Problem,
  TaskDetail,
  TaskListItem,
  type ComparedLine,
} from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

type Row = readonly [title: string, lead: string, coordinator: string, deadline: string];

const appendix = (rows: readonly Row[]): string => `<p>PHỤ LỤC</p><table>
<tr><th>TT</th><th>Nội dung công việc</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Cơ quan phê duyệt</th><th>Thời hạn</th></tr>
${rows.map(([title, lead, coordinator, deadline], index) => `<tr><td>${String(index + 1)}</td><td>${title}</td><td>${lead}</td><td>${coordinator}</td><td>Chủ tịch UBND tỉnh</td><td>${deadline}</td></tr>`).join('\n')}
</table>`;

const first: readonly Row[] = [
  ['Xây dựng đề án phát triển đô thị', 'Sở Xây dựng', 'Sở Tài chính', '31/12/2026'],
  ['Rà soát quy hoạch chung các thị trấn', 'Sở Nội vụ', 'Sở Y tế', '31/12/2027'],
  ['Bố trí kinh phí hằng năm cho đô thị', 'Sở Tài chính', 'Sở Xây dựng', '31/12/2027'],
  ['Tuyên truyền về chuyển đổi số', 'Sở Y tế', 'Sở Nội vụ', '31/12/2027'],
];
const second: readonly Row[] = [
  ['Rà soát quy hoạch chung các thị trấn', 'Sở Nội vụ', 'Sở Y tế', '31/12/2027'],
  ['Xây dựng, trình phê duyệt đề án phát triển đô thị', 'Sở Xây dựng', 'Sở Tài chính; Sở Nội vụ', '30/06/2027'],
  ['Tuyên truyền về chuyển đổi số', 'Sở Nội vụ', 'Sở Y tế', '31/12/2027'],
  ['Phát triển nhà ở xã hội', 'Sở Xây dựng', 'Sở Tài chính', '31/12/2028'],
];

describe('a new version of a plan that is followed', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let planId: string;
  let draftId: string;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    planId = (await draft(first, 'ban-dau.html')).id;
    expect((await office.request('POST', `/plan-drafts/${planId}/enter`, { effectiveOn: '2026-11-01' })).status).toBe(200);
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    draftId = (await draft(second, 'ban-sua-doi.html', `?amends=${planId}`)).id;
  });
  afterAll(() => bed.close());

  const draft = async (rows: readonly Row[], name: string, query = ''): Promise<PlanDraftView> => {
    const form = formOf(name, appendix(rows), 'text/html');
    return PlanDraftView.parse((await office.request('POST', `/plan-drafts${query}`, form.payload, form.headers)).body);
  };
  const terms = (over: object = {}) => ({ draftId, effectiveOn: '2026-11-20', ...over });
  const compare = async (over: object = {}): Promise<PlanComparisonView> => {
    const answer = await office.request('POST', `/plans/${planId}/amendments/compare`, terms(over));
    expect(answer.status).toBe(200);
    return PlanComparisonView.parse(answer.body);
  };
  const tasks = async () => (await office.get(`/tasks?plan=${planId}&limit=50`, pageOf(TaskListItem))).items;
  const lineOf = ({ tasks: lines }: PlanComparisonView, text: string): ComparedLine => {
    const found = lines.find(({ old, next }) => (next ?? old)?.title.includes(text));
    if (found === undefined) throw new Error(text);
    return found;
  };

  test('is told where it is given as a plan of its own, and where tasks of one that is followed are given again', async () => {
    const told = async (rows: readonly Row[], query?: string) =>
      (await draft(rows, 'van-ban.html', query)).draft.findings.filter(({ code }) => code.endsWith('other-plan')).map(({ code }) => code);
    expect(await told(first)).toEqual(['version-of-other-plan']);
    expect(await told(second)).toEqual(['task-in-other-plan', 'task-in-other-plan']);
    expect(await told(first, `?amends=${planId}`)).toEqual([]);
  });

  test('is compared line by line with the old one and with the state of the tasks', async () => {
    const building = await bed.signIn('so-xay-dung');
    const [task] = (await tasks()).filter(({ title }) => title.includes('đề án'));
    await building.must(task?.id ?? '', 'acknowledge', {});
    await building.must(task?.id ?? '', 'request-extension', { due: '2027-12-31', reason: 'Chờ ý kiến của Bộ' });
    await office.must(task?.id ?? '', 'grant-extension', { due: '2027-12-31', document: { number: '88/QĐ-UBND' } });
    const comparison = await compare();
    expect(comparison.tasks.map(({ kind }) => kind)).toEqual(['kept', 'changed', 'changed', 'added', 'withdrawn']);
    expect(lineOf(comparison, 'đề án')).toMatchObject({
      changes: ['reworded', 're-dated', 'coordinators', 'renumbered'],
      live: { work: 'acknowledged', parts: [{ agency: { id: 'so-xay-dung' }, due: '2027-12-31' }] },
      dues: [{ part: 'L01', live: '2027-12-31', next: '2027-06-30', proposed: 'live' }],
      acknowledgeAgain: [{ name: 'Sở Xây dựng' }],
      effects: ['Giao Sở Nội vụ phối hợp.'],
      notes: [expect.stringContaining('31/12/2027')],
    });
    expect(lineOf(comparison, 'Tuyên truyền')).toMatchObject({ changes: ['re-assigned', 'coordinators', 'renumbered'] });
    const other = await bed.signIn('so-noi-vu');
    expect((await other.request('POST', `/plans/${planId}/amendments/compare`, terms())).status).toBe(404);
  });

  test('a person may say which rows are the same', async () => {
    const withdrawn = (await compare()).tasks.find(({ kind }) => kind === 'withdrawn');
    const paired = await compare({ pairs: [{ row: 3, taskId: withdrawn?.taskId }] });
    expect(paired.tasks.map(({ kind }) => kind)).toEqual(['kept', 'changed', 'changed', 'changed']);
    const parted = await compare({ pairs: [{ row: 0, taskId: null }] });
    expect(parted.tasks.map(({ kind }) => kind).sort()).toEqual(['added', 'added', 'changed', 'changed', 'withdrawn', 'withdrawn']);
  });

  test('is taken in as it was seen: what has changed since is shown again', async () => {
    const { digest } = await compare();
    const [task] = (await tasks()).filter(({ title }) => title.includes('đề án'));
    await office.must(task?.id ?? '', 'change-deadline', { part: 'L01', due: '2028-01-31', basis: 'Thông báo số 45/TB-VP' });
    const body = { ...terms(), basis: 'Kế hoạch 279/KH-UBND', digest };
    const stale = await office.request('POST', `/plans/${planId}/amendments`, body);
    expect([stale.status, Problem.parse(stale.body).code]).toEqual([412, 'PLAN.COMPARISON_STALE']);
    const choices = [{ taskId: lineOf(await compare(), 'đề án').taskId, dues: [{ part: 'L01', due: '2027-06-30' }] }];
    const confirmed = { ...body, choices, digest: (await compare()).digest, document: { number: '279/KH-UBND', date: '2026-11-20' } };
    const amended = await office.request('POST', `/plans/${planId}/amendments`, confirmed);
    expect(CommandReply.parse(amended.body).events).toEqual(['PlanAmended']);
    expect(CommandReply.parse((await office.request('POST', `/plans/${planId}/amendments`, confirmed)).body).events).toEqual([]);
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  });

  test('then the tasks say what it says, and their history tells from when', async () => {
    const now = await tasks();
    expect(now.map(({ title, row, work }) => [row, title.split(' ')[0], work])).toEqual([
      [0, 'Rà', 'awaiting'],
      [1, 'Xây', 'awaiting'],
      [2, 'Tuyên', 'awaiting'],
      [3, 'Phát', 'awaiting'],
      [null, 'Bố', 'withdrawn'],
    ]);
    const detail = await office.get(`/tasks/${now[1]?.id ?? ''}`, TaskDetail);
    expect(detail.parts).toMatchObject([
      { work: 'awaiting', deadline: { due: '2027-06-30' }, extensions: [{ outcome: { kind: 'granted' } }] },
    ]);
    const history = JSON.stringify((await office.request('GET', `/tasks/${now[1]?.id ?? ''}/history`)).body);
    expect(history).toContain('Điều chỉnh nhiệm vụ: số thứ tự, nội dung, thời hạn ghi trong văn bản');
    expect(history).toContain('căn cứ Kế hoạch 279/KH-UBND');
    const moved = await office.get(`/tasks/${now[2]?.id ?? ''}`, TaskDetail);
    expect(moved.parts).toMatchObject([{ agency: { id: 'so-noi-vu' }, assignment: 2 }]);
  });

  test('the plan says which versions it has been through; the draft is closed', async () => {
    const plan = await office.get(`/plans/${planId}`, PlanView);
    expect(plan).toMatchObject({
      status: 'entered',
      amendments: [{ number: 1, file: { name: 'ban-sua-doi.html' }, effectiveOn: '2026-11-20' }],
    });
    expect(plan.figures).toMatchObject({ unassigned: 0 });
    const draft = PlanDraftView.parse((await office.request('GET', `/plan-drafts/${draftId}`)).body);
    expect([draft.status, draft.takenOverBy]).toEqual(['draft-closed', planId]);
    const again = await office.request('POST', `/plans/${planId}/amendments/compare`, terms());
    expect([again.status, Problem.parse(again.body).code]).toEqual([409, 'PLAN.DRAFT_CLOSED']);
  });

  test('who had received the old words is asked again in the inbox', async () => {
    const building = await bed.signIn('so-xay-dung');
    expect(JSON.stringify((await building.request('GET', '/me/inbox')).body)).toContain('Nhiệm vụ được điều chỉnh theo văn bản mới');
  });
});
