import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Pace } from './job-queue.port.js';
import { queueConformance, until } from './job-queue.conformance.js';
import { createPostgresJobQueue } from './postgres-job-queue.js';

describe('the queue on PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  const open = (name: string, pace?: Pace): ReturnType<typeof createPostgresJobQueue> =>
    createPostgresJobQueue({ name, connectionString: database.url, onError: () => undefined, pace });

  queueConformance(() => ({
    open,
    lose: async () => {
      await database.pool.query('truncate bullmq.job cascade');
    },
  }));

  test('two processes share the work', async () => {
    const queues = await Promise.all([open('shared'), open('shared')]);
    const seen: string[] = [];
    for (const queue of queues) {
      await queue.work(async (job) => {
        seen.push(job.id);
        await Promise.resolve();
      });
    }
    const ids = Array.from({ length: 30 }, (_, index) => `deliver-${String(index)}-g0`);
    await queues[0].add(ids.map((id) => ({ id, name: 'deliver', data: {} })));
    await until(() => seen.length >= 30);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    await Promise.all(queues.map((queue) => queue.close()));
  });

  test.each(['drop table bullmq.job cascade', 'drop schema bullmq cascade'])('after "%s" it starts with new tables', async (statement) => {
    await (await open('dropped')).close();
    await database.pool.query(statement);
    const queue = await open('dropped');
    let runs = 0;
    await queue.work(() => {
      runs += 1;
      return Promise.resolve();
    });
    await queue.add([{ id: 'deliver-x-g0', name: 'deliver', data: {} }]);
    await until(() => runs === 1);
    await queue.close();
  });

  test('a lost connection ends nothing', async () => {
    const queue = await open('cut');
    let runs = 0;
    await queue.work(() => {
      runs += 1;
      return Promise.resolve();
    });
    await database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await until(async () => {
      await queue.add([{ id: 'deliver-after-g0', name: 'deliver', data: {} }]).catch(() => undefined);
      return runs > 0;
    }, 30_000);
    await queue.close();
  });

  test('it refuses to start, in a sentence, where its tables cannot be made', async () => {
    const url = new URL(database.url);
    url.pathname = '/no_such_database';
    await expect(createPostgresJobQueue({ name: 'x', connectionString: url.href, onError: () => undefined })).rejects.toThrow(
      'Không tạo được các bảng của hàng đợi',
    );
  });
});
