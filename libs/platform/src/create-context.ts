import type { AppContext } from './app-context.js';
import type { Config } from './config/config.js';
import { DatabaseClock } from './database-clock.js';
import { openPool } from './database-connection.js';
import type { Logger } from './logger.js';
import { createMetrics } from './metrics.js';
import { ShutdownSequence } from './shutdown-sequence.js';

export interface OwnedContext extends AppContext {
  readonly clock: DatabaseClock;
  /** Closes what was registered, last first, then the pool. */
  close(): Promise<void>;
}

export interface ContextInput {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
}

/** Opens what all apps of a process share. The database must be migrated. */
export const createContext = async ({ config, databaseUrl, logger }: ContextInput): Promise<OwnedContext> => {
  const sequence = ShutdownSequence.loggedTo(logger);
  const pool = openPool(databaseUrl, (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  sequence.add('pool', async () => pool.end());
  try {
    const clock = await DatabaseClock.start(pool);
    sequence.add('clock', () => clock.stop());
    return {
      config,
      databaseUrl,
      pool,
      clock,
      logger,
      metrics: createMetrics(),
      onShutdown: (name, close) => sequence.add(name, close),
      close: async () => sequence.run(),
    };
  } catch (error) {
    await sequence.run();
    throw error;
  }
};
