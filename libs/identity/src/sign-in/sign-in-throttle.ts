import type pg from 'pg';
import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { countedIn, forgetOldCounts, secondsUntil } from './counted-attempts.js';

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
    return new SignInThrottle(countedIn(pool, 'name', PER_USERNAME), countedIn(pool, 'address', PER_ADDRESS), () => forgetOldCounts(pool));
  }

  /** Seconds to wait; 0: may try now. */
  async pause(username: string, address: string): Promise<number> {
    const [name, from] = await Promise.all([this.byUsername.get(keyOf(username)), this.byAddress.get(address)]);
    const blocked = [
      ...(name !== null && name.consumedPoints >= PER_USERNAME.points ? [name.msBeforeNext] : []),
      ...(from !== null && from.consumedPoints >= PER_ADDRESS.points ? [from.msBeforeNext] : []),
    ];
    return blocked.length === 0 ? 0 : secondsUntil(Math.max(...blocked));
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
