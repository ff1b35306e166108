import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { makeEdition } from '../views/editions.js';
import { copyTables, nearestBefore, pastEdition, type PastMoment } from '../views/past-edition.js';
import { definitionOf, schemaOf, type Edition } from '../views/view-definition.js';
import { loadEdition } from './load-edition.js';
import { inTransaction, ProjectionCheckpoint, renewLeases, type Lease } from './projection-checkpoint.js';

export interface PastEditionsOptions {
  readonly store: Pick<EventStore, 'readOf' | 'readStream'>;
  readonly pool: Pool;
  /** Editions asked for that are kept of each view; default 6. */
  readonly most?: number;
}

/** It is being built, and was not there in time. */
export class PastNotReady extends EventStoreError {
  constructor(view: View) {
    super('EVENT_STORE.PAST_NOT_READY', `View ${view.name} is still being built as it was`);
  }
}

const LEASE_MS = 10_000;
const ASK_AGAIN_MS = 25;
/** Short pages: others of this process get their turn in between. */
const PAGE = 500;

/**
 * Views as they were: an edition that follows the log up to a position and no further, begun from the nearest earlier one that is
 * kept. Built when it is asked for, by whichever process is asked first; the same question later finds the same rows.
 */
export class PastEditions {
  private readonly owner = `${hostname()}:${String(process.pid)}:${randomUUID().slice(0, 8)}`;
  private readonly building = new Map<string, Promise<void>>();
  private closed = false;

  constructor(private readonly options: PastEditionsOptions) {}

  /** Sees to it that the view stands as it was, for at most so long; whatever is not done by then goes on being built. */
  async ensure(view: View, moment: PastMoment, patienceMs: number): Promise<void> {
    const edition = pastEdition(moment);
    const schema = schemaOf(view, edition);
    const work = this.building.get(schema) ?? this.begin(view, edition, moment);
    const patience = new AbortController();
    const late = pause(patienceMs, 'late' as const, { signal: patience.signal }).catch(() => 'done' as const);
    try {
      if ((await Promise.race([work.then(() => 'done' as const), late])) === 'late') throw new PastNotReady(view);
    } finally {
      patience.abort();
    }
  }

  /** Ends what is being built; the next who asks begins it again. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.building.values());
  }

  private begin(view: View, edition: Edition, moment: PastMoment): Promise<void> {
    const schema = schemaOf(view, edition);
    const work = this.build(view, edition, moment).finally(() => this.building.delete(schema));
    work.catch(() => undefined);
    this.building.set(schema, work);
    return work;
  }

  private async build(view: View, edition: Edition, moment: PastMoment): Promise<void> {
    for (;;) {
      if (await this.isThere(view, edition)) return;
      const found = await inTransaction(this.options.pool, (tx) => this.claim(tx, view, edition, moment));
      if (found === 'there') return;
      if (found === 'claimed') break;
      if (this.closed) throw new PastNotReady(view);
      await pause(ASK_AGAIN_MS);
    }
    await this.fill(view, edition, moment);
    await this.forgetOthers(view);
  }

  /** Also says that it was asked for, to the minute. */
  private async isThere(view: View, edition: Edition): Promise<boolean> {
    const key = [view.name, definitionOf(view), edition];
    const ofEdition = 'name = $1 and definition = $2 and edition = $3 and shard = 0 and loaded';
    const { rowCount } = await this.options.pool.query(`select 1 from es.projections where ${ofEdition}`, key);
    if (rowCount === 0) return false;
    await this.options.pool.query(
      `update es.projections set changed_at = clock_timestamp() where ${ofEdition} and changed_at < clock_timestamp() - interval '1 minute'`,
      key,
    );
    return true;
  }

  /** One process builds it. What a process that was killed has left is made again. */
  private async claim(tx: PoolClient, view: View, edition: Edition, moment: PastMoment): Promise<'there' | 'claimed' | 'with another'> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [schemaOf(view, edition)]);
    const key = [view.name, definitionOf(view), edition];
    const { rows } = await tx.query<{ loaded: boolean; held: boolean }>(
      `select loaded, coalesce(lease_until > clock_timestamp(), false) as held from es.projections
        where name = $1 and definition = $2 and edition = $3 and shard = 0 for update`,
      key,
    );
    if (rows[0]?.loaded === true) return 'there';
    if (rows[0]?.held === true) return 'with another';
    await makeEdition(tx, view, edition);
    const base = await nearestBefore(tx, view, moment.held === null ? moment.position : moment.held.allUpTo);
    if (base !== null) await copyTables(tx, view, base.edition, edition);
    await tx.query(
      `update es.projections as mine
          set position = $4, owner = $5, lease_until = clock_timestamp() + $6 * interval '1 ms',
              parked = (select count(*) from es.parked_events as aside where aside.name = $1 and aside.definition = $2 and aside.edition = $3)
        where name = $1 and definition = $2 and edition = $3 and shard = 0`,
      [...key, base?.position ?? 0, this.owner, LEASE_MS],
    );
    return 'claimed';
  }

  private async fill(view: View, edition: Edition, moment: PastMoment): Promise<void> {
    const { store, pool } = this.options;
    const checkpoint = new ProjectionCheckpoint(pool, view, this.owner, LEASE_MS, edition);
    const lease = await this.leaseOf(checkpoint, view);
    const renewal = setInterval(() => void renewLeases(pool, this.owner, LEASE_MS).catch(() => undefined), LEASE_MS / 3);
    try {
      const rest = async (): Promise<void> => {
        if (this.closed) throw new PastNotReady(view);
        await breath();
      };
      const keeps = moment.held === null ? {} : { keeps: moment.held.holds };
      const loaded = await loadEdition(lease, {
        store,
        pool,
        view,
        edition,
        checkpoint,
        to: moment.position,
        pageSize: PAGE,
        pace: { givesWay: () => false, rest, hurry: () => undefined },
        ...keeps,
      });
      await checkpoint.release(loaded);
    } catch (error) {
      await checkpoint.release(lease).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /** It is ours; whoever looks at its row at this very moment is waited for. */
  private async leaseOf(checkpoint: ProjectionCheckpoint, view: View): Promise<Lease> {
    for (const until = performance.now() + LEASE_MS; performance.now() < until;) {
      const lease = await checkpoint.acquire(false);
      if (lease !== null) return lease;
      await pause(ASK_AGAIN_MS);
    }
    throw new PastNotReady(view);
  }

  /** Those that nobody has asked for longest; one that is being read is passed over. */
  private async forgetOthers(view: View): Promise<void> {
    const { pool, most = 6 } = this.options;
    await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<{ edition: string }>(
        `delete from es.projections as old
          using (select name, definition, edition, shard from es.projections
                  where name = $1 and definition = $2 and edition like 'at-%' and loaded
                    and edition not in (select edition from es.projections
                                         where name = $1 and definition = $2 and edition like 'at-%' and loaded
                                         order by changed_at desc limit $3)
                    for update skip locked) as gone
          where old.name = gone.name and old.definition = gone.definition and old.edition = gone.edition and old.shard = gone.shard
         returning old.edition`,
        [view.name, definitionOf(view), most],
      );
      for (const { edition } of rows) {
        await tx.query(`drop schema if exists ${schemaOf(view, edition)} cascade`);
        await tx.query('delete from es.parked_events where name = $1 and definition = $2 and edition = $3', [
          view.name,
          definitionOf(view),
          edition,
        ]);
      }
    });
  }
}
