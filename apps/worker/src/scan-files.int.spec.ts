import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PostgresFileStore } from '#files';
import { createContext, createLogger, type OwnedContext } from '#platform';
import { allMigrations } from '#schema';
import { createTestDatabase, startClamd, type TestClamd, type TestDatabase } from '#testing';
import { scanFiles } from './scan-files.js';
import { workerConfig } from './testing/worker-config.js';

let database: TestDatabase;
let clamd: TestClamd;
let context: OwnedContext;
beforeAll(async () => {
  [database, clamd] = await Promise.all([createTestDatabase({ migrations: allMigrations }), startClamd({ socket: true })]);
  const config = { ...workerConfig(null, database.url), scanner: clamd.address };
  context = await createContext({ config, databaseUrl: database.url, logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await context.close();
  await Promise.all([database.drop(), clamd.stop()]);
});

test('a worker has the scanner look at what was sent, soon, also after it was away', async () => {
  const verdicts = async (): Promise<readonly unknown[]> =>
    (await database.pool.query<{ verdict: unknown }>('select verdict from files.blobs order by stored_at')).rows.map(
      ({ verdict }) => verdict,
    );
  const put = (text: string) =>
    new PostgresFileStore(database.pool).put(Readable.from([Buffer.from(text)]), { name: 'a.txt', mediaType: 'text/plain' });
  await put('Kính gửi');
  await clamd.stop();
  const stop = await scanFiles(context);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await verdicts()).toEqual([null]);
  await clamd.start();
  await put('a VIRUS');
  while ((await verdicts()).includes(null)) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await verdicts()).toEqual(['clean', 'infected']);
  await stop();
}, 30_000);

test('without a scanner nothing looks, and nothing has to be ended', async () => {
  const stop = await scanFiles({ ...context, config: { ...context.config, scanner: null } });
  await stop();
});
