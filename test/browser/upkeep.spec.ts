import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { dondoc } from '../support/dondoc.js';
import { type Product, removeFolder, startProduct } from '../support/start-product.js';
import { desktop, openBrowser, telephone, WebUser } from './web-user.js';

/** What an administrator does with the log, on pages and at the command line. */
describe('the administrator', () => {
  let product: Product;
  let browser: Browser;
  let admin: WebUser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    admin = await WebUser.signIn(browser, product, 'admin');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await product.killTree();
    await removeFolder(product.dataDir);
  });

  const violations = async (): Promise<string[]> => {
    const found = [...(await admin.violations())];
    await admin.page.setViewportSize(telephone);
    found.push(...(await admin.violations(['color-contrast'])));
    if ((await admin.sidewaysScroll()) > 0) found.push('scrolls sideways at 360 px');
    await admin.page.setViewportSize(desktop);
    return found;
  };

  test('makes an anchor, downloads it, and the log is verified against the file', async () => {
    await admin.page.getByRole('link', { name: 'Mốc đối chiếu' }).click();
    await admin.heading('Mốc đối chiếu').waitFor();
    await admin.page.getByRole('button', { name: 'Lập mốc ngay' }).click();
    await admin.heading('Mốc mới nhất').waitFor();
    expect(await violations()).toEqual([]);
    const downloading = admin.page.waitForEvent('download');
    await admin.page.getByRole('button', { name: 'Tải tệp mốc' }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ anchor: { shard: 0 } });
    const verified = await dondoc(['verify', '--anchor', file], { DATA_DIR: product.dataDir });
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('Khớp với 1 mốc đối chiếu') });
  });

  test('erases a signer’s name: it is gone from the task’s page, and the log still verifies', async () => {
    const officer = await product.signIn('so-noi-vu');
    const [task] = await officer.tasks('&role=lead&agency=so-noi-vu');
    await officer.must(task!.id, 'acknowledge');
    const document = { number: '88/BC-SNV', date: '2026-11-20', signer: 'Lường Thị Mai', form: 'KT.' };
    await officer.must(task!.id, 'submit-completion', { text: 'Đã hoàn thành.', document });
    await admin.goTo(`/nhiem-vu/${task!.id}`);
    await admin.page.getByText('Lường Thị Mai').first().waitFor();

    await admin.page.getByRole('link', { name: 'Xóa dữ liệu cá nhân' }).click();
    await admin.page.getByLabel('Tên người').fill('lường thị');
    await admin.page.getByRole('button', { name: 'Tìm' }).click();
    await admin.page.getByLabel('Lường Thị Mai: trong văn bản của Sở Nội vụ (1 sự kiện)').check();
    await admin.page.getByLabel('Căn cứ').fill('Đơn số 12');
    expect(await violations()).toEqual([]);
    await admin.page.getByRole('button', { name: 'Xóa dữ liệu đã chọn' }).click();
    await admin.page.getByRole('cell', { name: 'Đơn số 12' }).waitFor();
    expect(await violations()).toEqual([]);

    await admin.goTo(`/nhiem-vu/${task!.id}`);
    await admin.page.getByText('đã xóa theo yêu cầu').first().waitFor();
    expect(await admin.page.getByText('Lường Thị Mai').count()).toBe(0);
    expect(await dondoc(['verify'], { DATA_DIR: product.dataDir })).toMatchObject({ code: 0 });
    expect(admin.errors).toEqual([]);
  });

  test('has pages that nobody else is shown', async () => {
    const office = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh');
    expect(await office.page.getByRole('link', { name: /Mốc đối chiếu|Xóa dữ liệu/u }).count()).toBe(0);
    await office.close();
  });
});
