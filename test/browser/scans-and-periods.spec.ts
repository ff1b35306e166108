import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startClamd, type TestClamd } from '#testing';
import { type Product, removeFolder, startProduct } from '../support/start-product.js';
import { openBrowser, telephone, WebUser } from './web-user.js';

describe('what the Office sees of a scanner and of a plan’s report periods', () => {
  let product: Product;
  let browser: Browser;
  let clamd: TestClamd;
  beforeAll(async () => {
    clamd = await startClamd();
    const { host, port } = clamd.address as { host: string; port: number };
    const env = { DONDOC_NOW: '2026-11-23T08:00:00+07:00', CLAMD_URL: `tcp://${host}:${String(port)}` };
    [product, browser] = await Promise.all([startProduct({ env }), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.killTree();
    await clamd.stop();
    await removeFolder(product.dataDir);
  });

  test('a plan’s file is scanned before it can be downloaded; its long tasks are given report periods in one act', async () => {
    const office = await product.signIn('van-phong-ubnd-tinh');
    const [task] = await office.until('the plan is there', async () => {
      const found = await office.tasks();
      return found.length === 17 && found;
    });
    const user = await WebUser.signIn(browser, product, 'van-phong-ubnd-tinh');
    await user.goTo(`/ke-hoach/${task!.planId!}`);
    await user.page.getByText('đã quét, sạch').waitFor({ timeout: 30_000 });
    await user.page.getByRole('link', { name: 'lang-son-2023-phu-luc.txt' }).waitFor();

    await user.page.getByText(/Kỳ báo cáo: \d+ lượt giao dài hơn sáu tháng/u).click();
    await user.page.getByLabel('Căn cứ').fill('Mục V của Kế hoạch');
    expect(await user.violations()).toEqual([]);
    await user.page.setViewportSize(telephone);
    await user.settled();
    expect(await user.sidewaysScroll()).toBe(0);
    await user.page.getByRole('button', { name: 'Đặt kỳ báo cáo' }).click();
    await user.page.getByText(/^Đã đặt kỳ báo cáo cho \d+ lượt giao\./u).waitFor({ timeout: 60_000 });
    expect(user.errors).toEqual([]);
    await user.close();
  }, 180_000);
});
