import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandReply, InboxView, Problem, RemarksView, TaskDetail } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

describe('remarks on a task', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let lead: ApiClient;
  let other: ApiClient;
  let chairman: ApiClient;
  let stranger: ApiClient;
  let task: string;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    lead = await bed.signIn('so-noi-vu');
    other = await bed.signIn('so-tai-chinh');
    chairman = await bed.signIn('chu-tich-ubnd-tinh');
    stranger = await bed.signIn('so-y-te');
    task = await enterTask(bed, { title: 'Lập đề án', leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'] });
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const post = async (client: ApiClient, path: string, body: object, key?: string) => {
    const answer = await client.request('POST', `/tasks/${task}/remarks${path}`, body, key === undefined ? {} : { 'idempotency-key': key });
    await bed.runner.catchUp();
    return answer;
  };
  const must = async (client: ApiClient, path: string, body: object): Promise<CommandReply> => {
    const answer = await post(client, path, body);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return CommandReply.parse(answer.body);
  };
  const codeOf = async (client: ApiClient, path: string, body: object): Promise<string> => {
    const { body: problem } = await post(client, path, body);
    return Problem.parse(problem).code;
  };
  const read = (client: ApiClient, query = '') => client.get(`/tasks/${task}/remarks${query}`, RemarksView);
  const waiting = async (client: ApiClient): Promise<readonly string[]> => {
    const { groups } = await client.get('/me/inbox', InboxView);
    return groups.filter(({ key }) => key === 'remarks').flatMap(({ items }) => items.map(({ text }) => text));
  };

  test('a directive of the approver comes into the inbox of who leads, and leaves it once seen; it hinders no act', async () => {
    const { etag } = await lead.get(`/tasks/${task}`, TaskDetail);
    await must(chairman, '', { kind: 'directive', text: 'Báo cáo tiến độ trước 30/11.' });
    expect(await waiting(lead)).toEqual(['Chủ tịch UBND tỉnh cho ý kiến chỉ đạo: Báo cáo tiến độ trước 30/11.']);
    expect([await waiting(other), await waiting(chairman)]).toEqual([[], []]);
    expect((await lead.act(task, 'acknowledge', {}, { 'if-match': etag })).status).toBe(200);
    expect((await read(lead)).remarks[0]?.acts).toEqual(['see', 'reply']);
    expect((await must(lead, '/1/see', {})).events).toEqual(['RemarkSeen']);
    expect((await must(lead, '/1/see', {})).events).toEqual([]);
    expect(await waiting(lead)).toEqual([]);
    expect((await read(chairman)).remarks[0]).toMatchObject({ kind: 'directive', seen: [{ agency: { id: 'so-noi-vu' } }] });
  });

  test('only the assigning and the approving side and the Office direct; whoever may see the task discusses', async () => {
    expect(await codeOf(other, '', { kind: 'directive', text: 'Làm ngay.' })).toBe('REMARK.NOT_DIRECTING');
    expect([(await read(other)).mayDirect, (await read(chairman)).mayDirect, (await read(office)).mayDirect]).toEqual([false, true, true]);
    await must(other, '', { kind: 'discussion', text: 'Đề nghị cung cấp số liệu.', to: ['so-noi-vu'] });
    expect(await waiting(lead)).toEqual(['Sở Tài chính trao đổi: Đề nghị cung cấp số liệu.']);
    expect((await waiting(office))[0]).toContain('(và 1 ý kiến khác)');
    expect((await stranger.request('GET', `/tasks/${task}/remarks`)).status).toBe(404);
    expect((await post(stranger, '', { kind: 'discussion', text: 'Xin hỏi.' })).status).toBe(404);
    expect(await codeOf(other, '', { kind: 'discussion', text: 'x', to: ['so-y-te'] })).toBe('REMARK.NOT_CONCERNED');
    expect((await post(other, '', { kind: 'discussion', text: '  ' })).status).toBe(422);
    expect(await codeOf(other, '/99/see', {})).toBe('REMARK.NO_SUCH');
    expect((await post(other, '/none/see', {})).status).toBe(404);
  });

  test('an edit and a removal leave their traces, and an earlier day is told as it was known then', async () => {
    const before = CommandReply.parse((await post(lead, '', { kind: 'discussion', text: 'Đã gửi', replyTo: 2 })).body);
    bed.clock.advance({ minutes: 1 });
    await must(lead, '/3/edit', { text: 'Đã gửi ngày 20/11' });
    expect(await codeOf(other, '/3/edit', { text: 'Không' })).toBe('REMARK.NOT_YOURS');
    expect((await read(other)).remarks[2]).toMatchObject({ text: 'Đã gửi ngày 20/11', before: [{ text: 'Đã gửi' }] });
    expect(await codeOf(lead, '/2/remove', { reason: 'Không cần' })).toBe('REMARK.NOT_YOURS');
    await must(office, '/3/remove', { reason: 'Có thông tin nhầm' });
    expect((await read(lead)).remarks[2]).toMatchObject({
      text: null,
      before: [],
      removed: { by: 'Người của van-phong-ubnd-tinh', reason: 'Có thông tin nhầm' },
      acts: [],
    });
    expect((await waiting(other)).join()).not.toContain('Đã gửi');
    const then = await read(lead, `?asOf=${before.position}`);
    expect(then.remarks[2]).toMatchObject({ text: 'Đã gửi', removed: null, acts: [] });
    expect(then).toEqual(await read(lead, `?asOf=${before.position}`));
  });

  test('the same key adds once, and many at once are all kept', async () => {
    const body = { kind: 'discussion', text: 'Một lần' };
    const [first, second] = [await post(lead, '', body, 'y-kien-1'), await post(lead, '', body, 'y-kien-1')];
    expect(CommandReply.parse(second.body).position).toBe(CommandReply.parse(first.body).position);
    const before = (await read(lead)).remarks.length;
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap((at) => [lead, other].map((client) => post(client, '', { ...body, text: `Cùng lúc ${String(at)}` }))),
    );
    expect((await read(lead)).remarks).toHaveLength(before + 10);
  });
});
