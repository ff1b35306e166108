/** A process that follows the log by pages until it is killed or asked to stop; then it reads to the end. */
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreBusy, openEventStorePool, PostgresEventStore, type StoredEvent } from '#event-store';
import { Journal } from '../journal.js';
import { hashAfter } from '../rolling-hash.js';
import { readOptions, untilStopped, type ReaderOptions } from './process-options.js';

const limit = 500;
const options: ReaderOptions = readOptions();
const pool = openEventStorePool({ connectionString: options.url, max: 1 });
const store = new PostgresEventStore({ pool, known: 'any' });
const journal = new Journal(options.journal, options.incarnation);
const stopped = untilStopped();

/** Null: the store is busy. A hole raises and ends the process. */
const page = async (after: number): Promise<readonly StoredEvent[] | null> => {
  try {
    return await store.readAll(after, limit);
  } catch (error) {
    if (error instanceof EventStoreBusy) return null;
    throw error;
  }
};

let { after, hash } = options;
for (let isAtEnd = false; !isAtEnd;) {
  const call = journal.nextCall();
  const isStopped = stopped.aborted;
  journal.write({ did: 'ask-page', call, after, limit });
  const events = await page(after);
  if (events !== null) {
    hash = events.reduce(hashAfter, hash);
    after += events.length;
    journal.write({ did: 'see-page', call, through: after, hash });
  }
  isAtEnd = isStopped && events?.length === 0;
  if (!isAtEnd && (events?.length ?? 0) < limit) await pause(20);
}
await store.close();
await pool.end();
journal.close();
