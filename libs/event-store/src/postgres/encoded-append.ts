import { v7 as uuidv7 } from 'uuid';
import { AppendRefused } from '../event-store.errors.js';
import type { Append, ExpectedVersion } from '../event-store.port.js';

/** An append as the statements take it: texts ready to be joined, one entry of `events` for each event. */
export interface EncodedAppend {
  readonly append: Append;
  /** The version before the append; -1: any; -2: any but 0. */
  readonly wanted: number;
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

// eslint-disable-next-line no-control-regex -- that is what it looks for
const controlCharacter = /[\u0000-\u001f\u007f]/u;

/** Names are never empty and hold no control characters: the statements part texts by one of them. */
const assertNames = (append: Append): void => {
  const { streamId, actor, request, correlationId, causationId } = append;
  const names = { streamId, actor, key: request?.key, hash: request?.hash, correlationId, causationId };
  for (const [field, name] of Object.entries(names)) {
    if (name === undefined) continue;
    if (name === '' || controlCharacter.test(name)) throw new AppendRefused(`${field} of an append is empty or holds a control character`);
  }
};

export const encodeAppend = (append: Append): EncodedAppend => {
  assertNames(append);
  const events = append.events.map(({ type, schemaVersion, data }) => {
    return { id: uuidv7(), type, schemaVersion: schemaVersion ?? 1, data: JSON.stringify(data) };
  });
  const meta = JSON.stringify(append.meta ?? {});
  const size = events.reduce((sum, event) => sum + event.data.length + meta.length + 300, 0);
  return { append, wanted: wantedBy(append.expected), meta, events, size };
};
