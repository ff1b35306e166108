import { StartupError, type AppContext } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue, type Pace } from '#queue';
import { JobsByChannel } from '#reminders';

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

export interface Queues {
  readonly jobs: JobsByChannel;
  close(): Promise<void>;
}

/**
 * A queue for each channel, by its name: a provider's pace is its queue's. BullMQ on Redis where `REDIS_URL` is set, else on
 * PostgreSQL. Refuses to start without its tables.
 */
export const openQueues = async ({ config, databaseUrl, logger }: AppContext): Promise<Queues> => {
  const onError = quietly((error) => {
    logger.warn({ err: error }, 'the queue reported a problem');
  });
  const onWarning = (sentence: string): void => {
    logger.warn(sentence);
  };
  const open = async (name: string, pace?: Pace): Promise<JobQueue> => {
    // Both are on one server: it is enough that one of them tells how it is set.
    if (config.redisUrl !== null)
      return createRedisJobQueue({ name, url: config.redisUrl, onError, onWarning: name === 'email' ? onWarning : undefined, pace });
    try {
      return await createPostgresJobQueue({ name, connectionString: databaseUrl, onError, pace });
    } catch (error) {
      throw new StartupError((error as Error).message);
    }
  };
  const email = await open('email');
  const zalo = await open('zalo', config.zalo === null ? undefined : { jobs: config.zalo.perSecond, milliseconds: 1_000 });
  return {
    jobs: new JobsByChannel({ email, zalo }),
    close: async () => {
      await Promise.all([email.close(), zalo.close()]);
    },
  };
};
