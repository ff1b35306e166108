import type { Pool, PoolClient } from 'pg';
import type { EventStore } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { definitionOf, schemaOf, type Edition } from '../views/view-definition.js';
import { PageWriter } from './page-writer.js';
import { inTransaction } from './projection-checkpoint.js';

/** Events that are folded while the serving edition is held; more are caught up with first. */
const MOST_AT_THE_SWITCH = 100;

const ofView = 'name = $1 and definition = $2 and shard = 0';

interface EditionRow {
  readonly edition: string;
  readonly position: string;
  readonly loaded: boolean;
  readonly parked: number;
}

/**
 * Lets another edition serve, in one transaction: what it has not seen yet, the names of the schemas, the checkpoints. Readers are not
 * locked out and wait for nobody: a schema is renamed without a lock on its tables, and who reads keeps the tables it has found.
 * The serving row stays locked meanwhile, so no page is written to what becomes the former edition. What serves never goes back.
 * False: the other is too far behind and has to catch up first.
 */
export const switchEditions = (pool: Pool, store: Pick<EventStore, 'readAll'>, view: View, from: 'next' | 'former'): Promise<boolean> =>
  inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<EditionRow>(
      `select edition, position, loaded, parked from es.projections where ${ofView} and edition in ('serving', $3) order by edition for update`,
      [view.name, definitionOf(view), from],
    );
    const [serving, other] = ['serving', from].map((edition) => rows.find((row) => row.edition === edition));
    if (serving === undefined || other?.loaded !== true) throw new Error(`View ${view.name} has no whole edition ${from} to serve`);
    const missing = Number(serving.position) - Number(other.position);
    if (missing > MOST_AT_THE_SWITCH) return false;
    if (missing > 0) await foldMissing(tx, store, view, other, missing);
    await swap(tx, view, from);
    return true;
  });

const foldMissing = async (
  tx: PoolClient,
  store: Pick<EventStore, 'readAll'>,
  view: View,
  other: EditionRow,
  count: number,
): Promise<void> => {
  const events = await store.readAll(Number(other.position), count);
  const aside = await new PageWriter(view, other.edition).write(tx, events, other.parked);
  await tx.query(`update es.projections set position = $4, parked = parked + $5 where ${ofView} and edition = $3`, [
    view.name,
    definitionOf(view),
    other.edition,
    Number(other.position) + count,
    aside,
  ]);
};

const swap = async (tx: PoolClient, view: View, from: 'next' | 'former'): Promise<void> => {
  const rename = async (one: Edition, other: Edition): Promise<void> => {
    await tx.query(`alter schema ${schemaOf(view, one)} rename to ${schemaOf(view, other)}`);
    for (const table of ['es.projections', 'es.parked_events']) {
      await tx.query(`update ${table} set edition = $4 where name = $1 and definition = $2 and edition = $3`, [
        view.name,
        definitionOf(view),
        one,
        other,
      ]);
    }
  };
  await rename(from, 'stepping-in');
  await rename('serving', 'former');
  await rename('stepping-in', 'serving');
  // Whoever leads one of them has to take its lease anew, and finds the checkpoint of what it leads then.
  await tx.query(
    `update es.projections
        set fence = (select max(fence) from es.projections where ${ofView}) + 1, owner = null, lease_until = null, problem = null,
            changed_at = clock_timestamp(), status = case edition when 'serving' then 'live' else 'retired' end
      where ${ofView} and edition in ('serving', 'former')`,
    [view.name, definitionOf(view)],
  );
};
