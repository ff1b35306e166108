import { AppendRefused } from '../event-store.errors.js';
import type { Append, Appended, EventStore, ExpectedVersion, RequestKey, StoredEvent } from '../event-store.port.js';
import { assertUpcasters, assertWritable, upcast, type KnownOrAny } from '../known-event-types.js';
import { encodeAppend, type EncodedAppend, type EncodedEvent } from '../postgres/encoded-append.js';
import { unstorableInAppend } from '../storable/json-text.js';
import { tell } from '../tell.js';

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
    assertWritable(this.options.known, append.events);
    const encoded = encode(append);
    await Promise.resolve();
    // Nothing is awaited from here to the end: two appends never see each other half done.
    const before = append.request === undefined ? null : this.answerOf(append.actor, append.request);
    if (before !== null) return before;
    const actual = this.streams.get(append.streamId)?.length ?? 0;
    if (!holds(append.expected, actual)) return { outcome: 'conflict', actual };
    return this.write(encoded, actual);
  }

  readStream(
    streamId: string,
    options: { readonly upTo?: number | string; readonly after?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    const { upTo, after = 0 } = options;
    const events = (this.streams.get(streamId) ?? []).slice(after).filter((event) => {
      if (upTo === undefined) return true;
      return typeof upTo === 'number' ? event.position <= upTo : Date.parse(event.recordedAt) <= Date.parse(upTo);
    });
    return this.readable(events);
  }

  readAll(after: number, limit = 1000): Promise<readonly StoredEvent[]> {
    return this.readable(this.log.slice(after, after + limit));
  }

  readOf(streamTypes: readonly string[], after: number, upTo: number, limit: number): Promise<readonly StoredEvent[]> {
    const own = this.log.slice(after, upTo).filter(({ streamId }) => streamTypes.includes(streamId.slice(0, streamId.indexOf('-'))));
    return this.readable(own.slice(0, limit));
  }

  readType(streamType: string, after: number): Promise<readonly StoredEvent[]> {
    return this.readOf([streamType], after, this.log.length, this.log.length);
  }

  positionAt(instant: string): Promise<number> {
    const last = this.log.findLast(({ recordedAt }) => Date.parse(recordedAt) <= Date.parse(instant));
    return Promise.resolve(last?.position ?? 0);
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

  private write(encoded: EncodedAppend, actual: number): Appended {
    const { append } = encoded;
    const now = this.now();
    const last = this.log.at(-1)?.recordedAt ?? now;
    const recordedAt = last > now ? last : now;
    const stream = this.streams.get(append.streamId) ?? [];
    const stored = encoded.events.map((event, index) =>
      toStored(encoded, event, { position: this.log.length + 1 + index, version: actual + 1 + index, recordedAt }),
    );
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
    tell(this.listeners, answer.position);
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

/** Refuses what the database would refuse. Through JSON and back: a later change of the caller's object cannot reach the log. */
const encode = (append: Append): EncodedAppend => {
  const encoded = encodeAppend(append);
  const place = unstorableInAppend(append);
  if (place !== null) throw new AppendRefused(place);
  return encoded;
};

const toStored = ({ append, meta, occurredAt }: EncodedAppend, event: EncodedEvent, place: Place): StoredEvent => ({
  ...place,
  streamId: append.streamId,
  eventId: event.id,
  type: event.type,
  schemaVersion: event.schemaVersion,
  occurredAt: occurredAt ?? place.recordedAt,
  actor: append.actor,
  correlationId: append.correlationId ?? null,
  causationId: append.causationId ?? null,
  data: JSON.parse(event.data) as unknown,
  meta: JSON.parse(meta) as StoredEvent['meta'],
});
