import { newId } from '#platform';
import type { Append, ExpectedVersion } from '../event-store.port.js';
import { toStoredInstant } from '../storable/instant.js';
import { toJsonText } from '../storable/json-text.js';
import { assertAppend } from '../storable/names.js';

/** An append as the statements take it: texts ready to be joined, one entry of `events` for each event. */
export interface EncodedAppend {
  readonly append: Append;
  /** The version before the append; -1: any; -2: any but 0. */
  readonly wanted: number;
  /** In UTC; null: when it is recorded. */
  readonly occurredAt: string | null;
  readonly meta: string;
  readonly events: readonly EncodedEvent[];
  /** Roughly what it sends, in UTF-16 units. */
  readonly size: number;
}

export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
}

const wantedBy = (expected: ExpectedVersion): number => {
  if (expected === 'no-stream') return 0;
  if (expected === 'any') return -1;
  return expected === 'stream-exists' ? -2 : expected;
};

/** @throws AppendRefused, naming the place that cannot be stored */
export const encodeAppend = (append: Append): EncodedAppend => {
  assertAppend(append);
  const events = append.events.map(({ type, schemaVersion, data }, index) => {
    return { id: newId(), type, schemaVersion: schemaVersion ?? 1, data: toJsonText(`events[${index}].data`, data) };
  });
  const meta = toJsonText('meta', append.meta ?? {});
  const occurredAt = append.occurredAt === undefined ? null : toStoredInstant('occurredAt', append.occurredAt);
  const size = events.reduce((sum, event) => sum + event.data.length + meta.length + 300, 0);
  return { append, wanted: wantedBy(append.expected), occurredAt, meta, events, size };
};
