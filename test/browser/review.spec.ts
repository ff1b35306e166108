import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { PlanDraftView, TaskListItem } from '#contracts';
import type { Client } from '../support/client.js';
import { type Product, removeFolder, startProduct } from '../support/start-product.js';
import { openBrowser, telephone, WebUser } from './web-user.js';

const sample = path.resolve(import.meta.dirname, '../../samples/lang-son-2023-phu-luc.txt');
const settings = { DONDOC_NOW: '2026-11-23T08:00:00+07:00' };

/** A plan's file on its way to tasks that are followed, by people who use nothing but the web app. */
describe('the review of a draft', () => {
  let product: Product;
  let browser: Browser;
  let office: Client;
  let user: WebUser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ env: settings }), openBrowser()]);
    office = await product.signIn('van-phong-ubnd-tinh');
    user = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh');
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await product.killTree();
    await removeFolder(product.dataDir);
  });

  /** Drops a file on the page as the file manager would. */
  const drop = async (name: string, content: string): Promise<void> => {
    const files = await user.page.evaluateHandle(`(() => {
      const carried = new DataTransfer();
      carried.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
      return carried;
    })()`);
    await user.page.locator('.drop').dispatchEvent('drop', { dataTransfer: files });
    await user.page.waitForURL('**/du-thao');
    await user.page.getByRole('tab', { name: 'Nhiệm vụ (17)' }).waitFor();
  };
  const dropSample = async (): Promise<string> => {
    await user.goTo('/nhap-ke-hoach');
    await drop('phu-luc.txt', await readFile(sample, 'utf8'));
    return /ke-hoach\/([0-9a-f-]+)\//u.exec(user.page.url())?.[1] ?? '';
  };
  const row = (number: number, of: WebUser = user) =>
    of.page.getByRole('article', { name: `Nhiệm vụ ở dòng ${String(number)}`, exact: true });
  const form = (of: WebUser = user) => of.page.getByRole('form', { name: 'Sửa dòng của dự thảo' });
  const said = (text: string | RegExp, of: WebUser = user): Promise<void> =>
    of.page.getByRole('status').filter({ hasText: text }).first().waitFor();
  const retitle = async (number: number, title: string, of: WebUser = user): Promise<void> => {
    await row(number, of)
      .getByRole('button', { name: /^Nội dung/u })
      .click();
    await form(of).getByLabel('Nội dung công việc').fill(title);
    await form(of).getByRole('button', { name: 'Ghi sửa đổi' }).click();
  };
  const draftOf = (id: string): Promise<PlanDraftView> => office.get(`/plan-drafts/${id}`);

  test('from a dropped file to tasks that are followed, with three corrections and one undo', async () => {
    const id = await dropSample();
    expect(await user.violations()).toEqual([]);

    await retitle(4, 'Phát triển hạ tầng giao thông và thoát nước đô thị');
    await said('Đã sửa dòng của dự thảo.');

    await row(4)
      .getByRole('button', { name: /^Chủ trì/u })
      .click();
    await form().getByRole('combobox', { name: 'Cơ quan chủ trì' }).fill('giao thong');
    await form().getByRole('option', { name: 'Sở Giao thông vận tải' }).click();
    expect(await user.violations([], '.review-form')).toEqual([]);
    await form().getByRole('button', { name: 'Ghi sửa đổi' }).click();
    await row(4)
      .getByRole('button', { name: /Chủ trì Sở Giao thông vận tải/u })
      .waitFor();

    await row(5)
      .getByRole('button', { name: /^Thời hạn/u })
      .click();
    await form().getByLabel('Hạn cuối').fill('30/06/2028');
    await form().getByLabel('Hạn cuối').press('Tab');
    await form().getByRole('button', { name: 'Ghi sửa đổi' }).click();
    await row(5).getByText('đến hết 30/06/2028').waitFor();

    await user.page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    await said('Đã hoàn tác: Sửa thời hạn của nhiệm vụ ở dòng 5');
    await row(5).getByText('đến hết 31/12/2030').waitFor();
    await user.page.getByRole('button', { name: 'Các lần sửa (3)' }).click();
    await user.page.getByText('Đã hoàn tác: Sửa thời hạn của nhiệm vụ ở dòng 5').last().waitFor();
    expect(await user.violations([], '[role=dialog]')).toEqual([]);
    await user.page.keyboard.press('Escape');

    await user.page.getByRole('tab', { name: 'Đưa vào theo dõi' }).click();
    const entering = user.page.getByRole('form', { name: 'Đưa vào theo dõi' });
    await entering.getByRole('button', { name: 'Đưa vào theo dõi' }).click();
    await entering.getByText('Chưa có ngày.').waitFor();
    await entering.getByRole('textbox').fill('31/05/2023');
    await user.page.getByText('17 nhiệm vụ, 110 lượt giao, 18 chỉ tiêu').waitFor();
    await user.page.getByRole('row', { name: /^Sở Giao thông vận tải 4, 16/u }).waitFor();
    expect(await user.violations([], '[role=tabpanel]')).toEqual([]);
    await entering.getByRole('button', { name: 'Đưa vào theo dõi' }).click();
    await user.page.getByRole('tab', { name: 'Phụ lục nhiệm vụ (17)' }).waitFor();
    await user.page.getByRole('link', { name: 'Phát triển hạ tầng giao thông và thoát nước đô thị' }).waitFor();

    const tasks = await office.until('all rows', async () => {
      const { items } = await office.get<{ items: TaskListItem[] }>(`/tasks?plan=${id}&limit=50`);
      return items.length === 17 && items;
    });
    expect(tasks[3]).toMatchObject({ leads: [{ id: 'so-giao-thong-van-tai' }], deadline: { due: '2030-12-31' } });
    expect(tasks[4]?.deadline.due).toBe('2030-12-31');
    expect(user.errors).toEqual([]);
  }, 120_000);

  test('the keyboard goes from doubt to doubt, settles them, and takes it back', async () => {
    const id = await dropSample();
    const doubts = (await draftOf(id)).doubts.length;
    await user.page.keyboard.press('F8');
    const first = user.page.locator('[data-doubt]:focus');
    await first.waitFor();
    const told = await first.getAttribute('aria-label');
    await user.page.keyboard.press('F8');
    await user.page.locator(`[data-doubt]:focus:not([aria-label="${told ?? ''}"])`).waitFor();
    await user.page.keyboard.press('Shift+F8');
    await user.page.locator(`[data-doubt]:focus[aria-label="${told ?? ''}"]`).waitFor();
    await first.getByRole('button', { name: 'Đã xem, giữ nguyên' }).focus();
    await user.page.keyboard.press('Enter');
    await user.page.getByText(`Đã xem 1/${String(doubts)} điểm cần xem`).waitFor();
    await user.page.locator('[data-doubt]:focus').waitFor();
    await user.page.keyboard.press('Control+z');
    await user.page.getByText(`Đã xem 0/${String(doubts)} điểm cần xem`).waitFor();
    await user.page.keyboard.press('Control+y');
    await user.page.getByText(`Đã xem 1/${String(doubts)} điểm cần xem`).waitFor();
  });

  test('a field and the place it was read from are marked together, from both sides', async () => {
    const source = user.page.getByRole('region', { name: 'Bản gốc' });
    await row(15)
      .getByRole('button', { name: /^Chủ trì/u })
      .hover();
    await source.locator('[data-linked="true"]', { hasText: 'Sở Nội vụ' }).waitFor();
    await source.getByText('Công an tỉnh').last().click();
    await user.page.locator('button:focus[data-linked="true"]', { hasText: 'Công an tỉnh' }).waitFor();
  });

  test('a name is put right in all rows at once', async () => {
    await user.page.getByRole('tab', { name: /^Tên cơ quan/u }).click();
    const unknown = user.page.getByRole('listitem').filter({ hasText: 'Cấp có thẩm quyền theo pháp luật' });
    await unknown.getByRole('button', { name: /^Chọn cơ quan/u }).click();
    await unknown.getByRole('combobox').fill('chu tich');
    await unknown.getByRole('option', { name: 'Chủ tịch UBND tỉnh' }).click();
    expect(await user.violations([], '.review-names')).toEqual([]);
    await unknown.getByRole('button', { name: 'Áp dụng cho cả 2 ô' }).click();
    await said('Đã sửa tên ở 2 ô.');
    await user.page.getByRole('tab', { name: 'Tên cơ quan', exact: true }).waitFor();
  });

  test('rows are split, merged, added and taken out', async () => {
    await user.page.getByRole('tab', { name: /^Nhiệm vụ/u }).click();
    await row(5).getByRole('button', { name: /^Sửa/u }).first().click();
    await form().getByRole('button', { name: 'Tách dòng' }).click();
    await form().getByRole('button', { name: 'Tách thành hai dòng' }).click();
    await user.page.getByRole('tab', { name: 'Nhiệm vụ (18)' }).waitFor();
    await row(6).getByRole('button', { name: /^Sửa/u }).first().click();
    await form().getByRole('button', { name: 'Gộp vào dòng trên' }).click();
    await user.page.getByRole('tab', { name: 'Nhiệm vụ (17)' }).waitFor();
    await row(17).getByRole('button', { name: /^Sửa/u }).first().click();
    await form().getByRole('button', { name: 'Bỏ dòng' }).click();
    await user.page.getByRole('tab', { name: 'Nhiệm vụ (16)' }).waitFor();
  });

  test('two reviewers at once: other rows do not matter, the same row is shown with the way on, and nothing typed is lost', async () => {
    const { pathname } = new URL(user.page.url());
    const other = await WebUser.signIn(browser, product, 'admin');
    // A tab that hears nothing of what others do.
    const deaf = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh');
    await deaf.page.addInitScript('window.EventSource = class { addEventListener() {} close() {} }');
    for (const each of [other, deaf]) await each.goTo(`${pathname}?muc=nhiem-vu`);

    await retitle(1, 'Sửa ở máy khác', other);
    await said('Đã sửa dòng của dự thảo.', other);
    await retitle(2, 'Dòng này không ai động đến', deaf);
    await said('Đã sửa dòng của dự thảo.', deaf);
    await row(1, deaf).getByText('Sửa ở máy khác').waitFor();

    await retitle(3, 'Người kia ghi trước', other);
    await row(3, other).getByText('Người kia ghi trước').waitFor();
    await retitle(3, 'Tôi ghi sau', deaf);
    const notice = form(deaf).getByRole('alert').filter({ hasText: 'Dòng này vừa được người khác sửa' });
    await notice.getByText('Sửa nội dung của nhiệm vụ ở dòng 3').waitFor();
    expect(await deaf.violations([], '.review-form')).toEqual([]);
    await notice.getByRole('button', { name: 'Lấy bản mới nhất và sửa tiếp' }).click();
    expect(await form(deaf).getByLabel('Nội dung công việc').inputValue()).toBe('Tôi ghi sau');
    await form(deaf).getByRole('button', { name: 'Ghi sửa đổi' }).click();
    await row(3, deaf).getByText('Tôi ghi sau').waitFor();

    // A stale tab does not enter what it has not seen.
    await retitle(4, 'Sửa phút chót', other);
    await row(4, other).getByText('Sửa phút chót').waitFor();
    await deaf.page.getByRole('tab', { name: 'Đưa vào theo dõi' }).click();
    const entering = deaf.page.getByRole('form', { name: 'Đưa vào theo dõi' });
    await entering.getByRole('textbox').fill('31/05/2023');
    await entering.getByRole('button', { name: 'Đưa vào theo dõi' }).click();
    await entering.getByRole('alert').filter({ hasText: 'Dự thảo đã được người khác sửa' }).waitFor();
    await entering.getByRole('button', { name: 'Xem bản mới nhất' }).click();
    await deaf.page.getByRole('tab', { name: /^Nhiệm vụ/u }).click();
    await row(4, deaf).getByText('Sửa phút chót').waitFor();
    expect([...other.errors, ...deaf.errors]).toEqual([]);
    await other.close();
    await deaf.close();
  });

  test('a table is pasted, and a draft is found again and given up', async () => {
    await user.goTo('/nhap-ke-hoach');
    const text = await readFile(sample, 'utf8');
    await user.page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    })()`);
    await user.page.waitForURL('**/du-thao');
    await user.page.getByText('dan-tu-bo-nho-tam.txt').waitFor();
    const address = user.page.url();
    await user.goTo('/nhap-ke-hoach');
    const found = user.page.getByRole('listitem').filter({ has: user.page.locator(`a[href="${new URL(address).pathname}"]`) });
    await found.getByRole('link').click();
    await user.page.getByRole('button', { name: 'Bỏ bản dự thảo' }).click();
    await user.form().getByLabel('Lý do').fill('Dán nhầm bảng');
    expect(await user.violations([], '[role=dialog]')).toEqual([]);
    await user.form().getByRole('button', { name: 'Bỏ bản dự thảo' }).click();
    await said('Đã bỏ bản dự thảo.');
    await user.page.goto(address);
    await user.page.getByText('Bản dự thảo đã đóng').waitFor();
  });

  test('on a telephone the draft and its document take turns, without scrolling sideways', async () => {
    await dropSample();
    await user.page.setViewportSize(telephone);
    await user.page.getByRole('button', { name: 'Xem bản gốc' }).click();
    await user.page.getByRole('region', { name: 'Bản gốc' }).getByText('Sở Nội vụ').first().waitFor();
    expect(await user.violations(['color-contrast'])).toEqual([]);
    await user.page.getByRole('button', { name: 'Xem dự thảo' }).click();
    await row(4).getByRole('button', { name: /^Sửa/u }).first().click();
    expect(await user.violations(['color-contrast'], '.review-form')).toEqual([]);
    expect(await user.sidewaysScroll()).toBe(0);
    expect(user.errors).toEqual([]);
  });
});
