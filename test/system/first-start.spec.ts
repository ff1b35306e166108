import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isAlive, processTree, type Product, removeFolder, startProduct, temporaryFolder } from '../support/start-product.js';
import { logPositions } from '../support/log.js';
import type { Client } from '../support/client.js';
import type { IndicatorView, PartListItem, PlanSummary } from '#contracts';

describe('the first start, with nothing but Node', () => {
  let dataDir: string;
  let product: Product;
  let office: Client;

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    product = await startProduct({ dataDir });
    office = await product.signIn('van-phong-ubnd-tinh');
  });
  afterAll(async () => {
    await product.killTree();
    await removeFolder(dataDir);
  });

  test('the plan stands: 17 tasks, 109 lead parts, 18 indicators, two rows unassigned', async () => {
    const tasks = await office.tasks();
    const parts = await office.get<{ items: PartListItem[]; total: number }>('/tasks?by=part&limit=200');
    const indicators = await office.get<IndicatorView[]>('/indicators');
    expect(tasks).toHaveLength(17);
    expect(parts.total).toBe(109);
    expect(indicators).toHaveLength(18);
    expect(tasks.filter((task) => task.work === 'unassigned').map((task) => task.row)).toEqual([3, 6]);
    const [plan] = await office.get<PlanSummary[]>('/plans');
    expect(plan).toMatchObject({
      status: 'entered',
      effectiveOn: '2023-05-31',
      progress: { tasks: 17, ofTasks: 17, indicators: 18, ofIndicators: 18 },
    });
    expect(plan?.document).toMatchObject({ number: null, issuedOn: null });
  });

  test('the four rows past due keep the mark "chưa rà soát", no other does', async () => {
    const parts = (await office.get<{ items: PartListItem[] }>('/tasks?by=part&limit=200')).items;
    const tasks = await office.tasks();
    const rowOf = new Map(tasks.map((task) => [task.id, task.row]));
    const rows = new Set(parts.filter((part) => part.unreviewed).map((part) => rowOf.get(part.task.id)));
    expect([...rows].sort((a, b) => Number(a) - Number(b))).toEqual([0, 9, 14, 16]);
  });

  test('there is one account for every agency of the plan, kept from other eyes', async () => {
    const accounts = await product.accounts();
    const names = new Set(accounts.map((account) => account.username));
    const leads = (await office.tasks()).flatMap((task) => [...task.leads, ...task.coordinators].map((agency) => agency.id));
    expect(leads.filter((agency) => !names.has(agency))).toEqual([]);
    expect(['admin', 'van-phong-ubnd-tinh', 'chu-tich-ubnd-tinh'].filter((name) => !names.has(name))).toEqual([]);
    expect((await stat(path.join(dataDir, 'demo-accounts.json'))).mode & 0o777).toBe(0o600);
  });

  test('a late entry writes one mail for each recipient, not a flood', async () => {
    const mails = await office.until('every digest has come', async () => {
      const found = await office.mails();
      return found.length >= 20 ? found : null;
    });
    const recipients = mails.flatMap((mail) => mail.to);
    expect(recipients.every((address) => address.endsWith('.invalid'))).toBe(true);
    expect(new Set(recipients).size).toBe(recipients.length);
  });

  test('Ctrl-C leaves no process behind, and a second start seeds nothing', async () => {
    const before = await logPositions(dataDir);
    const tree = await processTree(product.process.pid!);
    expect(tree.length).toBeGreaterThan(1);
    const started = Date.now();
    expect(await product.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(tree.filter(isAlive)).toEqual([]);
    product = await startProduct({ dataDir });
    expect((await product.signIn('van-phong-ubnd-tinh')).cookie).not.toBe('');
    expect(await logPositions(dataDir)).toEqual(before);
  });
});
