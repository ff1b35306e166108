import type pg from 'pg';

/** Where the demonstration stands in this database. */
export type Mark = 'never' | 'begun' | 'finished';

/** "DONDOC" with another last digit than the migrations' lock. */
const LOCK = '75016382631748';

/** Outside the migrations: without the demonstration there is no such table. */
const TABLE = `create table if not exists public.demonstration (
  one boolean primary key default true check (one), begun_at timestamptz not null default clock_timestamp(), finished_at timestamptz
)`;

/** Does something while no other process seeds. The lock goes with the connection, so a killed process leaves none. */
export const underDemonstrationLock = async <Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    client.release();
  }
};

export const readMark = async (pool: pg.Pool): Promise<Mark> => {
  const { rows: tables } = await pool.query<{ exists: boolean }>(`select to_regclass('public.demonstration') is not null as exists`);
  if (tables[0]?.exists !== true) return 'never';
  const { rows } = await pool.query<{ finished: boolean }>('select finished_at is not null as finished from public.demonstration');
  if (rows[0] === undefined) return 'never';
  return rows[0].finished ? 'finished' : 'begun';
};

export const markBegun = async (pool: pg.Pool): Promise<void> => {
  await pool.query(TABLE);
  await pool.query('insert into public.demonstration default values on conflict do nothing');
};

export const markFinished = async (pool: pg.Pool): Promise<void> => {
  await pool.query('update public.demonstration set finished_at = clock_timestamp() where finished_at is null');
};
