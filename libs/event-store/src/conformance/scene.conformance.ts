import { knownEventTypes, type KnownOrAny } from '../known-event-types.js';
import type { Append, Appended, EventStore, ExpectedVersion } from '../event-store.port.js';
import type { Imported, ImportedEvent } from '../postgres/import-events.js';

/** Opens one empty log; a store made later from it reads the same events. */
export interface OpenLog {
  store(known: KnownOrAny): EventStore;
  /** An append within a transaction that ends like this, where the store has transactions. */
  readonly appendWithin?: (append: Append, end: 'commit' | 'rollback') => Promise<Appended>;
  /** Where the store takes histories. */
  readonly import?: (events: readonly ImportedEvent[]) => Promise<Imported>;
  close(): Promise<void>;
}

/** The open log of a suite and a store on it that knows {@link known}. */
export interface Scene {
  readonly log: OpenLog;
  readonly store: EventStore;
}

/** Version 1 told no reason. */
export const closed = { version: 2, upcasters: [(data: object): object => ({ reason: null, ...data })] };
export const known = knownEventTypes(['Opened', 'Written'], { Closed: closed });

let streams = 0;
export const newStream = (): string => `case-${(streams += 1)}`;

export const event = (text = ''): { readonly type: string; readonly data: object } => ({ type: 'Written', data: { text } });

export const append = (streamId: string, expected: ExpectedVersion, more: Partial<Append> = {}): Append => ({
  streamId,
  expected,
  actor: 'lan',
  events: [event()],
  ...more,
});

/** A new stream of so many events. */
export const opened = async (store: EventStore, count = 1): Promise<string> => {
  const streamId = newStream();
  await store.append(append(streamId, 'no-stream', { events: Array.from({ length: count }, (_, index) => event(String(index))) }));
  return streamId;
};
