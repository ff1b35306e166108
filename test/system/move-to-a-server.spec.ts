import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declarationOf, tablesOf } from '#backup';
import { locateRunningDatabase } from '#platform';
import { allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { Client } from '../support/client.js';
import { dondoc } from '../support/dondoc.js';
import { everything } from '../support/everything.js';
import { type Product, removeFolder, startProduct, temporaryFolder } from '../support/start-product.js';

describe('a system on the embedded database', () => {
  let folder: string;
  let product: Product;
  let server: TestDatabase;
  const moved: Product[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    product = await startProduct({ dataDir: path.join(folder, 'old') });
    server = await createTestDatabase({ empty: true });
  });
  afterAll(async () => {
    for (const each of [product, ...moved]) await each.killTree();
    await server.drop();
    await removeFolder(folder);
  });

  const withDatabase = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const client = new pg.Client({ connectionString: (await locateRunningDatabase(product.dataDir)) ?? '' });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  test('has no table of which nobody says what a backup does with it', async () => {
    const found = await withDatabase(tablesOf);
    const names = found.map(({ name }) => name);
    expect(names.filter((name) => declarationOf(allTables, name) === null)).toEqual([]);
    // And nothing is declared that is not there, but for what comes and goes.
    const stands = (name: string): boolean =>
      name.endsWith('*') ? names.some((one) => one.startsWith(name.slice(0, -1))) : names.includes(name);
    expect(allTables.filter(({ name }) => !stands(name)).map(({ name }) => name)).toEqual(['public.unfinished_restore']);
  });

  test('numbers no truth by a sequence, which a backup would not hold', async () => {
    const { rows } = await withDatabase((client) =>
      client.query<{ name: string }>(
        `select distinct d.refobjid::regclass::text as name from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
          where d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass`,
      ),
    );
    expect(rows.filter(({ name }) => declarationOf(allTables, name)?.holds === 'truth')).toEqual([]);
  });

  test('is backed up while it runs and goes on on a server of its own: the same pages, and no mail is sent again', async () => {
    const officer = await product.signIn('so-noi-vu');
    const [task] = await officer.tasks('&role=lead&agency=so-noi-vu');
    await officer.must(task!.id, 'acknowledge');
    let office = await product.signIn('van-phong-ubnd-tinh');
    await office.until('mails have been sent and no more come', async () => {
      const count = (await office.mails()).length;
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return count > 0 && (await office.mails()).length === count;
    });
    const before = await everything(office);
    const mails = (await office.mails()).map(({ id }) => id);
    const file = path.join(folder, 'moving.backup');
    const taken = await dondoc(['backup', file, '--json'], { DATA_DIR: product.dataDir });
    expect({ ...taken, out: '' }).toEqual({ code: 0, out: '', err: '' });
    expect(await product.stop()).toBe(0);

    const env = { DATABASE_URL: server.url, MASTER_KEY: (await readFile(path.join(product.dataDir, 'master-key'), 'utf8')).trim() };
    const restored = await dondoc(['restore', file, '--json'], env);
    expect({ ...restored, out: '' }).toEqual({ code: 0, out: '', err: '' });
    const [was, is] = [taken, restored].map(({ out }) => JSON.parse(out) as { head: number; rows: number });
    expect(is).toMatchObject({ head: was!.head, rows: was!.rows, verified: { fault: null, events: was!.head } });

    const dataDir = path.join(folder, 'new');
    const started = await startProduct({ dataDir, env: { ...env, DONDOC_DEMO: '0' } });
    moved.push(started);
    const account = (await product.accounts()).find(({ username }) => username === 'van-phong-ubnd-tinh');
    office = await Client.signIn(started.url, account!.username, account!.password);
    expect(await everything(office)).toEqual(before);
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    expect((await office.mails()).map(({ id }) => id)).toEqual(mails);
  }, 180_000);

  test('under another master key does not start, and says why', async () => {
    await moved[0]!.stop();
    const env = { DATABASE_URL: server.url, MASTER_KEY: Buffer.alloc(32, 9).toString('base64') };
    const refused = startProduct({ dataDir: path.join(folder, 'new'), env: { ...env, DONDOC_DEMO: '0' } });
    await expect(refused).rejects.toThrow(/MASTER_KEY không phải khóa của cơ sở dữ liệu này/u);
    expect((await dondoc(['stream', 'task-x'], env)).err).toContain('MASTER_KEY không phải khóa của cơ sở dữ liệu này');
  });
});
