import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EntryPreview, PlanDraftSummary, PlanDraftView, Problem, SourceDocument } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const source = new URL('../../../../samples/lang-son-2023-phu-luc.txt', import.meta.url);

describe('the review of a draft', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let view: PlanDraftView;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const form = formOf('lang-son-2023-phu-luc.txt', await readFile(source));
    view = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
  });
  afterAll(() => bed.close());

  const path = (rest = ''): string => `/plan-drafts/${view.id}${rest}`;
  const patch = (body: object, headers = {}) => office.request('PATCH', path(), body, headers);
  const take = (answer: { readonly status: number; readonly body: unknown }): PlanDraftView => {
    expect(answer.status).toBe(200);
    view = PlanDraftView.parse(answer.body);
    return view;
  };
  const settled = (): number => view.doubts.filter((doubt) => doubt.settled !== null).length;

  test('begins with every doubt open and nothing to undo', async () => {
    expect(view.doubts.length).toBeGreaterThan(5);
    expect([settled(), view.undo, view.redo, view.corrections]).toEqual([0, null, null, []]);
    const severities = view.doubts.map(({ finding }) => view.draft.findings[finding]?.severity);
    expect(severities).not.toContain('info');
    await bed.runner.catchUp();
    const [summary] = await office.get('/plan-drafts', z.array(PlanDraftSummary));
    expect(summary).toMatchObject({ id: view.id, tasks: 17, indicators: 18, draftedBy: 'Người của van-phong-ubnd-tinh' });
    const other = await bed.signIn('so-noi-vu');
    expect((await other.request('GET', '/plan-drafts')).status).toBe(403);
  });

  test('shows the document as it stands beside the draft, for the Office alone', async () => {
    const document = await office.get(path('/source'), SourceDocument);
    expect(document.parts.map(({ kind }) => kind)).toContain('text');
    expect(JSON.stringify(document)).toContain('Xây dựng nguồn nhân lực');
    const other = await bed.signIn('so-noi-vu');
    expect((await other.request('GET', path('/source'))).status).toBe(404);
  });

  test('tells who would be asked what, and which rows would be refused', async () => {
    const preview = await office.get(path('/preview?effectiveOn=2023-05-31'), EntryPreview);
    expect(preview).toMatchObject({ late: true, tasks: 17, indicators: 18, leadParts: 109, unassigned: [3, 6], refused: [] });
    const planning = preview.recipients.find(({ agency }) => agency.id === 'so-ke-hoach-va-dau-tu');
    expect(planning).toMatchObject({ agency: { name: 'Sở Kế hoạch và Đầu tư' }, leads: [0] });
    expect(preview.recipients.find(({ agency }) => agency.id === 'so-xay-dung')?.coordinates.length).toBeGreaterThan(3);
    const later = await office.get(path('/preview?effectiveOn=2024-01-15'), EntryPreview);
    expect(later.refused).toEqual([expect.objectContaining({ kind: 'task', row: 0, message: expect.stringContaining('31/12/2023') })]);
    expect((await office.request('GET', path('/preview'))).status).toBe(422);
  });

  test('the same file once more warns that it is under review', async () => {
    const form = formOf('lang-son-2023-phu-luc.txt', await readFile(source));
    const again = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
    expect(again.draft.findings.at(-1)).toMatchObject({ code: 'file-in-review', severity: 'warning' });
    await office.request('POST', `/plan-drafts/${again.id}/close`, { reason: 'Tải lên hai lần' });
  });

  test('takes several places in one correction, told in a sentence with who and when', async () => {
    const [first] = view.doubts;
    take(
      await patch({
        corrections: [
          { pointer: '/tasks/3/title', value: 'Phát triển hạ tầng' },
          { pointer: '/tasks/3/ordinal', value: '1' },
        ],
        seen: [first?.finding],
      }),
    );
    expect(view.corrections).toEqual([
      {
        number: 2,
        sentence: 'Sửa nội dung, số thứ tự của nhiệm vụ ở dòng 4; đã xem, giữ nguyên 01 điểm',
        by: 'Người của van-phong-ubnd-tinh',
        agency: { id: 'van-phong-ubnd-tinh', name: 'Văn phòng UBND tỉnh' },
        at: expect.any(String),
        stands: true,
      },
    ]);
    expect(settled()).toBeGreaterThanOrEqual(1);
    expect(view.undo).toBe(2);
  });

  test('undoes and does again, and settles doubts with it', async () => {
    const before = settled();
    take(await office.request('POST', path('/undo'), {}));
    expect([view.draft.tasks[3]?.ordinal, settled(), view.undo, view.redo]).toEqual([null, 0, null, 2]);
    take(await office.request('POST', path('/redo'), {}));
    expect([view.draft.tasks[3]?.ordinal, settled(), view.undo, view.redo]).toEqual(['1', before, 2, null]);
  });

  test('adds, splits and takes out rows', async () => {
    const row = view.draft.tasks[4];
    take(
      await patch({
        corrections: [
          { pointer: '/tasks/4/title', value: 'Phần thứ nhất' },
          { op: 'add', pointer: '/tasks/5', value: { ...row, title: 'Phần thứ hai' } },
          { op: 'remove', pointer: '/indicators/17' },
        ],
      }),
    );
    expect(view.draft.tasks.slice(4, 6).map(({ title }) => title)).toEqual(['Phần thứ nhất', 'Phần thứ hai']);
    expect([view.draft.tasks.length, view.draft.indicators.length]).toEqual([18, 17]);
    expect(view.corrections.at(-1)?.sentence).toBe('Sửa nội dung của nhiệm vụ ở dòng 5; thêm nhiệm vụ ở dòng 6; bỏ chỉ tiêu ở dòng 18');
    const broken = await patch({ corrections: [{ op: 'add', pointer: '/tasks/0', value: { title: 'thiếu' } }] });
    expect([broken.status, Problem.parse(broken.body).code]).toEqual([422, 'PLAN.DRAFT_INVALID']);
  });

  test('an earlier correction is not undone under a later one of the same place', async () => {
    const answer = await office.request('POST', path('/undo'), { correction: 2 });
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([409, 'PLAN.CORRECTED_SINCE']);
  });

  test('two at once: the second learns that the draft has moved on, and loses nothing of it', async () => {
    const headers = { 'if-match': `"v${String(view.version)}"` };
    const answers = await Promise.all([
      patch({ corrections: [{ pointer: '/document/title', value: 'Một' }] }, headers),
      patch({ corrections: [{ pointer: '/document/title', value: 'Hai' }] }, headers),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = await office.request('POST', path('/undo'), {}, headers);
    expect([stale.status, Problem.parse(stale.body).code]).toEqual([412, 'PLAN.STALE']);
    take(await office.request('GET', path()));
    expect(['Một', 'Hai']).toContain(view.draft.document.title);
  });

  test('the same correction sent twice under one key is one correction', async () => {
    const send = () => patch({ corrections: [{ pointer: '/document/number', value: '9/KH-UBND' }] }, { 'idempotency-key': 'once' });
    const first = take(await send());
    expect(take(await send()).corrections).toEqual(first.corrections);
  });

  test('a file that is gone leaves the draft as it is, and says so', async () => {
    const form = formOf('khac.txt', `${await readFile(source, 'utf8')}\n`);
    const draft = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
    await bed.resources.context.pool.query(`delete from files.blobs where sha256 = decode($1, 'hex')`, [draft.file.sha256]);
    const answer = await office.request('GET', `/plan-drafts/${draft.id}/source`);
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([404, 'FILE.GONE']);
    expect((await office.request('GET', `/plan-drafts/${draft.id}`)).status).toBe(200);
    await office.request('POST', `/plan-drafts/${draft.id}/close`, { reason: 'Thử' });
  });

  test('a draft given up is shown as closed, stands in no list and is not entered', async () => {
    take(await office.request('POST', path('/close'), { reason: 'Nhập nhầm tệp' }));
    expect(view.status).toBe('draft-closed');
    await bed.runner.catchUp();
    expect(await office.get('/plan-drafts', z.array(PlanDraftSummary))).toEqual([]);
    const entering = await office.request('POST', path('/enter'), { effectiveOn: '2023-05-31' });
    expect([entering.status, Problem.parse(entering.body).code]).toEqual([409, 'PLAN.DRAFT_CLOSED']);
    expect((await patch({ seen: [1] })).status).toBe(409);
  });
});
