import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, type Demonstration } from './demonstration.js';
import { telephone } from './web-user.js';

/** What the Office does with a plan that was entered years after it began to hold. */
describe('the baseline review', () => {
  let demo: Demonstration;
  let planId: string;

  beforeAll(async () => {
    demo = await openDemonstration();
    planId = demo.tasks[0]?.planId ?? '';
  }, 180_000);

  afterAll(() => demo.close());

  test('many parts are found, chosen by the keyboard, looked at and recorded in one act', async () => {
    const user = await demo.signIn('van-phong-ubnd-tinh');
    const { page } = user;
    await user.goTo(`/ke-hoach/${planId}`);
    await page.getByRole('link', { name: /còn \d+ lượt giao chưa rà soát/u }).click();
    await user.heading('Rà soát hiện trạng').waitFor();
    const first = page.getByRole('checkbox').first();
    await first.waitFor();
    const open = await page.getByRole('checkbox').count();
    expect(open).toBeGreaterThan(3);
    await page.getByText('“Chưa rà soát hiện trạng” nghĩa là gì').click();
    await look(user, 'ra-soat');

    await first.focus();
    await page.keyboard.press('Space');
    await page
      .getByRole('checkbox')
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await page.getByText('đã chọn 3').waitFor();
    await page.getByRole('button', { name: 'Ghi kết quả rà soát' }).click();
    await user.form().getByLabel('Đã hoàn thành, có văn bản').check();
    await user.form().getByRole('button', { name: 'Xem trước' }).click();
    await user.form().getByText('Chưa có nội dung.').first().waitFor();
    await user.fill('Số, ký hiệu văn bản kết quả', '45/BC-UBND');
    await user.fill('Ngày gửi kết quả', '15/01/2026');
    await user.form().getByRole('button', { name: 'Xem trước' }).click();
    await user
      .form()
      .getByText(/3 lượt giao sẽ ghi/u)
      .waitFor();
    await look(user, 'ra-soat-xem-truoc');
    await user.form().getByRole('button', { name: 'Ghi 3 lượt giao' }).click();
    await user
      .form()
      .getByText(/3 lượt giao đã ghi/u)
      .waitFor();
    await user.form().getByRole('button', { name: 'Đóng', exact: true }).click();
    await page.getByText(`Chưa rà soát (${String(open - 3)})`).waitFor();
    expect(user.errors).toEqual([]);
  }, 120_000);

  test('what was recorded by mistake is withdrawn, on a telephone too', async () => {
    const user = await demo.signIn('van-phong-ubnd-tinh', telephone);
    const { page } = user;
    await user.goTo(`/ke-hoach/${planId}/ra-soat?xem=da&tim=${encodeURIComponent('45/BC')}`);
    await page.getByText('Không có lượt giao phù hợp').waitFor();
    await user.goTo(`/ke-hoach/${planId}/ra-soat?xem=da`);
    await page.getByText('Đã hoàn thành theo văn bản số 45/BC-UBND', { exact: false }).first().waitFor();
    await look(user, 'ra-soat-360');
    await page.getByRole('row').filter({ hasText: '45/BC-UBND' }).first().getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Rút lại kết quả rà soát' }).click();
    await user.fill('Lý do rút lại', 'Ghi nhầm văn bản của nhiệm vụ khác');
    await user.form().getByRole('button', { name: 'Xem trước' }).click();
    await user.form().getByRole('button', { name: 'Ghi 1 lượt giao' }).click();
    await user.form().getByText('1 lượt giao đã ghi.').waitFor();
    await look(user, 'ra-soat-rut-lai-360');
    expect(user.errors).toEqual([]);
  }, 120_000);
});
