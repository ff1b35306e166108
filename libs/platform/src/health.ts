import type pg from 'pg';

/** Throws, or takes too long, when the thing is not well. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<unknown>;
}

export interface Health {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Runs all checks side by side; one that takes longer than `patience` milliseconds counts as down. */
export const checkHealth = async (checks: readonly HealthCheck[], patience = 2000): Promise<Health> => {
  const results = await Promise.allSettled(checks.map(async (one) => within(patience, one.check())));
  return {
    ok: results.every(({ status }) => status === 'fulfilled'),
    checks: Object.fromEntries(checks.map(({ name }, index) => [name, results[index]?.status === 'fulfilled' ? 'up' : 'down'])),
  };
};

export const databaseHealth = (pool: pg.Pool): HealthCheck => ({ name: 'database', check: async () => pool.query('select 1') });
