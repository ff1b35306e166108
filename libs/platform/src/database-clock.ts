import type { Instant } from '#domain';
import type pg from 'pg';
import { toInstant, type Clock } from './clock.js';

const refreshEvery = 15_000;

/**
 * The database's clock plus the set offset (`app_now()`), answered at once: the difference to this machine's clock is kept and
 * asked again every 15 seconds.
 */
export class DatabaseClock implements Clock {
  private timer: NodeJS.Timeout | undefined;
  private ahead = 0;

  private constructor(private readonly pool: pg.Pool) {}

  static async start(pool: pg.Pool): Promise<DatabaseClock> {
    const clock = new DatabaseClock(pool);
    await clock.refresh();
    clock.timer = setInterval(() => void clock.refresh().catch(() => undefined), refreshEvery);
    clock.timer.unref();
    return clock;
  }

  now(): Instant {
    return toInstant(new Date(Date.now() + this.ahead));
  }

  /** Asks the database; call it after the offset was set. */
  async refresh(): Promise<void> {
    const before = Date.now();
    const { rows } = await this.pool.query<{ now: string }>('select extract(epoch from app_now()) * 1000 as now');
    const middle = (before + Date.now()) / 2;
    this.ahead = Math.round(Number(rows[0]?.now) - middle);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/**
 * Sets the system's clock to start at an instant and run from there, or back to real time (null). `again: false` lets a clock
 * that was started at this very instant run on, so that the second of several processes does not turn it back.
 */
export const setClockOffset = async (pool: pg.Pool, startingNow: string | null, { again }: { readonly again: boolean }): Promise<void> => {
  await pool.query(
    `update public.clock_offset
        set shift = coalesce($1::timestamptz - clock_timestamp(), interval '0'), origin = $1
      where $2 or origin is distinct from $1::timestamptz`,
    [startingNow, again],
  );
};
