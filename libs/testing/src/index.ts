export { FakeClock } from './fake-clock.js';
export type { TestDatabase, TestDatabaseOptions } from './test-database.js';
export { createTestDatabase } from './test-database.js';
