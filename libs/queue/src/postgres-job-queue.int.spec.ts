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

  describe('it refuses to start, in a sentence, and tries no more,', () => {
    let fresh: TestDatabase;
    beforeAll(async () => {
      fresh = await createTestDatabase();
      await fresh.pool.query("create role queue_reader login password 'reader'");
    });
    afterAll(async () => {
      await fresh.pool.query('drop owned by queue_reader; drop role queue_reader');
      await fresh.drop();
    });
    const refusal = 'Không tạo được các bảng của hàng đợi';

    test('where the database is not there', async () => {
      const url = new URL(fresh.url);
      url.pathname = '/no_such_database';
      await expect(createPostgresJobQueue({ name: 'x', connectionString: url.href, onError: () => undefined })).rejects.toThrow(refusal);
    });

    test('where its tables are missing and may not be made', async () => {
      const url = new URL(fresh.url);
      url.username = 'queue_reader';
      url.password = 'reader';
      const errors: Error[] = [];
      const opening = createPostgresJobQueue({ name: 'x', connectionString: url.href, onError: (error) => errors.push(error) });
      await expect(opening).rejects.toThrow(/Không tạo được các bảng của hàng đợi trong lược đồ "bullmq": permission denied/u);
      await until(async () => {
        const { rows } = await fresh.pool.query<{ left: number }>(
          "select count(*)::int as left from pg_stat_activity where usename = 'queue_reader'",
        );
        return rows[0]?.left === 0;
      });
      expect(errors).toEqual([]);
    });

    test('where a later version has made them', async () => {
      await (await createPostgresJobQueue({ name: 'x', connectionString: fresh.url, onError: () => undefined })).close();
      await fresh.pool.query('update bullmq.migration set min_client_version = 99');
      const opening = createPostgresJobQueue({ name: 'x', connectionString: fresh.url, onError: () => undefined });
      await expect(opening).rejects.toThrow(refusal);
    });
  });
});
