import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { hasSchema, SCHEMA } from './postgres-job-queue.js';
import type { QueueErrorListener } from './job-queue.port.js';
import { PREFIX } from './redis-job-queue.js';

/** How many jobs a queue has, by what they wait for. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** Looks at the queues of another process and works none of them. */
export interface QueueWatch {
  readonly backend: 'redis' | 'postgres';
  /** BullMQ's own, for its board. */
  readonly queues: readonly Queue[];
  counts(): Promise<QueueCounts>;
  close(): Promise<void>;
}

const countsOf = async (queue: Queue): Promise<QueueCounts> => {
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
  return { waiting, active, delayed, failed };
};

const watch = (backend: QueueWatch['backend'], queues: readonly Queue[], close: () => Promise<void>): QueueWatch => ({
  backend,
  queues,
  counts: async () => {
    const all = await Promise.all(queues.map(countsOf));
    const sum = (kind: keyof QueueCounts): number => all.reduce((total, counts) => total + counts[kind], 0);
    return { waiting: sum('waiting'), active: sum('active'), delayed: sum('delayed'), failed: sum('failed') };
  },
  close: async () => {
    await Promise.allSettled(queues.map((queue) => queue.close()));
    await close();
  },
});

const onRedis = (names: readonly string[], url: string, onError: QueueErrorListener): QueueWatch => {
  const connection = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true, connectTimeout: 2_000 });
  connection.on('error', onError);
  const queues = names.map((name) => new Queue(name, { connection, prefix: PREFIX }));
  return watch('redis', queues, () => {
    connection.disconnect();
    return Promise.resolve();
  });
};

/** Null: no worker has made BullMQ's tables yet. */
const onPostgres = async (names: readonly string[], connectionString: string): Promise<QueueWatch | null> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const isThere = await hasSchema(client).finally(() => client.end());
  if (!isThere) return null;
  const backend = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: SCHEMA, max: 2 };
  // The same class over another store; the board and the counts ask it for nothing that only Redis has.
  const queues = names.map((name) => new backend.Queue(name, { connection }) as unknown as Queue);
  return watch('postgres', queues, () => Promise.resolve());
};

/** Opens queues by name for looking alone. Null: there are none yet. */
export const openQueueWatch = async (options: {
  readonly names: readonly string[];
  /** Null: on PostgreSQL. */
  readonly redisUrl: string | null;
  readonly connectionString: string;
  readonly onError: QueueErrorListener;
}): Promise<QueueWatch | null> => {
  const { names, redisUrl, connectionString, onError } = options;
  const opened = redisUrl === null ? await onPostgres(names, connectionString) : onRedis(names, redisUrl, onError);
  for (const queue of opened?.queues ?? []) queue.on('error', onError);
  return opened;
};
