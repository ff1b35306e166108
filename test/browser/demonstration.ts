import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { TaskListItem } from '#contracts';
import type { Client } from '../support/client.js';
import { type Product, removeFolder, startProduct } from '../support/start-product.js';
import { openBrowser, type Viewport, WebUser } from './web-user.js';

/** The product with its demonstration plan entered, and a browser beside it. */
export interface Demonstration {
  readonly product: Product;
  readonly browser: Browser;
  /** The Office, over HTTP. */
  readonly office: Client;
  readonly tasks: readonly TaskListItem[];
  /** Somebody at a browser of their own; default: a desktop. */
  signIn(username: string, viewport?: Viewport): Promise<WebUser>;
  close(): Promise<void>;
}

/** The day on which the demonstration has tasks that are due, overdue and done; `env`: other settings in its place. */
export const openDemonstration = async (
  env: Readonly<Record<string, string>> = { DONDOC_NOW: '2026-11-23T08:00:00+07:00' },
): Promise<Demonstration> => {
  const [product, browser] = await Promise.all([startProduct({ env }), openBrowser()]);
  const office = await product.signIn('van-phong-ubnd-tinh');
  const tasks = await office.until('seventeen tasks', async () => {
    const found = await office.tasks();
    return found.length === 17 && found;
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await product.killTree();
    await removeFolder(product.dataDir);
  };
  const signIn = (username: string, viewport?: Viewport): Promise<WebUser> => WebUser.signIn(browser, product, username, viewport);
  return { product, browser, office, tasks, signIn, close };
};

/** Keeps what is on the screen as a picture, where `SCREENSHOTS` names a folder. */
export const picture = async ({ page }: WebUser, name: string, { fullPage = false } = {}): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
};

/** What is on the screen is accessible and does not scroll sideways. */
export const look = async (user: WebUser, name: string, { fullPage = false } = {}): Promise<void> => {
  await picture(user, name, { fullPage });
  expect(await user.violations()).toEqual([]);
  expect(await user.sidewaysScroll()).toBe(0);
};
