import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { CaughtMailStore } from '#channels';
import { knownEventTypes, type AgencyId, type PlanId, type PlanTaskRow, type TaskId } from '#domain';
import { openEventStorePool, PostgresEventStore, schemaOf } from '#event-store';
import { PostgresPeople } from '#identity';
import { createContext, createLogger, newId, type RunningApp } from '#platform';
import { planTablesOf } from '#reminders';
import { allMigrations, allViews, reminderPlan } from '#schema';
import { createTestDatabase, redisForTests, startRedis, type TestDatabase, type TestRedis } from '#testing';
import { startWorker } from './start-worker.js';
import { workerConfig } from './testing/worker-config.js';

const AGENCIES = Array.from({ length: 12 }, (_, index) => `so-${String(index)}` as AgencyId);

const row = (index: number): PlanTaskRow => ({
  taskId: newId() as TaskId,
  row: index,
  ordinal: String(index + 1),
  group: null,
  groupTitle: null,
  title: `Nhiệm vụ số ${String(index + 1)}`,
  deadline: { text: 'năm 2031', kind: 'year', start: null, due: null, recurrence: null },
  funding: null,
  output: null,
  leads: AGENCIES.map((agencyId) => ({ agencyId, approver: null, approverProposed: false })),
  coordinators: [],
  printed: { leads: '', coordinators: '', approvers: '' },
  source: null,
  findings: [],
});

const redisKind = redisForTests();
const backends = ['postgres', ...(redisKind === 'none' ? [] : ['redis'])];
if (redisKind === 'none')
  process.stderr.write('\nThe worker was NOT tried on Redis: REDIS_URL is not set and redis-server is not on the PATH.\n');

describe.each(backends)('two workers with the queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    if (backend === 'redis') redis = await startRedis();
    const people = new PostgresPeople(database.pool);
    for (const agency of AGENCIES) await people.saveMailbox(agency, `${agency}@tinh.invalid`);
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
    await redis?.stop();
    await database.drop();
  });

  const start = async (): Promise<RunningApp> => {
    const context = await createContext({
      config: workerConfig(redis?.url ?? null, database.url),
      databaseUrl: database.url,
      logger: createLogger({ level: 'silent' }),
    });
    const worker = await startWorker(context);
    return {
      close: async () => {
        await worker.close();
        await context.close();
      },
    };
  };

  const statuses = async (): Promise<readonly string[]> =>
    (await database.pool.query<{ status: string }>('select distinct status from rem.deliveries')).rows.map(({ status }) => status);

  const mailsCome = async (count: number): Promise<readonly string[]> => {
    const store = new CaughtMailStore(database.pool);
    for (let tries = 0; tries < 600; tries += 1) {
      const mails = await store.list({ limit: 500 });
      if (mails.length >= count) return mails.map(({ to, subject }) => `${to.join()} ${subject}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Only ${String((await store.list({ limit: 500 })).length)} of ${String(count)} mails came`);
  };

  const enterPlan = async (tasks: number): Promise<void> => {
    const pool = openEventStorePool({ connectionString: database.url, max: 1 });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    const planId = newId() as PlanId;
    const data = {
      planId,
      document: { number: '617/KH-UBND', issuedOn: null, issuer: null, title: 'Kế hoạch' },
      assigningAuthority: 'ubnd-tinh',
      effectiveOn: '2023-05-31',
      late: false,
      groups: [],
      tasks: Array.from({ length: tasks }, (_, index) => row(index)),
      indicators: [],
      file: null,
      enteredBy: null,
      effectiveAt: '2023-05-31T00:00:00.000Z',
    };
    await store.append({ streamId: `plan-${planId}`, expected: 'any', actor: 'system', events: [{ type: 'PlanEntered', data }] });
    await store.close();
    await pool.end();
  };

  const loseQueue = async (): Promise<void> => {
    if (redis === null) {
      await database.pool.query('drop schema if exists bullmq cascade');
      return;
    }
    const client = new Redis(redis.url);
    const keys = await client.keys('{dondoc}:*');
    if (keys.length > 0) await client.del(...keys);
    client.disconnect();
  };

  test('an entered plan is one mail for each agency, though two send', async () => {
    const workers = await Promise.all([start(), start()]);
    closers.push(...workers.map((worker) => () => worker.close()));
    await enterPlan(5);
    const mails = await mailsCome(12);
    expect(mails.toSorted()).toEqual(
      AGENCIES.map((agency) => `${agency}@tinh.invalid [UBND tỉnh Lạng Sơn] 05 nhiệm vụ mới giao`).toSorted(),
    );
    // The mailbox has the last mail an instant before the ledger says so.
    for (let tries = 0; tries < 100 && (await statuses()).includes('handing-over'); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await statuses()).toEqual(['sent']);
  });

  test('they stop within three seconds', async () => {
    const begun = performance.now();
    for (const close of closers.splice(0)) await close();
    expect(performance.now() - begun).toBeLessThan(6_000);
  });

  test('with plan, views and queue thrown away they start again, send nothing twice, and send what is new', async () => {
    await loseQueue();
    const planned = `select key, due_at, suppressed from ${planTablesOf(reminderPlan).rows} order by key`;
    const before = (await database.pool.query(planned)).rows;
    await database.pool.query(allViews.map((view) => `drop schema ${schemaOf(view)} cascade`).join(';'));
    const worker = await start();
    closers.push(() => worker.close());
    await enterPlan(1);
    const mails = await mailsCome(24);
    expect(mails.filter((mail) => mail.endsWith('05 nhiệm vụ mới giao'))).toHaveLength(12);
    expect(mails.filter((mail) => mail.endsWith('01 nhiệm vụ mới giao'))).toHaveLength(12);
    const after = (await database.pool.query<{ key: string }>(planned)).rows;
    expect(after).toEqual(expect.arrayContaining(before));
    // Each new part is told, is to be asked twice for its receipt, and stands in the week's overview of its officer and of the follow-up officer.
    expect(after).toHaveLength(before.length + 60);
  });
});
