import type { OnModuleDestroy } from '@nestjs/common';
import type { AppContext } from '#platform';
import { openQueueWatch, type QueueCounts, type QueueWatch } from '#queue';

/** Queues that workers of this system have. */
const NAMES = ['email', 'zalo'];
const PATIENCE_MS = 2_000;

/** The workers' queues as this process sees them: opened when somebody first looks, and worked by nobody here. */
export class QueueWindow implements OnModuleDestroy {
  #opened: Promise<QueueWatch | null> | null = null;

  constructor(private readonly context: Pick<AppContext, 'config' | 'databaseUrl' | 'logger'>) {}

  get backend(): QueueWatch['backend'] {
    return this.context.config.redisUrl === null ? 'postgres' : 'redis';
  }

  /** Null: no worker has made them yet, or they do not answer. */
  async watch(): Promise<QueueWatch | null> {
    const { config, databaseUrl, logger } = this.context;
    this.#opened ??= openQueueWatch({
      names: NAMES,
      redisUrl: config.redisUrl,
      connectionString: databaseUrl,
      onError: (error) => {
        logger.warn({ err: error }, 'the queue reported a problem');
      },
    });
    const watch = await this.#opened.catch(() => null);
    // Whoever looks next looks anew.
    if (watch === null) this.#opened = null;
    return watch;
  }

  /** Null where the queue does not answer within two seconds. */
  async counts(): Promise<QueueCounts | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => {
        resolve(null);
      }, PATIENCE_MS);
    });
    const counted = this.watch()
      .then((watch) => watch?.counts() ?? null)
      .catch(() => null);
    return Promise.race([counted, late]).finally(() => {
      clearTimeout(timer);
    });
  }

  async onModuleDestroy(): Promise<void> {
    const watch = await this.#opened?.catch(() => null);
    await watch?.close();
  }
}
