import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { identityMigrations } from '../migrations/index.js';
import { peopleConformance } from './people.conformance.js';
import { PostgresPeople } from './postgres-people.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ migrations: identityMigrations });
});
afterAll(() => database.drop());

peopleConformance('on PostgreSQL', async () => {
  await database.pool.query('truncate id.people, id.mailboxes cascade');
  return new PostgresPeople(database.pool);
});
