import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type pg from 'pg';
import { knownEventTypes } from '#domain';
import { eventStoreMigrations, openEventStorePool, PostgresEventStore } from '#event-store';
import { createTestDatabase, type TestDatabase } from '#testing';
import { commandPathConformance } from './conformance/command-path.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase({ migrations: eventStoreMigrations });
  pool = openEventStorePool({ connectionString: database.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** The log cannot be emptied, so each test is a tenant of its own. */
commandPathConformance('on PostgreSQL', () =>
  Promise.resolve(new PostgresEventStore({ pool, known: knownEventTypes, tenantId: randomUUID() })),
);
