import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Client } from '../support/client.js';
import { type Product, removeFolder, startProduct } from '../support/start-product.js';
import { openBrowser, telephone, WebUser } from './web-user.js';

const words = `Tại Thông báo số 210/TB-UBND ngày 10/11/2026 của UBND tỉnh, Chủ tịch UBND tỉnh kết luận:
1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND các huyện, thành phố rà soát danh mục dự án phát triển đô thị, báo cáo UBND tỉnh trước ngày 15/12/2026.
2. Giao Chi cục Kiểm lâm vùng I chủ trì kiểm tra việc chuyển mục đích sử dụng rừng, hoàn thành trong tháng 12/2026.`;

/** A letter on its way to tasks that are followed, by somebody who has half a minute. */
describe('quick entry', () => {
  let product: Product;
  let browser: Browser;
  let office: Client;
  let user: WebUser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ env: { DONDOC_NOW: '2026-11-23T08:00:00+07:00' } }), openBrowser()]);
    office = await product.signIn('van-phong-ubnd-tinh');
    user = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh');
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await product.killTree();
    await removeFolder(product.dataDir);
  });

  const paste = async (text: string, of: WebUser = user): Promise<void> => {
    await of.page.getByLabel('Đoạn văn bản giao việc').focus();
    await of.page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    })()`);
    await of.page.getByRole('form', { name: 'Nhiệm vụ của văn bản' }).waitFor();
  };

  test('makes followed tasks of pasted words within half a minute, one agency and one title put right', async () => {
    await user.goTo('/nhap-nhanh');
    const started = performance.now();
    await paste(words);
    expect(await user.page.getByLabel('Số, ký hiệu').inputValue()).toBe('210/TB-UBND');
    expect(await user.page.getByLabel('Ngày ban hành').inputValue()).toBe('10/11/2026');
    const first = user.page.getByRole('region', { name: 'Nhiệm vụ 1' });
    const second = user.page.getByRole('region', { name: 'Nhiệm vụ 2' });
    expect(await first.getByLabel('Hạn cuối').inputValue()).toBe('14/12/2026');
    await second.getByText('Chưa nhận ra cơ quan "Chi cục Kiểm lâm vùng I"').waitFor();
    expect(await user.violations()).toEqual([]);

    await second.getByRole('combobox', { name: 'Cơ quan chủ trì' }).press('Backspace');
    await second.getByRole('combobox', { name: 'Cơ quan chủ trì' }).fill('nong nghiep');
    await second.getByRole('option', { name: 'Sở Nông nghiệp và Phát triển nông thôn' }).click();
    await second.getByText('Chưa nhận ra cơ quan').waitFor({ state: 'detached' });
    await user.page.getByLabel('Trích yếu').fill('Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban');
    await user.page.getByRole('button', { name: 'Đưa vào theo dõi' }).click();
    await user.page.getByText('Đã đưa 2 nhiệm vụ của “Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban” vào theo dõi.').waitFor();
    expect(performance.now() - started).toBeLessThan(30_000);

    await user.page.getByRole('link', { name: 'Mở văn bản vừa nhập' }).click();
    await user.page.getByText('Kiểm tra việc chuyển mục đích sử dụng rừng').first().waitFor();
    const tasks = await office.until('two more tasks', async () => {
      const found = await office.tasks();
      return found.length === 19 && found;
    });
    expect(
      tasks
        .filter(({ planId }) => planId !== null && user.page.url().includes(planId))
        .flatMap(({ leads }) => leads.map(({ id }) => id))
        .sort(),
    ).toEqual(['so-nong-nghiep-va-phat-trien-nong-thon', 'so-xay-dung']);
    expect(user.errors).toEqual([]);
  }, 120_000);

  test('says why words are refused, and keeps them', async () => {
    await user.goTo('/nhap-nhanh');
    await user.page.getByLabel('Đoạn văn bản giao việc').fill('TỐI MẬT\nGiao Công an tỉnh rà soát.');
    await user.page.getByRole('button', { name: 'Đọc đoạn văn' }).click();
    await user.page.getByRole('alert').filter({ hasText: 'không tiếp nhận văn bản mật' }).waitFor();
    expect(await user.page.getByLabel('Đoạn văn bản giao việc').inputValue()).toContain('Công an tỉnh');
  });

  test('tells on a telephone what is missing, and that a number is followed already', async () => {
    const caller = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh', telephone);
    await caller.goTo('/nhap-nhanh');
    await paste(words, caller);
    await caller.page.getByText('Văn bản số 210/TB-UBND đã có trong danh sách đang theo dõi').waitFor();
    await caller.page.getByRole('button', { name: 'Bỏ nhiệm vụ 2' }).click();
    await caller.page.getByLabel('Nội dung nhiệm vụ').fill('');
    await caller.page.getByRole('button', { name: 'Đưa vào theo dõi' }).click();
    await caller.page.getByText('Chưa có nội dung nhiệm vụ.').waitFor();
    expect(await caller.violations()).toEqual([]);
    expect(await caller.sidewaysScroll()).toBe(0);
    expect(caller.errors).toEqual([]);
  });
});
