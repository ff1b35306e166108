import { v7 as uuidv7 } from 'uuid';
import { AppendRefused } from '../event-store.errors.js';
import type { Append, Appended, EventStore, ExpectedVersion, RequestKey, StoredEvent } from '../event-store.port.js';
import { assertUpcasters, assertWritable, upcast, type KnownOrAny } from '../known-event-types.js';

export interface InMemoryEventStoreOptions {
  readonly known: KnownOrAny;
  /** ISO instant; default: real time. */
  readonly now?: () => string;
}

type Answered = Extract<Appended, { outcome: 'repeated' | 'key-reused' }>;
type Repeated = Extract<Appended, { outcome: 'repeated' }>;

/** The twin of the store on PostgreSQL, for tests of what stands above it; passes the same conformance suite. */
export class InMemoryEventStore implements EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly requests = new Map<string, { readonly hash: string; readonly answer: Repeated }>();
  private readonly listeners = new Set<(position: number) => void>();
  private readonly now: () => string;

  constructor(private readonly options: InMemoryEventStoreOptions) {
    assertUpcasters(options.known);
    this.now = options.now ?? ((): string => new Date().toISOString());
  }

  async append(append: Append): Promise<Appended> {
    await Promise.resolve();
    if (append.events.length === 0) throw new AppendRefused(`Nothing to append to ${append.streamId}`);
    assertWritable(this.options.known, append.events);
    // Nothing is awaited from here to the end: two appends never see each other half done.
    const before = append.request === undefined ? null : this.answerOf(append.actor, append.request);
    if (before !== null) return before;
    const actual = this.streams.get(append.streamId)?.length ?? 0;
    if (!holds(append.expected, actual)) return { outcome: 'conflict', actual };
    return this.write(append, actual);
  }

  readStream(streamId: string, options: { readonly upTo?: number | string } = {}): Promise<readonly StoredEvent[]> {
    const { upTo } = options;
    const events = (this.streams.get(streamId) ?? []).filter((event) => {
      if (upTo === undefined) return true;
      return typeof upTo === 'number' ? event.position <= upTo : Date.parse(event.recordedAt) <= Date.parse(upTo);
    });
    return this.readable(events);
  }

  readAll(after: number, limit = 1000): Promise<readonly StoredEvent[]> {
    return this.readable(this.log.slice(after, after + limit));
  }

  head(): Promise<number> {
    return Promise.resolve(this.log.length);
  }

  findRequest(actor: string, request: RequestKey): Promise<Answered | null> {
    return Promise.resolve(this.answerOf(actor, request));
  }

  rememberRequest(
    actor: string,
    request: RequestKey,
    answer: { readonly streamId: string; readonly version: number; readonly position: number },
  ): Promise<void> {
    const id = requestId(actor, request);
    const { streamId, version, position } = answer;
    if (!this.requests.has(id)) {
      this.requests.set(id, { hash: request.hash, answer: { outcome: 'repeated', streamId, version, position, types: [] } });
    }
    return Promise.resolve();
  }

  onAppend(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The same log, read by code that knows other types. */
  reading(known: KnownOrAny): InMemoryEventStore {
    const other = new InMemoryEventStore({ ...this.options, known });
    return Object.assign(other, { log: this.log, streams: this.streams, requests: this.requests, listeners: this.listeners });
  }

  private answerOf(actor: string, request: RequestKey): Answered | null {
    const found = this.requests.get(requestId(actor, request));
    if (found === undefined) return null;
    return found.hash === request.hash ? found.answer : { outcome: 'key-reused' };
  }

  private write(append: Append, actual: number): Appended {
    const now = this.now();
    const last = this.log.at(-1)?.recordedAt ?? now;
    const recordedAt = last > now ? last : now;
    const stream = this.streams.get(append.streamId) ?? [];
    const stored = append.events.map((event, index): StoredEvent => {
      return toStored(append, event, { position: this.log.length + 1 + index, version: actual + 1 + index, recordedAt });
    });
    this.log.push(...stored);
    this.streams.set(append.streamId, [...stream, ...stored]);
    const answer = {
      streamId: append.streamId,
      version: actual + stored.length,
      position: this.log.length,
      types: stored.map(({ type }) => type),
    };
    if (append.request !== undefined) {
      this.requests.set(requestId(append.actor, append.request), { hash: append.request.hash, answer: { outcome: 'repeated', ...answer } });
    }
    for (const listener of this.listeners) listener(answer.position);
    return { outcome: 'appended', ...answer };
  }

  private readable(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    try {
      return Promise.resolve(upcast(this.options.known, events));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

const requestId = (actor: string, request: RequestKey): string => JSON.stringify([actor, request.key]);

const holds = (expected: ExpectedVersion, actual: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === 0;
  if (expected === 'stream-exists') return actual > 0;
  return actual === expected;
};

interface Place {
  readonly position: number;
  readonly version: number;
  readonly recordedAt: string;
}

/** Through JSON and back, as the database would: a later change of the caller's object cannot reach the log. */
const toStored = (append: Append, event: Append['events'][number], place: Place): StoredEvent => ({
  ...place,
  streamId: append.streamId,
  eventId: uuidv7(),
  type: event.type,
  schemaVersion: event.schemaVersion ?? 1,
  occurredAt: append.occurredAt === undefined ? place.recordedAt : new Date(append.occurredAt).toISOString(),
  actor: append.actor,
  correlationId: append.correlationId ?? null,
  causationId: append.causationId ?? null,
  data: storable(event.data),
  meta: storable(append.meta ?? {}) as StoredEvent['meta'],
});

const storable = (value: object): unknown => {
  const text = JSON.stringify(value);
  if (/(?<!\\)(?:\\\\)*\\u0000/u.test(text)) throw new AppendRefused('The database cannot hold this text: \\u0000');
  return JSON.parse(text);
};
