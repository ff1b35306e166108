import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';
import { createTestDatabase, redisForTests, startRedis } from '#testing';

export type BackendName = 'postgres' | 'redis';

/** The queues that the product has, as far as this machine has them. */
export const backends: readonly BackendName[] = redisForTests() === 'none' ? ['postgres'] : ['postgres', 'redis'];

/** A server for the queues of one file; each test has a queue of its own there. */
export interface QueueBackend {
  /** Of the Redis server or of the database that holds the queues. */
  readonly url: string;
  /** A connection to the queue of that name. */
  open(queue: string, onError?: (error: Error) => void, url?: string): Promise<JobQueue>;
  /** Jobs that wait for their turn or are being worked; delayed ones do not count. */
  busy(queue: string): Promise<number>;
  /** Loses everything at once: `FLUSHALL`, or empty tables. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

const ignore = (): void => undefined;

const onRedis = async (): Promise<QueueBackend> => {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  return {
    url: redis.url,
    open: (name, onError = ignore, url = redis.url) => Promise.resolve(createRedisJobQueue({ name, url, onError })),
    busy: async (name) => {
      const counts = await Promise.all([client.llen(`{dondoc}:${name}:wait`), client.llen(`{dondoc}:${name}:active`)]);
      return counts[0] + counts[1];
    },
    lose: async () => {
      await client.flushall();
    },
    close: async () => {
      client.disconnect();
      await redis.stop();
    },
  };
};

const onPostgres = async (): Promise<QueueBackend> => {
  const database = await createTestDatabase({ empty: true });
  return {
    url: database.url,
    open: (name, onError = ignore, connectionString = database.url) => createPostgresJobQueue({ name, connectionString, onError }),
    busy: async (name) => {
      const { rows } = await database.pool.query<{ busy: number }>(
        "select count(*)::int as busy from bullmq.job where queue = $1 and state in ('waiting', 'active')",
        [name],
      );
      return rows[0]?.busy ?? 0;
    },
    lose: async () => {
      await database.pool.query('truncate bullmq.job cascade');
    },
    close: () => database.drop(),
  };
};

export const startQueueBackend = (name: BackendName): Promise<QueueBackend> => (name === 'redis' ? onRedis() : onPostgres());

/** Nobody else's, also on a server that was given and keeps what earlier runs left. */
export const newQueueName = (): string => `reminders-${randomUUID()}`;
