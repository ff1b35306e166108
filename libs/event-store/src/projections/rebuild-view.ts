import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { dropEdition, makeEdition } from '../views/editions.js';
import { definitionOf, type Edition } from '../views/view-definition.js';
import { loadEdition, type LoadOptions, type LoadProgress } from './load-edition.js';
import { PageWriter } from './page-writer.js';
import { inTransaction, LeaseLost, ProjectionCheckpoint, renewLeases, type Lease } from './projection-checkpoint.js';
import { switchEditions } from './switch-editions.js';

export interface RebuildOptions {
  readonly store: Pick<EventStore, 'readAll' | 'readOf' | 'readStream' | 'head'>;
  readonly pool: Pool;
  readonly view: View;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** So that others have the machine meanwhile; default: no rest. */
  readonly pace?: LoadOptions['pace'];
}

export interface Rebuilt {
  /** Position at which the other edition began to serve. */
  readonly position: number;
  /** Events that it has set aside. */
  readonly parked: number;
}

/** It cannot be rebuilt, or gone back, now. `code`: why. */
export class RebuildRefused extends EventStoreError {
  constructor(reason: 'UNDER_WAY' | 'NOT_SERVING' | 'NO_FORMER', view: View) {
    const told = {
      UNDER_WAY: 'another process is rebuilding it',
      NOT_SERVING: 'its tables are still being built for the first time',
      NO_FORMER: 'there is no former edition to go back to',
    };
    super(`REBUILD.${reason}`, `View ${view.name}: ${told[reason]}`);
  }
}

const LEASE_MS = 10_000;
const PAGE = 500;
const SMALL_PAGE = 100;

/**
 * Folds a view anew from the whole log into tables of its own while the present ones serve, then lets the new ones serve and keeps
 * the others. Killed anywhere, nothing has changed for readers; the next attempt begins again.
 */
export const rebuildView = async (options: RebuildOptions): Promise<Rebuilt> => {
  const { pool, view } = options;
  await assertServing(pool, view);
  await inTransaction(pool, async (tx) => {
    if (!(await dropEdition(tx, view, 'next'))) throw new RebuildRefused('UNDER_WAY', view);
    await makeEdition(tx, view, 'next');
  });
  return lead(options, 'next', async (checkpoint, lease) => {
    const head = (): Promise<number> => options.store.head();
    const loaded = await loadEdition(lease, { ...options, edition: 'next', checkpoint, to: await head(), head });
    return catchUp(options, 'next', checkpoint, loaded);
  });
};

/** Lets the former edition serve again, as soon as it has seen what was recorded since. */
export const rollBackView = async (options: RebuildOptions): Promise<Rebuilt> => {
  const { pool, view } = options;
  await assertServing(pool, view);
  const { rowCount } = await pool.query(
    `select 1 from es.projections where name = $1 and definition = $2 and edition = 'former' and loaded`,
    [view.name, definitionOf(view)],
  );
  if (rowCount === 0) throw new RebuildRefused('NO_FORMER', view);
  return lead(options, 'former', (checkpoint, lease) => catchUp(options, 'former', checkpoint, lease));
};

const assertServing = async (pool: Pool, view: View): Promise<void> => {
  const { rowCount } = await pool.query(
    `select 1 from es.projections where name = $1 and definition = $2 and edition = 'serving' and loaded`,
    [view.name, definitionOf(view)],
  );
  if (rowCount === 0) throw new RebuildRefused('NOT_SERVING', view);
};

type Work = (checkpoint: ProjectionCheckpoint, lease: Lease) => Promise<Lease>;

/** Does the work under a lease that is renewed meanwhile, then lets the edition serve. */
const lead = async (options: RebuildOptions, edition: 'next' | 'former', work: Work): Promise<Rebuilt> => {
  const { pool, view, store, onProgress, pace } = options;
  const owner = `${hostname()}:${String(process.pid)}:${randomUUID().slice(0, 8)}`;
  const checkpoint = new ProjectionCheckpoint(pool, view, owner, LEASE_MS, edition);
  let lease = await checkpoint.acquire(false);
  if (lease === null) throw new RebuildRefused('UNDER_WAY', view);
  const renewal = setInterval(() => void renewLeases(pool, owner, LEASE_MS).catch(() => undefined), LEASE_MS / 3);
  try {
    lease = await work(checkpoint, lease);
    if (edition === 'next') await inTransaction(pool, (tx) => dropEdition(tx, view, 'former'));
    onProgress?.({ stage: 'switch', position: lease.position, to: lease.position });
    let gap = Infinity;
    while (!(await switchEditions(pool, store, view, edition))) {
      const left = (await store.head()) - lease.position;
      // Else people who record as fast as this goes would put the end off for ever.
      if (left > gap / 2) pace?.hurry();
      gap = left;
      lease = await catchUp(options, edition, checkpoint, lease);
    }
    return { position: lease.position, parked: lease.parked };
  } catch (error) {
    await checkpoint.release(lease).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(renewal);
  }
};

/** By pages, as every view follows the log, up to where the log stands now. */
const catchUp = async (options: RebuildOptions, edition: Edition, checkpoint: ProjectionCheckpoint, from: Lease): Promise<Lease> => {
  const { store, view, pace, onProgress } = options;
  const writer = new PageWriter(view, edition);
  const head = await store.head();
  let lease = from;
  while (lease.position < head) {
    const started = performance.now();
    const events = await store.readAll(lease.position, pace?.givesWay() === true ? SMALL_PAGE : PAGE);
    const last = events.at(-1);
    if (last === undefined) throw new LeaseLost(view.name);
    const before = lease;
    lease = await checkpoint.advance(before, last.position, false, (tx) => writer.write(tx, events, before.parked));
    onProgress?.({ stage: 'events', position: lease.position, to: head });
    await pace?.rest(performance.now() - started);
  }
  return lease;
};
