import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createContext, createLogger, type OwnedContext, type RunningApp } from '#platform';
import { allMigrations } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { startWorkerApart } from './start-worker-apart.js';
import { workerConfig } from './testing/worker-config.js';

describe('the metrics of a worker in a process of its own', () => {
  let database: TestDatabase;
  let context: OwnedContext;
  let worker: RunningApp;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    const config = { ...workerConfig(null, database.url), metricsPort: 0 };
    context = await createContext({ config, databaseUrl: database.url, logger: createLogger({ level: 'silent' }) });
    worker = await startWorkerApart(context);
  });
  afterAll(async () => {
    await worker.close();
    await context.close();
    await database.drop();
  });

  test('tell of every projection how far it is, and what this process does for it', async () => {
    const text = await (await fetch(worker.url!)).text();
    expect(text).toContain('dondoc_projection_lag_events{projection="tasks"} 0');
    expect(text).toMatch(/dondoc_projection_follower_state\{projection="plan-entry",state="(?:following|idle)"\} 1/u);
    expect(text).toContain('process_cpu_user_seconds_total');
    expect((await fetch(worker.url!.replace('/metrics', '/else'))).status).toBe(404);
  });

  test('a port that is taken is one sentence', async () => {
    const taken = { ...context, config: { ...context.config, metricsPort: Number(new URL(worker.url!).port) } };
    await expect(startWorkerApart(taken)).rejects.toMatchObject({ name: 'StartupError', message: expect.stringContaining('METRICS_PORT') });
  });
});
