import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { PlanDraftView, RememberedNameView } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const appendix = (title: string, lead: string): string => `<table>
<tr><th>TT</th><th>Nội dung công việc</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời hạn</th></tr>
<tr><td>1</td><td>${title}</td><td>${lead}</td><td>Sở Tài chính</td><td>31/12/2026</td></tr>
<tr><td>2</td><td>${title}, giai đoạn hai</td><td>${lead}</td><td>Sở Nội vụ</td><td>31/12/2027</td></tr>
</table>`;

describe('the memory of agency names', () => {
  let bed: ApiBed;
  let office: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
  });
  afterAll(() => bed.close());

  const draft = async (title: string, lead = 'Cơ quan thường trực xây dựng'): Promise<PlanDraftView> => {
    const form = formOf('phu-luc.html', appendix(title, lead), 'text/html');
    return PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
  };
  const remembered = () => office.get('/agency-names', z.array(RememberedNameView));
  const leadsOf = (view: PlanDraftView) => view.draft.tasks.map(({ leads }) => leads.map(({ kind, id }) => [kind, id]));

  test('learns from the review of a plan that is entered, and offers it to the next import', async () => {
    const first = await draft('Lập đề án thứ nhất');
    expect(leadsOf(first)).toEqual([[['unresolved', null]], [['unresolved', null]]]);
    const known = { text: first.draft.tasks[0]?.leads[0]?.text, kind: 'agency', id: 'so-xay-dung' };
    const corrections = [0, 1].map((row) => ({ pointer: `/tasks/${String(row)}/leads`, value: [known] }));
    expect((await office.request('PATCH', `/plan-drafts/${first.id}`, { corrections })).status).toBe(200);
    await bed.runner.catchUp();
    expect(await remembered()).toEqual([]);
    expect((await office.request('POST', `/plan-drafts/${first.id}/enter`, { effectiveOn: '2026-11-20' })).status).toBe(200);
    await bed.runner.catchUp();
    expect(await remembered()).toMatchObject([
      { name: 'Cơ quan thường trực xây dựng', meaning: { id: 'so-xay-dung', name: 'Sở Xây dựng' }, planId: first.id },
    ]);
    expect(leadsOf(await draft('Lập đề án thứ hai'))).toEqual([[['agency', 'so-xay-dung']], [['agency', 'so-xay-dung']]]);
  });

  test('is looked after by the Office: a name taken out is not offered again', async () => {
    const other = await bed.signIn('so-noi-vu');
    const forget = (by: ApiClient) => by.request('POST', '/agency-names/forget', { name: 'cơ quan thường trực  xây dựng' });
    expect([(await other.request('GET', '/agency-names')).status, (await forget(other)).status]).toEqual([403, 403]);
    expect((await forget(office)).body).toMatchObject({ events: ['AgencyNameForgotten'] });
    expect((await forget(office)).body).toMatchObject({ events: [] });
    expect(await remembered()).toEqual([]);
    expect(leadsOf(await draft('Lập đề án thứ ba'))[0]).toEqual([['unresolved', null]]);
  });

  test('learns nothing from a correction that was undone, or from a name that means two things', async () => {
    const view = await draft('Lập đề án thứ tư', 'Đơn vị đầu mối');
    const [text] = view.draft.tasks[0]?.leads.map((ref) => ref.text) ?? [];
    const take = (row: number, id: string) => ({ pointer: `/tasks/${String(row)}/leads`, value: [{ text, kind: 'agency', id }] });
    await office.request('PATCH', `/plan-drafts/${view.id}`, { corrections: [take(0, 'so-xay-dung'), take(1, 'so-noi-vu')] });
    await office.request('POST', `/plan-drafts/${view.id}/enter`, { effectiveOn: '2026-11-20' });
    await bed.runner.catchUp();
    expect(await remembered()).toEqual([]);
  });
});
