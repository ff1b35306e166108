import { afterEach } from '@jest/globals';
import { knownEventTypes } from '#domain';
import { eventStoreMigrations, openEventStorePool, PostgresEventStore } from '#event-store';
import { createTestDatabase } from '#testing';
import { planEntryConformance } from './conformance/plan-entry.js';

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of close) await step();
  close = [];
});

/** The process follows the whole log, so each test has a database of its own. */
planEntryConformance('on PostgreSQL', async () => {
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
  return store;
});
