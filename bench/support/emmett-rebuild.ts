import pg from 'pg';
import { evolve, initialTask, taskEventTypes, type Instant, type PersonId, type TaskEvent, type TaskState } from '#domain';
import { newId } from '#platform';
import type { LoggedEvent } from '#testing';
import { loadEmmett } from './rivals.js';

interface Document {
  readonly task: TaskState;
}
interface Read {
  readonly type: string;
  readonly data: { readonly effectiveAt: Instant };
}

/** The same fold as of the task view, into one document of each stream. */
const fold = ({ task }: Document, { type, data }: Read): Document => ({
  task: evolve(task, { type, data } as unknown as TaskEvent, {
    version: 1,
    recordedAt: data.effectiveAt,
    actor: newId() as PersonId,
    onBehalfOf: null,
  }),
});

/** Emmett's own rebuild of the tasks of a log, in seconds. */
export const rebuildByEmmett = async (
  url: string,
  log: Iterable<LoggedEvent>,
): Promise<{ readonly events: number; readonly seconds: number }> => {
  const emmett = await loadEmmett();
  const store = emmett.getPostgreSQLEventStore(url);
  const streams = new Map<string, LoggedEvent[]>();
  for (const event of log) {
    if (event.type in taskEventTypes) streams.set(event.streamId, [...(streams.get(event.streamId) ?? []), event]);
  }
  let events = 0;
  for (const [streamId, own] of streams) {
    await store.appendToStream(streamId, own, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
    events += own.length;
  }
  await store.close();
  const projection = emmett.pongoSingleStreamProjection({
    collectionName: 'tasks',
    canHandle: Object.keys(taskEventTypes),
    initialState: () => ({ task: initialTask }),
    evolve: fold,
  });
  const consumer = emmett.rebuildPostgreSQLProjections({ connectionString: url, projections: [projection] });
  const started = performance.now();
  await consumer.start();
  const seconds = (performance.now() - started) / 1000;
  await consumer.close();
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ count: string }>('select count(*) from tasks');
  await client.end();
  if (Number(rows[0]?.count) !== streams.size)
    throw new Error(`Emmett made ${String(rows[0]?.count)} documents of ${String(streams.size)} streams`);
  return { events, seconds };
};
