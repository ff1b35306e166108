import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, type Demonstration } from './demonstration.js';
import { telephone, type WebUser } from './web-user.js';

/** A directive of the chairman's, read by the agency that leads, answered, put right and removed. */
describe('remarks on a task', () => {
  let demo: Demonstration;
  let task: string;

  beforeAll(async () => {
    demo = await openDemonstration();
    task = demo.tasks.find(({ title }) => title.startsWith('Xây dựng nguồn nhân lực'))?.id ?? '';
  }, 180_000);

  afterAll(() => demo.close());

  const lookAt = async (user: WebUser, name: string): Promise<void> => {
    await look(user, name);
    expect(user.errors).toEqual([]);
  };
  const write = async ({ page }: WebUser, label: string, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: label }).fill(text);
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.getByRole('listitem').filter({ hasText: text }).first().waitFor();
  };

  test('a directive reaches the inbox of who leads, is seen and answered there, and stands in the history', async () => {
    const chairman = await demo.signIn('chu-tich-ubnd-tinh');
    await chairman.goTo(`/nhiem-vu/${task}?muc=y-kien`);
    await chairman.page.getByText('Chưa có ý kiến').waitFor();
    await chairman.page.getByRole('textbox', { name: 'Ý kiến chỉ đạo' }).fill('Gõ dở thì hết phiên.');
    await chairman.page.reload();
    const kept = chairman.page.getByRole('textbox', { name: 'Ý kiến chỉ đạo' });
    await kept.waitFor();
    expect(await kept.inputValue()).toBe('Gõ dở thì hết phiên.');
    await write(chairman, 'Ý kiến chỉ đạo', 'Báo cáo tiến độ trước ngày 30/11.');
    await lookAt(chairman, 'y-kien-chi-dao');

    const lead = await demo.signIn('so-noi-vu', telephone);
    await lead.page.getByText('Chủ tịch UBND tỉnh cho ý kiến chỉ đạo: Báo cáo tiến độ', { exact: false }).waitFor();
    await lookAt(lead, 'y-kien-hop-viec-360');
    await lead.page.getByRole('link', { name: 'Xem ý kiến', exact: false }).click();
    await lead.page.getByRole('button', { name: 'Đã xem ý kiến số 1' }).click();
    await lead.page.getByText('đã xem: Sở Nội vụ', { exact: false }).waitFor();
    await lead.page.getByRole('button', { name: 'Trả lời ý kiến số 1' }).click();
    await write(lead, 'Nội dung trao đổi', 'Sở đã gửi báo cáo.');
    await lead.page.getByRole('link', { name: 'ý kiến số 1' }).waitFor();
    await lookAt(lead, 'y-kien-tra-loi-360');

    await lead.page.getByRole('button', { name: 'Sửa ý kiến số 2' }).click();
    await lead.page.getByLabel('Nội dung ý kiến').fill('Sở đã gửi báo cáo số 12.');
    await lead.page.getByRole('button', { name: 'Lưu' }).click();
    await lead.page.getByText('xem nội dung trước khi sửa', { exact: false }).waitFor();
    await lead.page.getByRole('button', { name: 'Gỡ ý kiến số 2' }).click();
    await lead.page.getByLabel('Lý do gỡ').fill('Gửi nhầm nhiệm vụ');
    await lead.page.getByRole('button', { name: 'Gỡ', exact: true }).click();
    await lead.page.getByText('Lý do: Gửi nhầm nhiệm vụ', { exact: false }).waitFor();
    await lead.page.getByRole('tab', { name: 'Diễn biến' }).click();
    await lead.page.getByText('Cho ý kiến chỉ đạo số 1.').waitFor();
    await lead.page.getByText('Gỡ ý kiến trao đổi số 2.').waitFor();
    await lookAt(lead, 'y-kien-dien-bien-360');
  }, 120_000);
});
