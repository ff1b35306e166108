import type { Pool } from 'pg';
import type { EventStore } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { foldPage } from '../views/fold-page.js';
import { definitionOf, schemaOf } from '../views/view-definition.js';
import { ParkedEvents } from './parked-events.js';
import { inTransaction } from './projection-checkpoint.js';

export interface RetriedStream {
  readonly streamId: string;
  /** Events that were parked. */
  readonly events: number;
  /** Null: all of them are in the view now. */
  readonly problem: string | null;
}

const lockCheckpoint = `
  select 1 from es.projections where name = $1 and definition = $2 and edition = 'serving' and shard = 0 for update`;

const countDown = `
  update es.projections set parked = parked - $3 where name = $1 and definition = $2 and edition = 'serving' and shard = 0`;

/**
 * Folds what a view has set aside, each stream in its own transaction: all of its parked events in order, or none. The checkpoint's
 * row is locked meanwhile, as by every page, so the follower adds nothing to the stream in between.
 */
export const retryParked = async (pool: Pool, store: Pick<EventStore, 'readStream'>, view: View): Promise<readonly RetriedStream[]> => {
  const parked = await new ParkedEvents(view).list(pool);
  const retried: RetriedStream[] = [];
  for (const streamId of new Set(parked.map((event) => event.streamId))) {
    const events = parked.filter((event) => event.streamId === streamId).length;
    const problem = await retryStream(pool, store, view, streamId).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    retried.push({ streamId, events, problem });
  }
  return retried;
};

const retryStream = (pool: Pool, store: Pick<EventStore, 'readStream'>, view: View, streamId: string): Promise<void> =>
  inTransaction(pool, async (tx) => {
    const key = [view.name, definitionOf(view)];
    await tx.query(lockCheckpoint, key);
    const aside = new ParkedEvents(view);
    const positions = new Set((await aside.list(tx)).filter((event) => event.streamId === streamId).map((event) => event.position));
    const events = (await store.readStream(streamId)).filter((event) => positions.has(event.position));
    await foldPage(tx, view, schemaOf(view), events);
    await tx.query(countDown, [...key, await aside.remove(tx, streamId)]);
  });
