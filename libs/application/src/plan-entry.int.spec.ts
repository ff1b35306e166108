import { afterEach, expect, test } from '@jest/globals';
import { knownEventTypes } from '#domain';
import { eventStoreMigrations, openEventStorePool, PostgresEventStore, ProjectionRunner } from '#event-store';
import { createTestDatabase, type TestDatabase } from '#testing';
import { planEntryConformance } from './conformance/plan-entry.js';
import { planAmendmentConformance } from './conformance/plan-amendment.js';
import { PlanScene } from './conformance/plan-scene.js';

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of close) await step();
  close = [];
});

const open = async (): Promise<{ readonly database: TestDatabase; readonly store: PostgresEventStore }> => {
  const database = await createTestDatabase({ migrations: eventStoreMigrations });
  const pool = openEventStorePool({ connectionString: database.url, max: 4 });
  const store = new PostgresEventStore({ pool, known: knownEventTypes });
  close = [
    ...close,
    async () => {
      await store.close();
      await pool.end();
      await database.drop();
    },
  ];
  return { database, store };
};

/** The process follows the whole log, so each test has a database of its own. */
planEntryConformance('on PostgreSQL', async () => (await open()).store);
planAmendmentConformance('on PostgreSQL', async () => (await open()).store);

test('as a follower of the log, in two workers at once, and again when its checkpoint is lost: nothing is entered twice', async () => {
  const { database, store } = await open();
  const scene = new PlanScene(store);
  await scene.draftPlan();
  await scene.enterPlan();
  const runner = (): ProjectionRunner => new ProjectionRunner({ store, pool: database.pool, projections: [scene.process().projection] });
  const workers = [runner(), runner()];
  for (const worker of workers) await worker.prepare();
  for (const worker of workers) await worker.start();
  await workers[0]?.catchUp();
  for (const worker of workers) await worker.stop();
  const entered = (await store.readAll(0)).map(({ type }) => type);
  expect(entered.filter((type) => type === 'TaskEntered')).toHaveLength(3);
  expect(entered.at(-1)).toBe('PlanEntryCompleted');
  await database.pool.query('delete from es.projections');
  await runner().catchUp();
  expect((await store.readAll(0)).map(({ type }) => type)).toEqual(entered);
});
