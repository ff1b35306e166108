import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { BullJobQueue, WORKER_OPTIONS, limiterOf } from './bullmq-job-queue.js';
import type { JobQueue, Pace, QueueErrorListener } from './job-queue.port.js';
import { warningsAbout } from './redis-settings.js';

/** Braces make one hash slot of all keys, which Redis Cluster demands of BullMQ's scripts. */
export const PREFIX = '{dondoc}';

const connect = (url: string, onError: QueueErrorListener, options: object): Redis => {
  const redis = new Redis(url, { lazyConnect: false, retryStrategy: (times) => Math.min(times * 200, 5_000), ...options });
  redis.on('error', onError);
  return redis;
};

/** BullMQ makes a connection of its own of a given one, and while the server is away it leaves it trying for ever, also when it is closed. */
const noteDuplicates = (redis: Redis, noted: Redis[]): Redis => {
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const other = duplicate(override);
    noted.push(other);
    return other;
  };
  return redis;
};

/**
 * BullMQ on Redis 6.2 or later. A lost connection is retried for ever in the background; adding fails meanwhile, and the sweep
 * adds again.
 */
export const createRedisJobQueue = (options: {
  readonly name: string;
  readonly url: string;
  readonly onError: QueueErrorListener;
  /** Told, in a sentence, what to set where the server may lose what waits: at each connection, for a server may come back another. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
  readonly pace?: Pace | undefined;
}): JobQueue => {
  const { name, url, onError, onWarning, pace } = options;
  const producer = connect(url, onError, { maxRetriesPerRequest: 1 });
  if (onWarning !== undefined) {
    producer.on('ready', () => {
      warningsAbout(producer).then((sentences) => sentences.forEach(onWarning), onError);
    });
  }
  /** The worker's own, and what BullMQ made of it. */
  const consumers: Redis[] = [];
  const queue = new Queue(name, { connection: producer, prefix: PREFIX });
  const inner = new BullJobQueue(
    {
      queue,
      createWorker: (process, concurrency) => {
        const consumer = noteDuplicates(connect(url, onError, { maxRetriesPerRequest: null }), consumers);
        consumers.push(consumer);
        return new Worker(name, process, { connection: consumer, prefix: PREFIX, concurrency, ...WORKER_OPTIONS, ...limiterOf(pace) });
      },
      isAway: () => consumers.some(({ status }) => status !== 'ready'),
    },
    onError,
  );
  return {
    add: (jobs) => inner.add(jobs),
    work: (handler, workOptions) => inner.work(handler, workOptions),
    onReconnected: (listener) => {
      producer.on('ready', listener);
    },
    close: async () => {
      await inner.close();
      for (const connection of [producer, ...consumers]) connection.disconnect();
    },
  };
};
