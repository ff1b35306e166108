import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

/** How much of one kind is let pass in so many seconds. */
interface AttemptLimit {
  readonly points: number;
  readonly duration: number;
}

/** A counter that all api processes share. `kind` tells its keys from those of others in the one table. */
export const countedIn = (pool: pg.Pool, kind: string, limit: AttemptLimit): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'id',
    tableName: 'sign_in_attempts',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    ...limit,
  });

/** Takes away counts that have run out; the table stays as small as the failures of the last quarter of an hour. */
export const forgetOldCounts = (pool: pg.Pool): Promise<unknown> =>
  pool.query('delete from id.sign_in_attempts where expire < $1', [Date.now()]);

/** Seconds until a count runs out, never 0. */
export const secondsUntil = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
