export { FakeClock } from './fake-clock.js';
export type { TestDatabase, TestDatabaseOptions } from './test-database.js';
export { createTestDatabase } from './test-database.js';
export type { TestRedis } from './test-redis.js';
export { redisForTests, startRedis } from './test-redis.js';
