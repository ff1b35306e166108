import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, picture, type Demonstration } from './demonstration.js';
import { desktop, telephone, type WebUser } from './web-user.js';

/** What stands beside the page is accessible; measuring the page under its shade as well takes half a minute. */
const lookAtPanel = async (user: WebUser, name: string): Promise<void> => {
  await picture(user, name);
  expect(await user.violations([], '[role=dialog]')).toEqual([]);
  expect(await user.sidewaysScroll()).toBe(0);
};

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
      await days.nth(day).and(office.page.locator('[data-shown="true"]')).waitFor();
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

  test('whose telephone rings, when, why not at once and with which words stands beside the letters', async () => {
    const lead = await demo.product.signIn('so-noi-vu');
    await lead.request('POST', '/me/zalo', { phone: '0912345678', consent: true });
    const ref = { text: 'Sở Nội vụ', kind: 'agency', id: 'so-noi-vu' };
    const deadline = { text: '26/11/2026', kind: 'date', start: null, due: '2026-11-26', recurrence: null };
    const letter = {
      document: { number: '88/TB-VP', title: 'Kết luận giao ban' },
      tasks: [{ title: 'Báo cáo biên chế', leads: [ref], deadline }],
    };
    expect((await demo.office.request('POST', '/letters', letter)).status).toBe(201);
    const office = await demo.signIn('van-phong-ubnd-tinh');
    await demo.office.until('a message is foretold', async () => {
      const found = await demo.office.get<{ total: number }>('/reminders/coming/messages?scope=all&day=2026-11-25');
      return found.total > 0;
    });
    await office.goTo('/du-kien-gui?ngay=2026-11-25');
    const messages = office.page.getByRole('region', { name: 'Danh sách tin Zalo dự kiến' });
    await messages.getByRole('link').first().waitFor();
    await office.page.getByRole('region', { name: 'Danh sách thư dự kiến' }).getByRole('link').first().waitFor();
    await look(office, 'du-kien-gui-hai-kenh', { fullPage: true });
    await office.page.getByText('Zalo', { exact: true }).click();
    await messages.getByRole('link').first().click();
    await office.page.getByRole('cell', { name: 'ten_nguoi_nhan' }).waitFor();
    await office.page.getByText('Lý do gửi từng dòng', { exact: false }).click();
    await look(office, 'du-kien-gui-zalo', { fullPage: true });
    await office.page.setViewportSize(telephone);
    await look(office, 'du-kien-gui-zalo-360', { fullPage: true });
    await office.page.getByRole('link', { name: 'Về danh sách thư' }).click();
    await look(office, 'du-kien-gui-zalo-danh-sach-360', { fullPage: true });
    await office.goTo('/du-kien-gui?kenh=zalo&ngay=2026-11-24');
    await office.page.getByText('không có tin Zalo nào dự kiến gửi', { exact: false }).waitFor();
    expect(office.errors).toEqual([]);
  }, 120_000);

  test('the menu names what its pages are for; on a telephone it opens over the page and every page is in it', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    const menu = office.page.getByRole('navigation', { name: 'Trình đơn chính' });
    await menu.getByRole('list', { name: 'Nhắc việc' }).getByRole('link', { name: 'Dự kiến gửi' }).waitFor();
    const names = await menu.getByRole('link').allTextContents();
    expect(new Set(names).size).toBe(names.length);
    await look(office, 'trinh-don');
    await office.page.setViewportSize(telephone);
    await office.page.getByRole('button', { name: 'Trình đơn' }).click();
    expect(await menu.getByRole('link').allTextContents()).toEqual(names);
    await look(office, 'trinh-don-360');
    await menu.getByRole('link', { name: 'Sức khỏe việc nhắc' }).click();
    await office.heading('Sức khỏe việc nhắc').waitFor();
    expect(await menu.isVisible()).toBe(false);
    expect(office.errors).toEqual([]);
  }, 60_000);

  test('a list of tasks, and a pile of the Office’s, is one text by agency; it can be taken where the browser copies nothing', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    await office.goTo('/nhiem-vu?theo=luot-giao&thoihan=overdue');
    await office.page.getByRole('button', { name: 'Sao chép nội dung nhắc việc' }).click();
    const text = office.page.getByRole('textbox', { name: 'Nội dung' });
    await text.waitFor();
    expect(await text.inputValue()).toMatch(
      /^NHẮC VIỆC: \d\d nhiệm vụ.* theo .*\n\n.* \(\d\d\)\n- Nhiệm vụ.*; hạn \d\d\/\d\d\/\d{4} \(đang chờ rà soát hiện trạng\)/u,
    );
    await lookAtPanel(office, 'sao-chep-danh-sach');
    const boxes = office.page.getByRole('group', { name: 'Cơ quan được nhắc' }).getByRole('checkbox');
    const before = await text.inputValue();
    await boxes.first().uncheck();
    expect((await text.inputValue()).length).toBeLessThan(before.length);
    await office.page.setViewportSize(telephone);
    await lookAtPanel(office, 'sao-chep-danh-sach-360');
    await office.page.setViewportSize(desktop);
    await office.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await office.page.getByRole('button', { name: 'Sao chép', exact: true }).click();
    await office.page.getByRole('alert').filter({ hasText: 'Nội dung đã được chọn' }).waitFor();
    expect(await office.page.evaluate('document.activeElement.selectionEnd - document.activeElement.selectionStart')).toBe(
      (await text.inputValue()).length,
    );
    await office.goTo('/viec-can-xu-ly');
    await office.page.getByRole('button', { name: /Sao chép nội dung nhắc việc.*Chưa rà soát hiện trạng/u }).click();
    await office.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await office.page.getByRole('button', { name: 'Sao chép', exact: true }).click();
    await office.page.getByText('Đã sao chép nội dung nhắc việc').waitFor();
    expect(await office.page.evaluate('navigator.clipboard.readText()')).toBe(await text.inputValue());
    await lookAtPanel(office, 'sao-chep-viec-can-xu-ly');
    expect(office.errors).toEqual([]);
  }, 120_000);

  test('the text for a group is seen before it is copied', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    await office.goTo(`/nhiem-vu/${demo.tasks[0]?.id ?? ''}?muc=nhac-viec`);
    await office.page.getByRole('button', { name: 'Sao chép nội dung nhắc việc' }).click();
    const text = office.page.getByRole('textbox', { name: 'Nội dung' });
    expect(await text.inputValue()).toMatch(/^NHẮC VIỆC: Nhiệm vụ.*\n- .*hạn.*\n(?:.*\n)*Đề nghị các cơ quan .*\/nhiem-vu\//u);
    await lookAtPanel(office, 'sao-chep-nhac-viec');
    await office.page.setViewportSize(telephone);
    await lookAtPanel(office, 'sao-chep-nhac-viec-360');
    await office.page.setViewportSize(desktop);
    await office.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await office.page.getByRole('button', { name: 'Sao chép', exact: true }).click();
    await office.page.getByText('Đã sao chép').waitFor();
    expect(await office.page.evaluate('navigator.clipboard.readText()')).toBe(await text.inputValue());
    expect(office.errors).toEqual([]);
  }, 120_000);
});
