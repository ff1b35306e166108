export type * from './job-queue.port.js';
export { InMemoryJobQueue } from './in-memory-job-queue.js';
export { createRedisJobQueue } from './redis-job-queue.js';
export { createPostgresJobQueue } from './postgres-job-queue.js';
export { openQueueWatch, type QueueCounts, type QueueWatch } from './queue-watch.js';
