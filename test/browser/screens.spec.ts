import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'playwright-core';
import { openDemonstration, type Demonstration } from './demonstration.js';
import { desktop, telephone, WebUser } from './web-user.js';

const firstLoadLimit = 200_000;

/** Every screen, wide and narrow: reachable by its address, accessible, without sideways scrolling or console errors. */
describe('the screens of the web app', () => {
  let demo: Demonstration;
  let taskId: string;
  let planId: string;
  let draftId: string;

  beforeAll(async () => {
    demo = await openDemonstration();
    taskId = demo.tasks.find((task) => task.row === 1)?.id ?? '';
    planId = demo.tasks[0]?.planId ?? '';
    draftId = planId;
  }, 180_000);

  afterAll(() => demo.close());

  const screens = (): readonly (readonly [address: string, heading: string | RegExp])[] => [
    ['/viec-can-xu-ly', 'Việc cần xử lý'],
    ['/nhiem-vu', 'Nhiệm vụ'],
    ['/nhiem-vu?theo=luot-giao&thoihan=overdue', 'Nhiệm vụ'],
    [`/nhiem-vu/${taskId}`, /quy hoạch/u],
    [`/nhiem-vu/${taskId}?muc=dien-bien`, /quy hoạch/u],
    [`/nhiem-vu/${taskId}?muc=nhac-viec`, /quy hoạch/u],
    [`/nhiem-vu/${taskId}?muc=thoi-gian`, /quy hoạch/u],
    [`/nhiem-vu/${taskId}?viec=urge&luot=L01`, /quy hoạch/u],
    ['/ke-hoach', 'Kế hoạch'],
    [`/ke-hoach/${planId}`, /./u],
    [`/ke-hoach/${planId}?muc=chi-tieu`, /./u],
    [`/ke-hoach/${planId}?muc=tong-hop`, /./u],
    [`/ke-hoach/${draftId}/du-thao`, 'Rà soát dự thảo'],
    [`/ke-hoach/${draftId}/du-thao?muc=chi-tieu`, 'Rà soát dự thảo'],
    [`/ke-hoach/${draftId}/du-thao?muc=ten-co-quan`, 'Rà soát dự thảo'],
    [`/ke-hoach/${planId}/bieu-ra-soat`, 'Biểu rà soát'],
    ['/chi-tieu', 'Chỉ tiêu'],
    ['/so-lieu', 'Số liệu'],
    ['/so-lieu?muc=openInTime', 'Số liệu'],
    ['/so-lieu/chot', 'Chốt số liệu'],
    ['/nhap-ke-hoach', 'Nhập kế hoạch'],
    ['/nhap-nhanh', 'Nhập nhanh'],
    ['/co-quan', 'Cơ quan'],
    ['/sap-xep-to-chuc', 'Sắp xếp tổ chức'],
    ['/lich-lam-viec', 'Lịch làm việc'],
    ['/chinh-sach-nhac-viec', 'Chính sách nhắc việc'],
    ['/thu-nhac-da-gui', 'Thư nhắc đã gửi'],
    ['/suc-khoe-nhac-viec', 'Sức khỏe việc nhắc'],
    ['/du-kien-gui', 'Dự kiến gửi trong 07 ngày tới'],
    ['/hop-thu-chay-thu', 'Hộp thư chạy thử'],
    ['/khong-co-trang-nay', 'Không có trang này'],
  ];

  test('are accessible, wide and narrow, and none scrolls sideways on a telephone', async () => {
    const user = await demo.signIn('van-phong-ubnd-tinh');
    const found: string[] = [];
    for (const [address, heading] of screens()) {
      await user.page.setViewportSize(desktop);
      await user.goTo(address);
      await user.heading(heading).waitFor();
      for (const violation of await user.violations()) found.push(`${address}: ${violation}`);
      await user.page.setViewportSize(telephone);
      await user.settled();
      // Colours do not depend on the width, and their contrast is the slowest thing to measure.
      for (const violation of await user.violations(['color-contrast'])) found.push(`${address} at 360 px: ${violation}`);
      if ((await user.sidewaysScroll()) > 0) found.push(`${address}: scrolls sideways at 360 px`);
    }
    expect(found).toEqual([]);
    expect(user.errors).toEqual([]);
    await user.close();
  }, 400_000);

  test('so are the pages of Zalo, of the account and of one’s own telephone', async () => {
    const user = await demo.signIn('admin');
    for (const address of ['/zalo', '/nhan-tin-zalo']) {
      await user.page.setViewportSize(desktop);
      await user.goTo(address);
      await user.heading(/Zalo/u).first().waitFor();
      await user.settled();
      expect([address, await user.violations()]).toEqual([address, []]);
      await user.page.setViewportSize(telephone);
      await user.settled();
      expect([address, await user.violations(), await user.sidewaysScroll()]).toEqual([address, [], 0]);
    }
    await user.close();
  });

  test('sign-in is accessible, tells a wrong password apart, and leads back to where one wanted to go', async () => {
    const visitor = await WebUser.open(demo.browser, demo.product);
    await visitor.page.goto(`${demo.product.url}/nhiem-vu?thoihan=overdue`);
    await visitor.page.getByLabel('Tên đăng nhập').fill('so-noi-vu');
    await visitor.page.locator('input[name=password]').fill('sai');
    await visitor.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await visitor.page.getByRole('alert').filter({ hasText: 'chưa đúng' }).waitFor();
    expect(await visitor.violations()).toEqual([]);
    const account = (await demo.product.accounts()).find(({ username }) => username === 'so-noi-vu');
    await visitor.page.locator('input[name=password]').fill(account?.password ?? '');
    await visitor.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await visitor.page.waitForURL('**/nhiem-vu?thoihan=overdue');
    await visitor.heading('Nhiệm vụ').waitFor();
    await visitor.page.goBack();
    expect(visitor.page.url()).not.toContain('dang-nhap');
    expect(visitor.errors).toEqual([]);
    await visitor.close();
  });

  test('the keyboard alone reaches the content, the menu and a form, and leaves it again', async () => {
    const user = await demo.signIn('van-phong-ubnd-tinh');
    await user.goTo(`/nhiem-vu/${taskId}?luot=L01`);
    await user.page.keyboard.press('Tab');
    await user.page.getByRole('link', { name: 'Đến nội dung chính' }).press('Enter');
    expect(await user.page.evaluate('document.activeElement.id')).toBe('noi-dung');
    const act = user.page.getByRole('link', { name: 'Giao cơ quan phối hợp' });
    await act.focus();
    await act.press('Enter');
    await user.form().waitFor();
    await user.page.keyboard.press('Escape');
    await user.form().waitFor({ state: 'detached' });
    await user.close();
  });

  test.each([
    ['the inbox', () => '/viec-can-xu-ly'],
    ['a task', () => `/nhiem-vu/${taskId}`],
    ['a plan', () => `/ke-hoach/${planId}`],
  ])('the first load of %s is at most 200 kB of script, gzipped', async (_name, address) => {
    const user = await demo.signIn('van-phong-ubnd-tinh');
    const page = await user.page.context().newPage();
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response);
    });
    await page.goto(`${demo.product.url}${address()}`, { waitUntil: 'networkidle' }).catch(() => undefined);
    const sizes = await Promise.all(scripts.map(async (response) => gzipSync(await response.body()).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(firstLoadLimit);
    await user.close();
  });
});
