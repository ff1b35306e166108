import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** Failures counted against one name, and against one address, before sign-in pauses. */
const PER_USERNAME = { points: 10, duration: 15 * 60 };
const PER_ADDRESS = { points: 100, duration: 15 * 60 };

/** Counts failed sign-ins. A success takes the name's count away. */
export class SignInThrottle {
  constructor(
    private readonly byUsername: RateLimiterAbstract,
    private readonly byAddress: RateLimiterAbstract,
    private readonly sweep: () => Promise<unknown> = () => Promise.resolve(),
  ) {}

  /** For one process: tests and tools. */
  static inMemory(): SignInThrottle {
    return new SignInThrottle(
      new RateLimiterMemory({ keyPrefix: 'name', ...PER_USERNAME }),
      new RateLimiterMemory({ keyPrefix: 'address', ...PER_ADDRESS }),
    );
  }

  /** Shared by all api processes. */
  static inPostgres(pool: pg.Pool): SignInThrottle {
    const store = {
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'id',
      tableName: 'sign_in_attempts',
      tableCreated: true,
      clearExpiredByTimeout: false,
    };
    return new SignInThrottle(
      new RateLimiterPostgres({ ...store, keyPrefix: 'name', ...PER_USERNAME }),
      new RateLimiterPostgres({ ...store, keyPrefix: 'address', ...PER_ADDRESS }),
      // Counts that have run out; the table stays as small as the failures of the last quarter of an hour.
      () => pool.query('delete from id.sign_in_attempts where expire < $1', [Date.now()]),
    );
  }

  /** Seconds to wait; 0: may try now. */
  async pause(username: string, address: string): Promise<number> {
    const [name, from] = await Promise.all([this.byUsername.get(keyOf(username)), this.byAddress.get(address)]);
    const blocked = [
      ...(name !== null && name.consumedPoints >= PER_USERNAME.points ? [name.msBeforeNext] : []),
      ...(from !== null && from.consumedPoints >= PER_ADDRESS.points ? [from.msBeforeNext] : []),
    ];
    return blocked.length === 0 ? 0 : Math.max(1, Math.ceil(Math.max(...blocked) / 1000));
  }

  async failed(username: string, address: string): Promise<void> {
    await this.sweep();
    await Promise.all([this.byUsername.penalty(keyOf(username)), this.byAddress.penalty(address)]);
  }

  async succeeded(username: string): Promise<void> {
    await this.byUsername.delete(keyOf(username));
  }
}

/** The table's key holds 255 characters. */
const keyOf = (username: string): string => username.trim().toLowerCase().slice(0, 200);
