import type pg from 'pg';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { countedIn, forgetOldCounts, secondsUntil } from './counted-attempts.js';

/** Failures of an address before it has to pause. */
const LIMIT = { points: 60, duration: 15 * 60 };

/** What is tried without signing in: tokens of links in mails, the secret of a mail gateway. */
type TriedKind = 'link' | 'bounce';

/** Counts, by address, what was tried and fitted nothing; what fits is never counted. Shared by all api processes. */
export class FailureThrottle {
  private constructor(
    private readonly counter: RateLimiterAbstract,
    private readonly sweep: () => Promise<unknown>,
  ) {}

  static inPostgres(pool: pg.Pool, kind: TriedKind): FailureThrottle {
    return new FailureThrottle(countedIn(pool, kind, LIMIT), () => forgetOldCounts(pool));
  }

  /** Seconds to wait; 0: may try now. */
  async pause(address: string): Promise<number> {
    const count = await this.counter.get(address);
    return count === null || count.consumedPoints < LIMIT.points ? 0 : secondsUntil(count.msBeforeNext);
  }

  async failed(address: string): Promise<void> {
    await this.sweep();
    await this.counter.penalty(address);
  }
}
