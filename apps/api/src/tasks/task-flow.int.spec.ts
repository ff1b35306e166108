import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CommandReply, InboxView, Problem, TaskDetail, TimelineEntry } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';

const groupKeys = async (client: ApiClient): Promise<readonly string[]> =>
  (await client.get('/me/inbox', InboxView)).groups.map((group) => group.key);

describe('a task over HTTP', () => {
  let bed: ApiBed;
  let lead: ApiClient;
  let coordinator: ApiClient;
  let chairman: ApiClient;
  let office: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    lead = await bed.signIn('so-noi-vu');
    coordinator = await bed.signIn('so-tai-chinh');
    chairman = await bed.signIn('chu-tich-ubnd-tinh');
    office = await bed.signIn('van-phong-ubnd-tinh');
  });
  afterAll(() => bed.close());

  const enter = (leads: readonly string[] = ['so-noi-vu']): Promise<string> =>
    enterTask(bed, { title: 'Nâng cao năng lực quản lý đô thị', leads });
  const detail = (client: ApiClient, id: string): Promise<TaskDetail> => client.get(`/tasks/${id}`, TaskDetail);

  test('goes from acknowledging to approval, with an opinion and a return on the way', async () => {
    const id = await enter();
    await bed.runner.catchUp();
    expect(await groupKeys(lead)).toContain('new');

    await lead.must(id, 'acknowledge');
    await lead.must(id, 'report-progress', { text: 'Đã xây dựng dự thảo', percent: 40 });
    await lead.must(id, 'ask-coordination', { agencies: ['so-tai-chinh'], text: 'Đề nghị cho ý kiến về kinh phí', replyBy: '2026-12-01' });
    await bed.runner.catchUp();
    expect(await groupKeys(coordinator)).toContain('opinions-wanted');

    await coordinator.must(id, 'acknowledge-ask', { part: 'L01' });
    await coordinator.must(id, 'give-opinion', { part: 'L01', text: 'Thống nhất' });
    await lead.must(id, 'submit-completion', { text: 'Kính trình', document: { number: '12/BC-SNV', date: '2026-11-23' } });
    await bed.runner.catchUp();
    expect(await groupKeys(chairman)).toEqual(['to-approve']);

    await chairman.must(id, 'return-completion', { kind: 'incomplete', reason: 'Bổ sung biểu số liệu', resubmitBy: '2026-11-30' });
    await bed.runner.catchUp();
    expect(await groupKeys(lead)).toContain('returned');
    await lead.must(id, 'submit-completion', { text: 'Đã bổ sung' });
    await chairman.must(id, 'approve-completion', { note: 'Đồng ý' });

    const task = await detail(chairman, id);
    expect(task).toMatchObject({ work: 'completed', workLabel: 'Hoàn thành', deadline: { status: 'on-time' } });
    expect(task.parts[0]?.submissions.map((submission) => submission.outcome.kind)).toEqual(['returned', 'approved']);
    const types = (await chairman.get(`/tasks/${id}/history`, z.array(TimelineEntry))).map((entry) => entry.type);
    expect(types.slice(-10)).toEqual([
      'AssignmentAcknowledged',
      'ProgressReported',
      'CoordinatorNamed',
      'CoordinationAsked',
      'AskAcknowledged',
      'OpinionGiven',
      'CompletionSubmitted',
      'CompletionReturned',
      'CompletionSubmitted',
      'CompletionApproved',
    ]);
    const found = await office.get(
      `/tasks?q=${encodeURIComponent('12/bc-snv')}`,
      z.object({ items: z.array(z.object({ id: z.string() })) }),
    );
    expect(found.items.map((item) => item.id)).toEqual([id]);
  });

  test('answers a repeated key the same, and refuses the key for anything else', async () => {
    const id = await enter();
    const headers = { 'idempotency-key': 'key-1' };
    const first = await lead.act(id, 'report-progress', { text: 'Lần một' }, headers);
    const again = await lead.act(id, 'report-progress', { text: 'Lần một' }, headers);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await lead.act(id, 'report-progress', { text: 'Lần hai' }, headers);
    expect([other.status, Problem.parse(other.body).code]).toEqual([422, 'REQUEST.KEY_REUSED']);
  });

  test('says so where it is already true', async () => {
    const id = await enter();
    await lead.must(id, 'acknowledge');
    expect(CommandReply.parse((await lead.act(id, 'acknowledge')).body).events).toEqual([]);
  });

  test('refuses whoever acts on a copy that is no longer current, and shows the current one', async () => {
    const id = await enter();
    await bed.runner.catchUp();
    const seen = (await detail(lead, id)).etag;
    expect((await lead.act(id, 'acknowledge', {}, { 'if-match': seen })).status).toBe(200);
    const stale = await lead.act(id, 'report-progress', { text: 'Theo bản cũ' }, { 'if-match': seen });
    expect(stale.status).toBe(412);
    expect(Problem.parse(stale.body).current).toMatchObject({ id: 'L01' });
  });

  test('lets one of two who act at once on one part win; both, on two parts', async () => {
    const id = await enter(['so-noi-vu', 'so-y-te']);
    const health = await bed.signIn('so-y-te');
    await bed.runner.catchUp();
    const { etag } = await detail(office, id);
    const onTwo = await Promise.all([
      lead.act(id, 'acknowledge', {}, { 'if-match': etag }),
      health.act(id, 'acknowledge', {}, { 'if-match': etag }),
    ]);
    expect(onTwo.map(({ status }) => status)).toEqual([200, 200]);
    await lead.must(id, 'submit-completion', { text: 'Trình' });
    const approve = () => chairman.act(id, 'approve-completion', { part: 'L01', submission: 1 });
    const giveBack = () => chairman.act(id, 'return-completion', { part: 'L01', submission: 1, kind: 'incomplete', reason: 'Thiếu' });
    const onOne = await Promise.all([approve(), giveBack()]);
    expect(onOne.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is refused to those it is not for, with a reason in Vietnamese', async () => {
    const id = await enter();
    await bed.runner.catchUp();
    const answer = await office.act(id, 'acknowledge', { part: 'L01' });
    expect(answer.status).toBe(403);
    expect(Problem.parse(answer.body).title).not.toBe('');
    const stranger = await bed.signIn('so-xay-dung');
    expect((await stranger.act(id, 'acknowledge')).status).toBe(404);
  });

  test('can be read as it was known, and as it held', async () => {
    const id = await enter();
    const entered = bed.clock.now();
    const reply = await lead.must(id, 'acknowledge');
    bed.clock.advance({ days: 1 });
    await lead.must(id, 'report-progress', { text: 'Hôm sau' });
    const known = await lead.get(`/tasks/${id}?asOf=${reply.position}`, TaskDetail);
    expect([known.parts[0]?.work, known.asOf, known.parts[0]?.acts]).toEqual(['acknowledged', reply.position, []]);
    const held = await lead.get(`/tasks/${id}?validAt=${encodeURIComponent(entered)}`, TaskDetail);
    expect(held.parts[0]?.work).toBe('acknowledged');
    expect((await lead.request('GET', `/tasks/${id}?asOf=2020-01-01`)).status).toBe(404);
    expect((await lead.request('GET', `/tasks/${id}?asOf=yesterday`)).status).toBe(422);
    expect((await detail(lead, id)).parts[0]?.work).toBe('in-progress');
  });

  test('is waited for by a reader that names a position, five seconds at most', async () => {
    const id = await enter();
    await bed.runner.stop();
    const reply = await lead.must(id, 'acknowledge');
    const reading = lead.request('GET', `/tasks/${id}`);
    await bed.runner.start();
    expect((await reading).status).toBe(200);
    const beyond = await lead.request('GET', `/tasks/${id}`, undefined, {
      'min-position': `p${String(Number(reply.position.slice(1)) + 1_000)}`,
    });
    expect([beyond.status, beyond.headers['retry-after']]).toEqual([503, '1']);
  });
});
