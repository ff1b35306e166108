import pg from 'pg';
import { sessionSettings } from '#platform';

export interface EventStorePoolOptions {
  readonly connectionString: string;
  /** Connections at most; default 8. Appends beyond it wait in the pool. */
  readonly max?: number;
  /** Default 5,000 ms. */
  readonly lockTimeoutMs?: number;
  /** Default 15,000 ms. */
  readonly statementTimeoutMs?: number;
}

/**
 * The store's own connections. Its statements are few, prepared once, and always served by an index: one generic plan is
 * right for all of them, and a plan made while the tables were still empty must not become a sequential scan for good.
 */
export const openEventStorePool = (options: EventStorePoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 8,
    keepAlive: true,
    // A connection takes the next append before it has answered the one before.
    pipeline: true,
    // A queue that long answers "busy" instead of growing without end.
    connectionTimeoutMillis: options.statementTimeoutMs ?? 15_000,
    application_name: 'dondoc event store',
    options: sessionSettings({ plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_indexscan: 'on', jit: 'off' }),
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection that the server ended is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that the pool has already let go of, when database and pool are closed one after the other.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};
