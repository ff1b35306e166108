import type { Pool, PoolClient } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { Projection, Sql } from '../projection.port.js';
import { definitionOf, type Edition } from '../views/view-definition.js';

/** The right to move one projection's checkpoint, until it lapses or another takes it over; `fence` tells which taker holds it. */
export interface Lease {
  readonly owner: string;
  readonly fence: string;
  readonly position: number;
  /** It has reached the end of the log once. */
  readonly live: boolean;
  /** Its tables are whole, with their indexes. */
  readonly loaded: boolean;
  /** Events that were set aside. */
  readonly parked: number;
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

/** The row of `es.projections` that says how far an edition has come: $1 name, $2 definition, $3 edition. */
const ofEdition = 'name = $1 and definition = $2 and edition = $3 and shard = 0';

const sameRow = (one: string, other: string): string =>
  ['name', 'definition', 'edition', 'shard'].map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');

interface LeaseRow {
  readonly fence: string;
  readonly position: string;
  readonly live: boolean;
  readonly loaded: boolean;
  readonly parked: number;
}

/** The checkpoint of one edition in `es.projections` (projections_pkey), moved only under the lease. */
export class ProjectionCheckpoint {
  private readonly key: readonly [name: string, definition: string, edition: string];

  constructor(
    private readonly pool: Pool,
    private readonly projection: Projection,
    private readonly owner: string,
    private readonly leaseMs: number,
    edition: Edition = 'serving',
  ) {
    this.key = [projection.name, definitionOf(projection), edition];
  }

  /** Null: another process holds it. `evenIfHeld`: takes it in any case; the fence makes that safe. */
  async acquire(evenIfHeld: boolean): Promise<Lease | null> {
    const { rows } = await this.pool.query<LeaseRow>(
      `update es.projections as taken
          set owner = $4, fence = taken.fence + 1, lease_until = clock_timestamp() + $5 * interval '1 ms'
         from (select name, definition, edition, shard from es.projections
                where ${ofEdition} and ($6 or owner is null or owner = $4 or lease_until < clock_timestamp())
                  for update skip locked) as free
        where ${sameRow('taken', 'free')}
       returning taken.fence, taken.position, taken.status <> 'building' as live, taken.loaded, taken.parked`,
      [...this.key, this.owner, this.leaseMs, evenIfHeld],
    );
    const [row] = rows;
    return row === undefined ? null : { ...row, owner: this.owner, position: Number(row.position) };
  }

  /**
   * Writes a page and moves the checkpoint in one transaction. The checkpoint's row stays locked throughout, so nobody takes over in
   * the middle. Not waited for on disk: after a crash rows and checkpoint go back together, and the log is read again from there.
   * `write` gives back how many events it set aside.
   */
  advance(lease: Lease, to: number, reachedEnd: boolean, write: (tx: Sql) => Promise<number>): Promise<Lease> {
    const live = lease.live || reachedEnd;
    return this.locked(lease, async (tx) => {
      const parked = lease.parked + (await write(asSql(tx)));
      await this.move(tx, { position: to, parked });
      if (live && !lease.live) await this.goLive(tx);
      return { ...lease, position: to, live, parked };
    });
  }

  /** Rows that are not seen yet: the checkpoint stays, the lease is prolonged. Raises where the lease has gone to another. */
  prolonging(lease: Lease, write: (tx: PoolClient) => Promise<void>): Promise<void> {
    return this.locked(lease, async (tx) => {
      await write(tx);
      await this.move(tx, lease);
    });
  }

  /** The tables are whole up to a position; `write` says what was set aside on the way. */
  loaded(lease: Lease, position: number, parked: number, write: (tx: Sql) => Promise<void> = () => Promise.resolve()): Promise<Lease> {
    return this.locked(lease, async (tx) => {
      await write(asSql(tx));
      await this.move(tx, { position, parked });
      const { rows } = await tx.query<{ at_end: boolean }>(
        `update es.projections set loaded = true where ${ofEdition}
         returning position >= (select position from es.log_head where shard = 0) as at_end`,
        [...this.key],
      );
      const live = lease.live || rows[0]?.at_end === true;
      if (live && !lease.live) await this.goLive(tx);
      return { ...lease, position, parked, live, loaded: true };
    });
  }

  /** There is nothing more to read, and never was for an empty log. */
  reachedEnd(lease: Lease): Promise<Lease> {
    return this.locked(lease, async (tx) => {
      await this.goLive(tx);
      return { ...lease, live: true };
    });
  }

  /** Says for every process why the projection does not advance. */
  async report(lease: Lease, problem: string): Promise<void> {
    await this.pool.query(`update es.projections set problem = $6 where ${ofEdition} and owner = $4 and fence = $5`, [
      ...this.key,
      lease.owner,
      lease.fence,
      problem,
    ]);
  }

  async release(lease: Lease): Promise<void> {
    await this.pool.query(`update es.projections set owner = null, lease_until = null where ${ofEdition} and owner = $4 and fence = $5`, [
      ...this.key,
      lease.owner,
      lease.fence,
    ]);
  }

  /** A transaction in which nobody else can take the lease; raises where it has gone already. */
  private locked<Result>(lease: Lease, work: (tx: PoolClient) => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, async (tx) => {
      const held = await tx.query(
        `select set_config('synchronous_commit', 'off', true), set_config('idle_in_transaction_session_timeout', $7, true)
           from es.projections
          where ${ofEdition} and owner = $4 and fence = $5 and position = $6
            for update`,
        [...this.key, lease.owner, lease.fence, lease.position, String(Math.max(this.leaseMs * 2, longestSilenceMs))],
      );
      if (held.rowCount !== 1) throw new LeaseLost(this.projection.name);
      return work(tx);
    });
  }

  private async move(tx: PoolClient, { position, parked }: Pick<Lease, 'position' | 'parked'>): Promise<void> {
    await tx.query(
      `update es.projections
          set position = $4, parked = $5, lease_until = clock_timestamp() + $6 * interval '1 ms', problem = null
        where ${ofEdition}`,
      [...this.key, position, parked, this.leaseMs],
    );
  }

  /** It is past the checkpoint of whatever definition served before: that one is kept, and goes on as long as older code runs. */
  private async goLive(tx: PoolClient): Promise<void> {
    await tx.query(`update es.projections set status = 'live', changed_at = clock_timestamp() where ${ofEdition}`, [...this.key]);
    await tx.query(
      `update es.projections set status = 'retired', changed_at = clock_timestamp()
        where name = $1 and definition <> $2 and edition = 'serving' and shard = 0 and status = 'live' and $3 = 'serving'`,
      [...this.key],
    );
  }
}

/** Prolongs every lease of an owner in one statement; those in the middle of a page prolong themselves. */
export const renewLeases = async (pool: Pool, owner: string, leaseMs: number): Promise<void> => {
  await pool.query(
    `update es.projections as held
        set lease_until = clock_timestamp() + $2 * interval '1 ms'
       from (select name, definition, edition, shard from es.projections where owner = $1 for update skip locked) as mine
      where ${sameRow('held', 'mine')} and set_config('synchronous_commit', 'off', true) is not null`,
    [owner, leaseMs],
  );
};

const asSql = (client: PoolClient): Sql => ({
  query: (text, values) => client.query(text, values === undefined ? [] : [...values]),
});
