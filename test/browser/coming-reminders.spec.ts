import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, type Demonstration } from './demonstration.js';
import { desktop, telephone } from './web-user.js';

describe('reminders that are to come', () => {
  let demo: Demonstration;
  beforeAll(async () => {
    demo = await openDemonstration();
  }, 180_000);
  afterAll(() => demo.close());

  test('the Office looks through the coming seven days, by day and agency, and opens a letter as it will leave', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    await office.page.getByRole('link', { name: 'Dự kiến gửi' }).click();
    await office.heading('Dự kiến gửi trong 07 ngày tới').waitFor();
    await office.page.getByRole('navigation', { name: 'Ngày gửi' }).getByRole('link').last().waitFor();
    const days = office.page.getByRole('navigation', { name: 'Ngày gửi' }).getByRole('link');
    expect(await days.count()).toBeGreaterThan(3);
    const list = office.page.getByRole('region', { name: 'Danh sách thư dự kiến' }).getByRole('link');
    for (let day = 0; day < (await days.count()); day += 1) {
      await days.nth(day).click();
      await office.settled();
      await office.page.locator(`nav a[data-shown="true"]`).waitFor();
      await office.page
        .getByText(/\d+ thư, sáng ngày|không có thư nào dự kiến gửi/u)
        .first()
        .waitFor();
      if ((await list.count()) > 0) break;
    }
    await look(office, 'du-kien-gui', { fullPage: true });
    await list.first().click();
    const frame = office.page.frameLocator('iframe[title^="Thư dự kiến"]');
    await frame.getByText('Lý do gửi thông báo', { exact: false }).waitFor();
    expect(await office.page.locator('iframe[title^="Thư dự kiến"]').getAttribute('sandbox')).toBe('');
    await office.page.getByText('Lý do gửi từng dòng', { exact: false }).click();
    await office.page.locator('.coming-reasons').getByText('vị trí nhận', { exact: false }).first().waitFor();
    await look(office, 'du-kien-gui-thu', { fullPage: true });
    await office.page.setViewportSize(telephone);
    await look(office, 'du-kien-gui-thu-360', { fullPage: true });
    await office.page.getByRole('link', { name: 'Về danh sách thư' }).click();
    await look(office, 'du-kien-gui-360', { fullPage: true });
    await office.page.setViewportSize(desktop);
    await office.page.getByLabel('Người nhận').fill('khong co ai ten nay');
    await office.page.getByRole('button', { name: 'Tìm' }).click();
    await office.page.getByText('không có thư nào dự kiến gửi', { exact: false }).waitFor();
    expect(office.errors).toEqual([]);
  }, 120_000);

  test('an agency’s own people see their own letters, and nobody else’s', async () => {
    const lead = await demo.signIn('so-noi-vu', telephone);
    await lead.goTo('/du-kien-gui');
    await lead.heading('Dự kiến gửi trong 07 ngày tới').waitFor();
    expect(await lead.page.getByText('Toàn tỉnh').count()).toBe(0);
    await look(lead, 'du-kien-gui-cua-toi-360');
    expect(lead.errors).toEqual([]);
  });

  test('the text for a group is seen before it is copied', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    await office.goTo(`/nhiem-vu/${demo.tasks[0]?.id ?? ''}?muc=nhac-viec`);
    await office.page.getByRole('button', { name: 'Sao chép nội dung nhắc việc' }).click();
    const text = office.page.getByRole('textbox', { name: 'Nội dung' });
    expect(await text.inputValue()).toMatch(/^NHẮC VIỆC: Nhiệm vụ.*\n- .*hạn.*\n(?:.*\n)*Đề nghị các cơ quan .*\/nhiem-vu\//u);
    await look(office, 'sao-chep-nhac-viec');
    await office.page.setViewportSize(telephone);
    await look(office, 'sao-chep-nhac-viec-360');
    await office.page.setViewportSize(desktop);
    await office.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await office.page.getByRole('button', { name: 'Sao chép', exact: true }).click();
    await office.page.getByText('Đã sao chép').waitFor();
    expect(await office.page.evaluate('navigator.clipboard.readText()')).toBe(await text.inputValue());
    expect(office.errors).toEqual([]);
  }, 120_000);
});
