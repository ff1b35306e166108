import type { Pool } from 'pg';
import { importEvents, type ImportedEvent } from '#event-store';
import type { LoggedEvent } from '#testing';

function* imported(events: Iterable<LoggedEvent>): Generator<ImportedEvent> {
  for (const { streamId, version, type, data, actor, occurredAt, meta } of events)
    yield { streamId, version, type, data, actor, occurredAt, meta };
}

/** Imports a synthetic log; returns the position of its last event. */
export const loadLog = async (pool: Pool, events: Iterable<LoggedEvent>): Promise<number> => {
  const { position } = await importEvents(pool, imported(events));
  await pool.query('analyze es.events');
  return position;
};
