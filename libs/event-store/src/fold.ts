import { LogHole, StreamHole } from './event-store.errors.js';
import type { StoredEvent } from './event-store.port.js';

/** A stream folded up to its last event. `version` and `position` are 0 where there is no such stream. */
export interface Folded<State> {
  readonly state: State;
  readonly version: number;
  readonly position: number;
}

/** Replays events, oldest first, into a state. */
export const fold = <State>(
  initial: State,
  events: readonly StoredEvent[],
  evolve: (state: State, event: StoredEvent) => State,
): Folded<State> => {
  const last = events.at(-1);
  return { state: events.reduce(evolve, initial), version: last?.version ?? 0, position: last?.position ?? 0 };
};

/** Raises where the log has a hole after `after`; a reader that went on would have skipped an event for good. */
export const assertGapless = (after: number, events: readonly StoredEvent[]): void => {
  let expected = after;
  for (const event of events) {
    expected += 1;
    if (event.position !== expected) throw new LogHole(expected, event.position);
  }
};

/** Raises where a stream read after a version (0: from its beginning) has a hole. */
export const assertWholeStream = (streamId: string, after: number, events: readonly StoredEvent[]): void => {
  events.forEach((event, index) => {
    if (event.version !== after + index + 1) throw new StreamHole(streamId, after + index + 1, event.version);
  });
};

/** Raises where a stream among these events, in the order of the log, has a hole between the first and the last of it. */
export const assertNoneLeftOut = (events: readonly StoredEvent[]): void => {
  const versions = new Map<string, number>();
  for (const { streamId, version } of events) {
    const expected = (versions.get(streamId) ?? version - 1) + 1;
    if (version !== expected) throw new StreamHole(streamId, expected, version);
    versions.set(streamId, version);
  }
};
