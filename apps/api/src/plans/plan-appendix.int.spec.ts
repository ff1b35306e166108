import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { PlanDraftView, Problem, type PlanDraft } from '#contracts';
import { readPlanDocument } from '#plan-import';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const read = async (bytes: Uint8Array, name: string): Promise<PlanDraft> => {
  const reading = await readPlanDocument(bytes, { name, directory: langSon2023, calendar: vietnamWorkingCalendar });
  if (!reading.ok) throw new Error(reading.message);
  return reading.draft;
};

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ');

const cells = ({ tasks, indicators }: PlanDraft) => [
  ...tasks.map(({ ordinal, group, title, printed, deadline, funding, output }) =>
    [ordinal, group, title, printed?.leads, printed?.coordinators, printed?.approvers, deadline.text, funding, output].map(words),
  ),
  ...indicators.map(({ ordinal, name, unit, targets, printedLeads }) =>
    [ordinal, name, unit, printedLeads, ...targets.map(({ text }) => text)].map(words),
  ),
];

describe('the appendix of a plan that is followed', () => {
  let bed: ApiBed;
  let office: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
  });
  afterAll(() => bed.close());

  const draft = async (name: string, bytes: Buffer): Promise<PlanDraftView> => {
    const form = formOf(name, bytes, name.endsWith('.docx') ? DOCX : 'text/plain');
    const answer = await office.request('POST', '/plan-drafts', form.payload, form.headers);
    if (answer.status !== 201) throw new Error(answer.text);
    return PlanDraftView.parse(answer.body);
  };
  const enter = async (id: string): Promise<void> => {
    expect((await office.request('POST', `/plan-drafts/${id}/enter`, { effectiveOn: '2023-05-31' })).status).toBe(200);
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  };
  const samples = ['lang-son-2023-phu-luc.txt', 'dong-thap-617-2025.docx', 'ha-noi-310-2025.docx', 'tp-hcm-2820-2025.docx'];

  test.each(samples)('has the cells of %s, for whoever may see the plan', async (name) => {
    const bytes = await readFile(new URL(`../../../../samples/${name}`, import.meta.url));
    const { id } = await draft(name, bytes);
    await enter(id);
    const reader = await bed.signIn('so-noi-vu');
    const answer = await reader.request('GET', `/plans/${id}/appendix`);
    expect([answer.status, answer.headers['content-disposition']]).toEqual([200, expect.stringContaining('phu-luc')]);
    expect(cells(await read(answer.bytes, 'phu-luc.docx'))).toEqual(cells(await read(bytes, name)));
  });

  test('says what somebody has put right, and is refused for a draft', async () => {
    const table = `<p>PHỤ LỤC</p><table><tr><th>TT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Thời hạn</th></tr>
<tr><td>1</td><td>Rà soát quy hoach</td><td>Sở Xây dựng</td><td>2027</td></tr></table>`;
    const { id, version } = await draft('mot-dong.html', Buffer.from(table));
    const early = await office.request('GET', `/plans/${id}/appendix`);
    expect([early.status, Problem.parse(early.body).code]).toEqual([404, 'REQUEST.NOT_FOUND']);
    const corrections = [{ pointer: '/tasks/0/title', value: 'Rà soát quy hoạch' }];
    const corrected = await office.request('PATCH', `/plan-drafts/${id}`, { corrections }, { 'if-match': `"v${String(version)}"` });
    expect(corrected.status).toBe(200);
    await enter(id);
    const { tasks } = await read((await office.request('GET', `/plans/${id}/appendix`)).bytes, 'phu-luc.docx');
    expect(tasks).toMatchObject([{ title: 'Rà soát quy hoạch', leads: [{ id: 'so-xay-dung' }] }]);
  });
});
