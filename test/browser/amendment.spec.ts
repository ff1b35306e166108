import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { InboxView, PlanSummary, TaskDetail, TaskListItem } from '#contracts';
import { readPlanDocument } from '#plan-import';
import { langSon2023 } from '#reference-data';
import type { Client } from '../support/client.js';
import { openDemonstration, type Demonstration } from './demonstration.js';
import { desktop, telephone, type WebUser } from './web-user.js';

const sample = path.resolve(import.meta.dirname, '../../samples/lang-son-2023-phu-luc.txt');

const replaced = (text: string, old: string | RegExp, next: string): string => {
  const changed = text.replace(old, next);
  if (changed === text) throw new Error(`Not in the sample: ${String(old)}`);
  return changed;
};

/** The second version: one row reworded, one with a date, one with another lead, one gone, one new, and one target raised. */
const secondVersion = (first: string): string => {
  const edits: readonly (readonly [string | RegExp, string])[] = [
    ['nguồn nhân lực cho đô thị và phát triển đô thị\n', 'nguồn nhân lực cho đô thị, phát triển đô thị bền vững\n'],
    ['\tThực hiện định kỳ theo quy định pháp luật', '\t30/6/2027'],
    ['\tCông an tỉnh\n', '\tSở Nội vụ\n'],
    [/\t8\n\n\tRà soát tổng thể[^]*?\t2030\n\n\n/u, ''],
    [
      /(\tNghiên cứu mô hình[^]*\t2025)\n/u,
      '$1\n\n\t4\n\tĐề án kinh tế ban đêm\n\tSở Công Thương\n\tSở Tài chính\n\tChủ tịch UBND tỉnh\n\t2027\n',
    ],
    ['\t30\n\t40\n', '\t32\n\t40\n'],
  ];
  return edits.reduce((text, [old, next]) => replaced(text, old, next), first);
};

/** A new version of the plan that is followed, taken in by people who use nothing but the web app. */
describe('a new version of a plan', () => {
  let demo: Demonstration;
  let office: Client;
  let user: WebUser;
  let plan: PlanSummary;

  beforeAll(async () => {
    demo = await openDemonstration();
    office = demo.office;
    [plan] = (await office.get<PlanSummary[]>('/plans')) as [PlanSummary];
    user = await demo.signIn('van-phong-ubnd-tinh');
  }, 180_000);

  afterAll(() => demo.close());

  const taskOf = async (text: string): Promise<TaskListItem> => {
    const found = (await office.tasks()).find(({ title }) => title.includes(text));
    if (found === undefined) throw new Error(text);
    return found;
  };
  const line = (text: string | RegExp): Locator => user.page.getByRole('article', { name: text });
  const counts = (text: string): Promise<void> => user.page.getByText(`Nhiệm vụ: ${text}.`).waitFor();

  test('is given on the plan’s page, and compared line by line with what is followed and how it stands', async () => {
    const homeAffairs = await demo.product.signIn('so-noi-vu');
    await homeAffairs.act((await taskOf('nguồn nhân lực')).id, 'acknowledge', {});
    const dated = { part: 'L01', due: '2027-12-31', basis: 'Thông báo số 45/TB-VP' };
    await office.act((await taskOf('quy hoạch giao thông')).id, 'change-deadline', dated);

    await user.goTo(`/ke-hoach/${plan.id}`);
    await user.page.getByRole('link', { name: 'Nhập bản sửa đổi' }).click();
    await user.heading('Nhập bản sửa đổi').waitFor();
    const buffer = Buffer.from(secondVersion(await readFile(sample, 'utf8')));
    await user.page.getByLabel('Chọn tệp kế hoạch').setInputFiles({ name: 'ban-sua-doi.txt', mimeType: 'text/plain', buffer });
    await user.page.getByRole('tab', { name: 'So sánh, áp dụng' }).click();
    expect(await user.violations()).toEqual([]);
    await user.page.getByRole('link', { name: 'So sánh với kế hoạch này' }).click();

    await counts('3 thay đổi, 1 thêm mới, 1 đưa ra khỏi kế hoạch, 13 giữ nguyên');
    const reworded = line(/nguồn nhân lực/u);
    expect(await reworded.locator('ins').allInnerTexts()).toEqual([',', ' bền vững']);
    expect(await reworded.locator('del').allInnerTexts()).toEqual([' và']);
    await reworded.getByText('Sở Nội vụ: đã tiếp nhận, hạn 31/12/2025').waitFor();
    await reworded.getByLabel('Đề nghị tiếp nhận lại: Sở Nội vụ').waitFor();
    await line(/Nghiên cứu mô hình/u)
      .getByText('Chuyển lượt giao từ Công an tỉnh sang Sở Nội vụ.')
      .waitFor();
    await line(/Rà soát tổng thể/u)
      .getByText('Rút lượt giao của UBND thành phố Lạng Sơn;')
      .waitFor();
    await user.page.getByText('Tỷ lệ đô thị hóa toàn tỉnh · % · 2025: 32; 2030: 40').waitFor();
    expect(await user.violations()).toEqual([]);
  }, 60_000);

  test('is for a person to say otherwise: which date holds, which rows are the same', async () => {
    const dated = line(/quy hoạch giao thông/u);
    await dated.getByText('thời hạn đang theo dõi là 31/12/2027, khác bản đang theo dõi; đề xuất 31/12/2027.').waitFor();
    await dated.getByLabel('Theo bản sửa đổi: 30/06/2027').check();

    await line(/Nghiên cứu mô hình/u)
      .getByRole('button', { name: 'Không phải cùng một nhiệm vụ' })
      .click();
    await counts('2 thay đổi, 2 thêm mới, 2 đưa ra khỏi kế hoạch, 13 giữ nguyên');
    const gone = line(/Nghiên cứu mô hình/u).filter({ hasText: 'đưa ra khỏi kế hoạch' });
    await gone.getByRole('combobox', { name: 'Thực ra là dòng mới nào' }).click();
    await gone.getByRole('option', { name: /^Nghiên cứu mô hình/u }).click();
    await counts('3 thay đổi, 1 thêm mới, 1 đưa ra khỏi kế hoạch, 13 giữ nguyên');
  });

  test('on a telephone it does not scroll sideways', async () => {
    await user.page.setViewportSize(telephone);
    expect(await user.violations()).toEqual([]);
    expect(await user.sidewaysScroll()).toBe(0);
    await user.page.setViewportSize(desktop);
  });

  test('is confirmed line by line with the keyboard, and then holds', async () => {
    const apply = user.page.getByRole('button', { name: 'Áp dụng bản sửa đổi' });
    for (const seen of ['1', '2', '3', '4', '5']) {
      expect(await apply.isDisabled()).toBe(true);
      await user.page.keyboard.press('F8');
      await user.page.keyboard.press('Space');
      await user.page.getByText(`Đã xem ${seen}/5 dòng thay đổi`).waitFor();
    }
    await user.page.getByRole('textbox', { name: 'Căn cứ' }).fill('Kế hoạch số 279/KH-UBND');
    await apply.click();
    await user.page.getByText('Đã qua 1 lần sửa đổi').waitFor();
    await user.page.getByRole('rowheader', { name: 'Không còn trong kế hoạch' }).waitFor();
    await user.page.getByRole('link', { name: 'Đề án kinh tế ban đêm' }).waitFor();
    expect(await user.violations()).toEqual([]);

    const tasks = await office.tasks();
    expect(tasks).toHaveLength(18);
    const parts = async (text: string) => (await office.get<TaskDetail>(`/tasks/${(await taskOf(text)).id}`)).parts;
    expect(await parts('phát triển đô thị bền vững')).toMatchObject([{ agency: { id: 'so-noi-vu' }, work: 'awaiting' }]);
    expect(await parts('quy hoạch giao thông')).toMatchObject([{ deadline: { due: '2027-06-30' } }]);
    expect(await parts('Nghiên cứu mô hình')).toMatchObject([{ agency: { id: 'so-noi-vu' }, assignment: 2, work: 'awaiting' }]);
    expect(await taskOf('Rà soát tổng thể')).toMatchObject({ row: null, work: 'withdrawn' });
    const homeAffairs = await demo.product.signIn('so-noi-vu');
    expect(JSON.stringify(await homeAffairs.get<InboxView>('/me/inbox'))).toContain('Nhiệm vụ được điều chỉnh theo văn bản mới');
  }, 60_000);

  test('its appendix is loaded as a Word file that says what holds now', async () => {
    const download = user.page.waitForEvent('download');
    await user.page.getByRole('link', { name: 'Tải phụ lục (.docx)' }).click();
    const bytes = await readFile(await (await download).path());
    const reading = await readPlanDocument(bytes, { name: 'phu-luc.docx', directory: langSon2023 });
    expect(reading).toMatchObject({ ok: true });
    const titles = reading.ok ? reading.draft.tasks.map(({ title }) => title) : [];
    expect([titles.length, titles.at(-1)]).toEqual([17, 'Đề án kinh tế ban đêm']);
  });

  test('its draft says which plan it went into; compared again it says why it cannot be', async () => {
    await user.page.goBack();
    await user.page.getByRole('alert').filter({ hasText: 'đã đóng' }).waitFor();
    await user.page.getByRole('link', { name: 'bản dự thảo mới' }).click();
    await user.page.getByText('Đã áp dụng làm bản sửa đổi của kế hoạch đang theo dõi.').waitFor();
    expect(user.errors).toEqual([]);
  });
});
