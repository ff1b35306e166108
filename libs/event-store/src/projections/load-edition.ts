import type { Pool } from 'pg';
import type { EventStore, StoredEvent } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { EditionLoader } from '../views/edition-loader.js';
import { indexesDdl, schemaOf, tablesDdl, type Edition } from '../views/view-definition.js';
import type { Pace } from './considerate.js';
import { ParkedEvents } from './parked-events.js';
import { inTransaction, type Lease, type ProjectionCheckpoint } from './projection-checkpoint.js';

/** What a long work tells of itself. */
export interface LoadProgress {
  readonly stage: 'events' | 'indexes' | 'switch';
  readonly position: number;
  readonly to: number;
}

export interface LoadOptions {
  readonly store: Pick<EventStore, 'readOf' | 'readStream'>;
  readonly pool: Pool;
  readonly view: View;
  readonly edition: Edition;
  readonly checkpoint: ProjectionCheckpoint;
  readonly to: number;
  /** Where the log stands: what is recorded meanwhile is loaded too. Absent: it is not. */
  readonly head?: () => Promise<number>;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Default: no rest, large pieces. */
  readonly pace?: Pace | undefined;
  readonly keeps?: (event: StoredEvent) => boolean;
  /** Events in a page; default 2,000. */
  readonly pageSize?: number;
}

/**
 * Fills an edition's tables from the lease's position up to another, or past it while the log grows, then makes the indexes. Everything
 * is written under the lease's fence. The checkpoint moves at the very end alone: a load that is broken off is begun again, for nobody
 * has seen it.
 */
export const loadEdition = async (lease: Lease, options: LoadOptions): Promise<Lease> => {
  const { store, pool, view, edition, checkpoint, head, onProgress, pace, keeps, pageSize } = options;
  const schema = schemaOf(view, edition);
  const streamTypes = view.sources.map(({ stream }) => stream);
  const parked: { event: StoredEvent; problem: string }[] = [];
  // What a load that was broken off has left.
  if (lease.position === 0) {
    await checkpoint.prolonging(lease, async (tx) => {
      await tx.query(`drop schema if exists ${schema} cascade`);
      for (const statement of tablesDdl(view, schema)) await tx.query(statement);
    });
  }
  const aside = lease.parked === 0 ? [] : await new ParkedEvents(view, edition).list(pool);
  const loader = new EditionLoader({
    parkedStreams: aside.map(({ streamId }) => streamId),
    view,
    schema,
    from: lease.position,
    to: options.to,
    further: head,
    sql: pool,
    readPage: async (after, upTo, limit) => {
      const events = await store.readOf(streamTypes, after, upTo, limit);
      return { events, upTo: events.length < limit ? upTo : (events.at(-1)?.position ?? upTo) };
    },
    readStream: (streamId) => store.readStream(streamId),
    commit: (write) => checkpoint.prolonging(lease, write),
    ...(view.onPoison === 'park' ? { park: (event, problem) => void parked.push({ event, problem }) } : {}),
    ...(keeps === undefined ? {} : { keeps }),
    ...(pageSize === undefined ? {} : { pageSize }),
    givesWay: () => pace?.givesWay() ?? false,
    paced: async (position, milliseconds) => {
      onProgress?.({ stage: 'events', position, to: Math.max(position, options.to) });
      await pace?.rest(milliseconds);
    },
  });
  const to = await loader.run();
  onProgress?.({ stage: 'indexes', position: to, to });
  await makeIndexes(pool, view, schema, pace);
  return checkpoint.loaded(lease, to, lease.parked + parked.length, (tx) => new ParkedEvents(view, edition).add(tx, parked));
};

/**
 * Each in its own transaction; nobody waits for these tables yet. Two at a time, but beside people at work one after the other, by one
 * process of the database and not one for each processor, and statistics are gathered with pauses.
 */
const makeIndexes = async (pool: Pool, view: View, schema: string, pace: Pace | undefined): Promise<void> => {
  const givesWay = pace?.givesWay() === true;
  const make = async (left: Iterable<string>): Promise<void> => {
    for (const statement of left) {
      const started = performance.now();
      await inTransaction(pool, async (tx) => {
        if (givesWay) await tx.query(`set local max_parallel_maintenance_workers = 0; set local vacuum_cost_delay = '1ms'`);
        await tx.query(statement);
      });
      await pace?.rest(performance.now() - started);
    }
  };
  // Statistics are for indexes too, so they come after.
  for (const statements of [indexesDdl(view, schema), view.tables.map(({ name }) => `analyze ${schema}.${name}`)]) {
    const left = statements.values();
    await Promise.all(givesWay ? [make(left)] : [make(left), make(left)]);
  }
};
