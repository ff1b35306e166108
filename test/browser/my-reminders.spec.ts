import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Demonstration, look, openDemonstration } from './demonstration.js';
import { desktop, telephone, type WebUser } from './web-user.js';

/** What a person says about the reminders they get. */
describe('my reminders', () => {
  let demonstration: Demonstration;
  let officer: WebUser;

  beforeAll(async () => {
    demonstration = await openDemonstration();
    officer = await demonstration.signIn('so-noi-vu');
  }, 120_000);
  afterAll(() => demonstration.close());

  const lookBoth = async (name: string): Promise<void> => {
    await look(officer, `${name}-1440`, { fullPage: true });
    await officer.page.setViewportSize(telephone);
    await look(officer, `${name}-360`, { fullPage: true });
    await officer.page.setViewportSize(desktop);
  };

  test('come at the hour that is chosen, without the early ones that are left out; what cannot be muted is said', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Thời gian nhận thư' }).click();
    await officer.heading('Thời gian nhận thư nhắc').waitFor();
    await page.getByText('Chưa thay đổi lần nào').waitFor();
    await page.getByLabel('Giờ nhận thư nhắc gộp').selectOption('09:00');
    await page.getByLabel('Trước 30 ngày').uncheck();
    await lookBoth('my-reminders-form');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('nhận lúc 09:00; không nhận nhắc trước 30 ngày').waitFor();
    expect(await page.getByText('nhắc đúng ngày đến hạn và nhắc quá hạn của nhiệm vụ cơ quan chủ trì').count()).toBe(1);
    await page.reload();
    await officer.heading('Lịch sử thay đổi').waitFor();
    expect(await page.getByLabel('Giờ nhận thư nhắc gộp').inputValue()).toBe('540');
    expect(await page.getByLabel('Trước 30 ngày').isChecked()).toBe(false);
    await lookBoth('my-reminders-kept');
    expect(officer.errors).toEqual([]);
  });

  test('go to a colleague while one is away, and come back when that is ended', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Người nhận thay' }).click();
    await officer.heading('Người nhận thay').waitFor();
    const receiver = page.getByRole('combobox', { name: /^Người nhận thay/u });
    await receiver.waitFor();
    await receiver.selectOption({ index: 1 });
    await page.getByLabel('Đến hết ngày').fill('27/11/2026');
    await page.getByLabel('Lý do').fill('Nghỉ phép');
    await lookBoth('stand-in-form');
    await page.getByRole('button', { name: 'Cử người nhận thay' }).click();
    await page.getByText('đang nhận thay').waitFor();
    await lookBoth('stand-in-named');
    await page.getByRole('button', { name: /^Kết thúc/u }).click();
    await page.getByText('đã kết thúc sớm').waitFor();
    expect(officer.errors).toEqual([]);
  });
});
