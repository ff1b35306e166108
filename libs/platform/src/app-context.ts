import type pg from 'pg';
import type { Registry } from 'prom-client';
import type { Config } from './config/config.js';
import type { Clock } from './clock.js';
import type { Logger } from './logger.js';
import type { MasterKey } from './master-key/master-key.js';

/** What every app of this system is given: one process may run several apps on one context. */
export interface AppContext {
  readonly config: Config;
  readonly pool: pg.Pool;
  /** Of the database that is really used: the embedded one's, or `config.databaseUrl`. */
  readonly databaseUrl: string;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Called once at shutdown, last registered first, before the pool closes. */
  onShutdown(name: string, close: () => Promise<void> | void): void;
}

export interface RunningApp {
  /** Finishes what is under way, then stops. */
  close(): Promise<void>;
  /** Where it answers, for an app that listens. */
  readonly url?: string;
}
