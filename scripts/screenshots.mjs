/**
 * Makes the pictures of README's tour in docs/screenshots/: starts the product on a folder of its own, does a few steps
 * of the work as its people, and takes each screen. Run after `npm run build`.
 *
 * Usage: node scripts/screenshots.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'docs', 'screenshots');
const desktop = { width: 1440, height: 900 };
const telephone = { width: 360, height: 740 };

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
};

const startProduct = async (dataDir) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/standalone/src/main.js')], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', DONDOC_NOW: '2026-11-23T08:00:00+07:00' },
    stdio: 'inherit',
  });
  for (let tries = 0; tries < 900; tries += 1) {
    if (child.exitCode !== null) throw new Error(`Hệ thống dừng với mã ${String(child.exitCode)}.`);
    const isReady = await fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    await pause(100);
  }
  return { url, stop: () => (child.kill('SIGINT'), once(child, 'exit')) };
};

/** Somebody signed in, at a window of a given size. */
const signIn = async (browser, url, { username, password }, viewport = desktop) => {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', deviceScaleFactor: viewport === telephone ? 2 : 1 });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Việc cần xử lý' }).waitFor();
  const settle = async () => {
    await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
  };
  return {
    go: async (address) => {
      await page.goto(url + address);
      await page.locator('main h1').first().waitFor();
      await settle();
    },
    see: async (locate) => locate(page).waitFor(),
    click: async (locate) => locate(page).click(),
    act: async (task, verb, body) => {
      const response = await page.request.post(`${url}/api/v1/tasks/${task}/${verb}`, { data: body });
      if (!response.ok()) throw new Error(`${verb}: ${String(response.status())} ${await response.text()}`);
    },
    read: async (address) => (await page.request.get(`${url}/api/v1${address}`)).json(),
    take: async (name, options = {}) => {
      await page.mouse.move(2, 2);
      await settle();
      await page.screenshot({ path: path.join(target, `${name}.png`), ...options });
    },
    leave: () => context.close(),
  };
};

/** The first steps of row 15, so that the pages have something to tell. */
const workOnRowFifteen = async (lead, coordinator, approver, task) => {
  await lead.act(task, 'acknowledge', {
    assignTo: { unit: 'Phòng Xây dựng chính quyền', internalDeadline: '2026-12-04', instruction: 'Báo cáo lãnh đạo Sở trước khi trình.' },
  });
  await lead.act(task, 'report-progress', {
    text: 'Đã dự thảo đề án và lấy ý kiến các phòng chuyên môn.',
    percent: 60,
    status: 'on-course',
  });
  await lead.act(task, 'ask-coordination', {
    agencies: ['so-tai-chinh'],
    text: 'Đề nghị cho ý kiến về kinh phí thực hiện đề án.',
    replyBy: '2026-11-30',
  });
  await coordinator.act(task, 'acknowledge-ask', { part: 'L01', ask: 1 });
  await coordinator.act(task, 'give-opinion', { part: 'L01', ask: 1, text: 'Thống nhất; kinh phí bố trí trong dự toán chi thường xuyên.' });
  await lead.act(task, 'submit-completion', {
    text: 'Đã hoàn thành đề án, gửi kèm tờ trình.',
    document: { number: '1245/TTr-SNV', date: '2026-11-23', signer: 'Giám đốc Sở' },
  });
  await approver.act(task, 'return-completion', { kind: 'incomplete', reason: 'Bổ sung phương án kinh phí theo ý kiến Sở Tài chính.' });
  await lead.act(task, 'submit-completion', {
    text: 'Đã bổ sung phương án kinh phí.',
    document: { number: '1260/TTr-SNV', date: '2026-11-23', signer: 'Giám đốc Sở' },
  });
};

const takeAll = async (browser, url, accounts) => {
  const account = (username) => accounts.find((candidate) => candidate.username === username);
  const enter = (username, viewport) => signIn(browser, url, account(username), viewport);
  const office = await enter('van-phong-ubnd-tinh');
  const { items } = await office.read('/tasks?limit=200');
  const task = items.find(({ row }) => row === 14);
  await office.take('van-phong');
  const [lead, coordinator, approver] = [await enter('so-noi-vu'), await enter('so-tai-chinh'), await enter('chu-tich-ubnd-tinh')];
  await lead.go('/viec-can-xu-ly');
  await lead.take('viec-can-xu-ly');
  await workOnRowFifteen(lead, coordinator, approver, task.id);
  await approver.go(`/nhiem-vu/${task.id}?viec=return-completion&luot=L01`);
  await approver.see((page) => page.getByRole('dialog'));
  await approver.take('phe-duyet');
  await approver.act(task.id, 'approve-completion', { note: 'Đồng ý.' });
  await lead.go(`/nhiem-vu/${task.id}`);
  await lead.take('nhiem-vu', { fullPage: true });
  await office.go(`/nhiem-vu/${task.id}?muc=dien-bien`);
  await office.see((page) => page.locator('.timeline li').first());
  await office.take('dien-bien');
  await office.go(`/ke-hoach/${task.planId}`);
  await office.take('ke-hoach');
  await office.go('/hop-thu-chay-thu');
  await office.click((page) => page.locator('.mail-list a').filter({ hasText: 'so-tai-chinh' }).first());
  await office.see((page) => page.getByRole('article', { name: 'Nội dung thư' }));
  await office.take('hop-thu');
  const telephoneLead = await enter('ubnd-huyen-loc-binh', telephone);
  await telephoneLead.take('dien-thoai');
};

await mkdir(target, { recursive: true });
const dataDir = await mkdtemp(path.join(tmpdir(), 'dondoc-screenshots-'));
const product = await startProduct(dataDir);
const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox'], headless: true });
try {
  await takeAll(browser, product.url, JSON.parse(await readFile(path.join(dataDir, 'demo-accounts.json'), 'utf8')));
} finally {
  await browser.close();
  await product.stop();
  await rm(dataDir, { recursive: true, force: true });
}
