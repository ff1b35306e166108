import { AxeBuilder } from '@axe-core/playwright';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import type { Product } from '../support/start-product.js';

/** The Chromium that comes with the packages: nothing else is installed for these tests. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox'], headless: true });

export interface Viewport {
  readonly width: number;
  readonly height: number;
}
export const desktop: Viewport = { width: 1440, height: 900 };
export const telephone: Viewport = { width: 360, height: 740 };

/** Somebody at a browser of their own, who uses nothing but the web app. */
export class WebUser {
  private constructor(
    readonly page: Page,
    readonly url: string,
    /** Errors of the console and uncaught ones; 4xx answers that a test provokes are not among them. */
    readonly errors: string[],
  ) {}

  static async open(browser: Browser, product: Product, viewport: Viewport = desktop): Promise<WebUser> {
    const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'America/New_York' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message.text())) errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    return new WebUser(page, product.url, errors);
  }

  /** Opens the system signed out, signs in by the form and comes to "Việc cần xử lý". */
  static async signIn(browser: Browser, product: Product, username: string, viewport: Viewport = desktop): Promise<WebUser> {
    const user = await WebUser.open(browser, product, viewport);
    const account = (await product.accounts()).find((candidate) => candidate.username === username);
    if (account === undefined) throw new Error(`No demonstration account ${username}`);
    await user.page.goto(product.url);
    await user.page.getByLabel('Tên đăng nhập').fill(account.username);
    await user.page.locator('input[name=password]').fill(account.password);
    await user.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await user.heading('Việc cần xử lý').waitFor();
    return user;
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name }).first();
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.settled();
  }

  /** The page's content stands: no skeleton is left. */
  async settled(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    await this.page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** Opens the form of an act among the buttons of a part or an ask. */
  async chooseAct(name: string, within: Locator = this.page.locator('main')): Promise<void> {
    const direct = within.getByRole('link', { name, exact: true }).first();
    const others = within.getByRole('button', { name: 'Việc khác' }).first();
    await direct.or(others).first().waitFor();
    if (!(await direct.isVisible())) await others.click();
    const item = this.page.getByRole('menuitem', { name, exact: true }).or(within.getByRole('link', { name, exact: true }));
    await item.first().click();
    await this.form().waitFor();
  }

  form(): Locator {
    return this.page.getByRole('dialog');
  }

  async fill(label: string, text: string): Promise<void> {
    const field = this.form().getByLabel(label, { exact: false }).first();
    await field.fill(text);
    await field.blur();
  }

  /** Presses the form's button and waits for the announcement. */
  async send(button: string, announcement: string): Promise<void> {
    await this.form().getByRole('button', { name: button, exact: true }).click();
    await this.page.getByRole('status').filter({ hasText: announcement }).first().waitFor();
    await this.form().waitFor({ state: 'detached' });
  }

  /** WCAG problems of the page as it is now, or of a part of it; none is the bar. Mails are pages of their own and stand in frames. */
  async violations(disabled: readonly string[] = [], within: string | null = null): Promise<readonly string[]> {
    const whole = new AxeBuilder({ page: this.page }).exclude('iframe').disableRules([...disabled]);
    const result = await (within === null ? whole : whole.include(within)).analyze();
    return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }

  /** How far the page can be pushed sideways, in pixels. */
  async sidewaysScroll(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

const isRefusal = (text: string): boolean =>
  /Failed to load resource: the server responded with a status of (?:401|409|412|422)/u.test(text);
