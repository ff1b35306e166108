import { StartupError, type AppContext } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';

/** One queue for each channel: rate limits are a queue's. */
const NAME = 'email';
/** The same trouble is written down once in this time. */
const QUIET_MS = 10_000;

const quietly = (log: (error: Error) => void): ((error: Error) => void) => {
  const last = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    if (now - (last.get(error.message) ?? -Infinity) < QUIET_MS) return;
    last.set(error.message, now);
    log(error);
  };
};

/** BullMQ on Redis where `REDIS_URL` is set, else on PostgreSQL. Refuses to start without its tables. */
export const openQueue = async ({ config, databaseUrl, logger }: AppContext): Promise<JobQueue> => {
  const onError = quietly((error) => {
    logger.warn({ err: error }, 'the queue reported a problem');
  });
  if (config.redisUrl !== null) return createRedisJobQueue({ name: NAME, url: config.redisUrl, onError });
  try {
    return await createPostgresJobQueue({ name: NAME, connectionString: databaseUrl, onError });
  } catch (error) {
    throw new StartupError((error as Error).message);
  }
};
