export { FakeClock } from './fake-clock.js';
export type { TestDatabase, TestDatabaseOptions } from './test-database.js';
export { createTestDatabase } from './test-database.js';
export type { TestRedis } from './test-redis.js';
export { redisForTests, startRedis } from './test-redis.js';
export type { LoggedEvent } from './synthetic-log/logged-event.js';
export { SyntheticLog, type SyntheticLogOptions } from './synthetic-log/synthetic-log.js';
export { fillInCells } from './fill-in-cells.js';
