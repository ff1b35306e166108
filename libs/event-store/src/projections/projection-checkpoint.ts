import type { Pool, PoolClient } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { Projection, Sql } from '../projection.port.js';

/** The right to move one projection's checkpoint, until it lapses or another takes it over; `fence` tells which taker holds it. */
export interface Lease {
  readonly owner: string;
  readonly fence: string;
  readonly position: number;
  /** It has reached the end of the log once. */
  readonly live: boolean;
}

/** Another process took the projection over. Nothing of the page was written. */
export class LeaseLost extends EventStoreError {
  constructor(name: string) {
    super('EVENT_STORE.LEASE_LOST', `Projection ${name} was taken over by another process`);
  }
}

/** How long a page in hand may say nothing to the database before the server takes its process for dead. */
const longestSilenceMs = 30_000;

/** Runs work in one transaction of the pool. */
export const inTransaction = async <Result>(pool: Pool, work: (tx: PoolClient) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection cut between two statements tells the next one; without a listener it would end the process.
  const cut = (error: Error): void => void (broken = error);
  client.on('error', cut);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => (broken = new Error('Rollback failed', { cause })));
    throw error;
  } finally {
    client.off('error', cut);
    client.release(broken);
  }
};

/**
 * Makes a projection's tables, or keeps them when they stand with a checkpoint of this very version. Locks the checkpoint first,
 * as every page does, so a page in flight ends before its tables are dropped; the fence rises, so a follower of before writes no more.
 */
export const prepareProjection = async (tx: Sql, projection: Projection): Promise<'kept' | 'made'> => {
  // One preparation at a time: `create schema if not exists` of two sessions at once can fail.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('es.projections', 0))`);
  const { rows } = await tx.query<{ version: number; fence: string; ahead: boolean }>(
    `select version, fence, position > (select position from es.log_head where shard = 0) as ahead
       from es.projections where name = $1 and shard = 0 for update`,
    [projection.name],
  );
  const [row] = rows;
  const current = rows.length === 1 && row !== undefined && row.version === projection.version && !row.ahead;
  if (current && (await allStand(tx, projection.tables))) return 'kept';
  for (const table of projection.tables) await tx.query(`drop table if exists ${table} cascade`);
  await tx.query('delete from es.projections where name = $1 and shard = 0', [projection.name]);
  for (const statement of projection.ddl) await tx.query(statement);
  const fence = rows.reduce((highest, { fence: one }) => (BigInt(one) > highest ? BigInt(one) : highest), 0n) + 1n;
  await tx.query('insert into es.projections (name, version, fence) values ($1, $2, $3)', [
    projection.name,
    projection.version,
    String(fence),
  ]);
  return 'made';
};

const allStand = async (tx: Sql, tables: readonly string[]): Promise<boolean> => {
  const { rows } = await tx.query<{ missing: number }>(
    'select count(*)::integer as missing from unnest($1::text[]) as name where to_regclass(name) is null',
    [tables],
  );
  return rows[0]?.missing === 0;
};

/** The checkpoint of one projection in `es.projections` (projections_pkey), moved only under the lease. */
export class ProjectionCheckpoint {
  constructor(
    private readonly pool: Pool,
    private readonly projection: Pick<Projection, 'name' | 'version'>,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** Null: another process holds it. `evenIfHeld`: takes it in any case; the fence makes that safe. */
  async acquire(evenIfHeld: boolean): Promise<Lease | null> {
    const { rows } = await this.pool.query<{ fence: string; position: string; live: boolean }>(
      `update es.projections as taken
          set owner = $3, fence = taken.fence + 1, lease_until = clock_timestamp() + $4 * interval '1 ms'
         from (select name, version, shard from es.projections
                where name = $1 and version = $2 and shard = 0
                  and ($5 or owner is null or owner = $3 or lease_until < clock_timestamp())
                  for update skip locked) as free
        where taken.name = free.name and taken.version = free.version and taken.shard = free.shard
       returning taken.fence, taken.position, taken.status = 'live' as live`,
      [...this.key, this.owner, this.leaseMs, evenIfHeld],
    );
    const [row] = rows;
    return row === undefined ? null : { owner: this.owner, fence: row.fence, position: Number(row.position), live: row.live };
  }

  /**
   * Writes a page and moves the checkpoint in one transaction. The checkpoint's row stays locked throughout, so nobody takes over in
   * the middle. Not waited for on disk: after a crash rows and checkpoint go back together, and the log is read again from there.
   */
  advance(lease: Lease, to: number, reachedEnd: boolean, write: (tx: Sql) => Promise<void>): Promise<Lease> {
    const live = lease.live || reachedEnd;
    return inTransaction(this.pool, async (tx) => {
      const held = await tx.query(
        `select set_config('synchronous_commit', 'off', true), set_config('idle_in_transaction_session_timeout', $6, true)
           from es.projections
          where name = $1 and version = $2 and shard = 0 and owner = $3 and fence = $4 and position = $5
            for update`,
        [...this.key, lease.owner, lease.fence, lease.position, String(Math.max(this.leaseMs * 2, longestSilenceMs))],
      );
      if (held.rowCount !== 1) throw new LeaseLost(this.projection.name);
      await write(asSql(tx));
      await tx.query(
        `update es.projections
            set position = $3, lease_until = clock_timestamp() + $4 * interval '1 ms', problem = null,
                status = case when $5 then 'live' else status end
          where name = $1 and version = $2 and shard = 0`,
        [...this.key, to, this.leaseMs, live],
      );
      return { ...lease, position: to, live };
    });
  }

  /** There is nothing more to read, and never was for an empty log. */
  async reachedEnd(lease: Lease): Promise<Lease> {
    await this.pool.query(
      `update es.projections set status = 'live'
        where name = $1 and version = $2 and shard = 0 and owner = $3 and fence = $4`,
      [...this.key, lease.owner, lease.fence],
    );
    return { ...lease, live: true };
  }

  /** Says for every process why the projection does not advance. */
  async report(lease: Lease, problem: string): Promise<void> {
    await this.pool.query(
      'update es.projections set problem = $5 where name = $1 and version = $2 and shard = 0 and owner = $3 and fence = $4',
      [...this.key, lease.owner, lease.fence, problem],
    );
  }

  async release(lease: Lease): Promise<void> {
    await this.pool.query(
      `update es.projections set owner = null, lease_until = null
        where name = $1 and version = $2 and shard = 0 and owner = $3 and fence = $4`,
      [...this.key, lease.owner, lease.fence],
    );
  }

  private get key(): readonly [string, number] {
    return [this.projection.name, this.projection.version];
  }
}

/** Prolongs every lease of an owner in one statement; those in the middle of a page prolong themselves. */
export const renewLeases = async (pool: Pool, owner: string, leaseMs: number): Promise<void> => {
  await pool.query(
    `update es.projections as held
        set lease_until = clock_timestamp() + $2 * interval '1 ms'
       from (select name, version, shard from es.projections where owner = $1 for update skip locked) as mine
      where held.name = mine.name and held.version = mine.version and held.shard = mine.shard
        and set_config('synchronous_commit', 'off', true) is not null`,
    [owner, leaseMs],
  );
};

const asSql = (client: PoolClient): Sql => ({
  query: (text, values) => client.query(text, values === undefined ? [] : [...values]),
});
