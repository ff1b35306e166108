import type { AppContext } from './app-context.js';
import type { Config } from './config/config.js';
import { ensureMasterKey } from './config/master-key.js';
import { DatabaseClock } from './database-clock.js';
import { openPool } from './database-connection.js';
import type { Logger } from './logger.js';
import { checkMasterKey } from './master-key/check-master-key.js';
import { MasterKey } from './master-key/master-key.js';
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
    const masterKey = new MasterKey(await ensureMasterKey(config));
    await checkMasterKey(pool, masterKey);
    const clock = await DatabaseClock.start(pool);
    sequence.add('clock', () => clock.stop());
    return {
      config,
      databaseUrl,
      pool,
      masterKey,
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
