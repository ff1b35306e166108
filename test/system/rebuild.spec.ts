import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Product, removeFolder, startProduct, temporaryFolder } from '../support/start-product.js';
import { allViews } from '#schema';
import { query } from '../support/log.js';
import { everything } from '../support/everything.js';

describe('every read-model, plan and queue table dropped, and the system started again', () => {
  let dataDir: string;
  let product: Product;

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    product = await startProduct({ dataDir });
  });
  afterAll(async () => {
    await product.killTree();
    await removeFolder(dataDir);
  });

  test('every page, list and planned reminder is as before, and nothing is sent twice', async () => {
    let office = await product.signIn('van-phong-ubnd-tinh');
    const officer = await product.signIn('so-noi-vu');
    const task = (await officer.tasks('&role=lead&agency=so-noi-vu')).at(-1)!;
    await officer.must(task.id, 'acknowledge');
    await officer.must(task.id, 'ask-coordination', {
      agencies: ['so-tai-chinh'],
      text: 'Đề nghị cho ý kiến về kinh phí.',
      replyBy: '2099-12-31',
    });
    const mails = await office.until('the digests and the ask have been sent', async () => {
      const found = await office.mails();
      return found.some((mail) => mail.to.some((to) => to.includes('so-tai-chinh')) && /ý kiến|phối hợp/u.test(mail.subject))
        ? found
        : null;
    });
    await office.until('nothing more is under way', async () => {
      const count = (await office.mails()).length;
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return (await office.mails()).length === count;
    });
    const settled = await office.mails();
    expect(settled.length).toBeGreaterThanOrEqual(mails.length);
    const before = await everything(office);

    const views = await query<{ schema: string }>(dataDir, `select nspname as schema from pg_namespace where nspname like 'rm\\_%'`);
    expect(views).toHaveLength(allViews.length);
    for (const { schema } of views) await query(dataDir, `drop schema ${schema} cascade`);
    await query(dataDir, 'drop schema if exists bullmq cascade');
    await product.stop();
    product = await startProduct({ dataDir });

    office = await product.signIn('van-phong-ubnd-tinh');
    expect(await everything(office)).toEqual(before);
    // Two sweeps' time: what would be sent twice would be sent by then.
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    expect((await office.mails()).map((mail) => mail.id)).toEqual(settled.map((mail) => mail.id));
  }, 180_000);
});
