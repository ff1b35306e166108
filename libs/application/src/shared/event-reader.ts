import type { Instant, PersonId, Recorded } from '#domain';
import type { StoredEvent } from '#event-store';

const recordedOf = (stored: StoredEvent): Recorded => ({
  version: stored.version,
  recordedAt: stored.recordedAt as Instant,
  actor: stored.actor === 'system' ? null : (stored.actor as PersonId),
  onBehalfOf: (stored.meta['onBehalfOf'] ?? null) as Recorded['onBehalfOf'],
});

/** Lays a stored event over a state; the store has refused types it does not know. The stored literal and data are what `decide` once produced. */
export const evolver =
  <State>(evolve: (state: State, event: never, recorded: Recorded) => State) =>
  (state: State, stored: StoredEvent): State =>
    evolve(state, { type: stored.type, data: stored.data as unknown } as never, recordedOf(stored));

/** Folds a stream with an aggregate's `evolve`. */
export const folder =
  <State>(initial: State, evolve: (state: State, event: never, recorded: Recorded) => State) =>
  (history: readonly StoredEvent[]): State =>
    history.reduce(evolver(evolve), initial);
