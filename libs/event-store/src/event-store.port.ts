/** JSON as PostgreSQL's jsonb keeps it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Exact version of the stream, or what must be true of it. Each is enforced. */
export type ExpectedVersion = number | 'no-stream' | 'stream-exists' | 'any';

export interface NewEvent {
  readonly type: string;
  /** Default 1. */
  readonly schemaVersion?: number;
  readonly data: object;
}

/** A client's idempotency key: the same key and hash give the stored answer, another hash is refused. Kept 30 days. */
export interface RequestKey {
  readonly key: string;
  /** SHA-256 of the canonical request, hex. */
  readonly hash: string;
}

export interface Append {
  /** `<type>-<id>`, for example `task-0190…`. */
  readonly streamId: string;
  readonly expected: ExpectedVersion;
  /** At least one. */
  readonly events: readonly NewEvent[];
  /** Person id, or `system`. */
  readonly actor: string;
  /** When it held, if the caller says so; ISO 8601. Default: now. */
  readonly occurredAt?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly meta?: object;
  readonly request?: RequestKey;
}

export type Appended =
  /** `version` and `position` are those of the last event. */
  | {
      readonly outcome: 'appended';
      readonly streamId: string;
      readonly version: number;
      readonly position: number;
      readonly types: readonly string[];
    }
  /** The same request was answered before; nothing was written now. */
  | {
      readonly outcome: 'repeated';
      readonly streamId: string;
      readonly version: number;
      readonly position: number;
      readonly types: readonly string[];
    }
  /** The key was used for another request. */
  | { readonly outcome: 'key-reused' }
  /** `actual` 0: there is no such stream. */
  | { readonly outcome: 'conflict'; readonly actual: number };

export interface StoredEvent {
  /** Gapless from 1 within the shard. */
  readonly position: number;
  readonly streamId: string;
  /** Gapless from 1 within the stream. */
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the codec of the type gives it its shape
  readonly data: any;
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface EventStore {
  append(append: Append): Promise<Appended>;
  /**
   * Oldest first; empty where there is no such stream. `upTo`: a position (inclusive) or an ISO instant of recording (inclusive);
   * `after`: a version, default 0.
   */
  readStream(streamId: string, options?: { readonly upTo?: number | string; readonly after?: number }): Promise<readonly StoredEvent[]>;
  /** A page of the whole log after a position, in order; raises on a hole. `limit` default 1000. */
  readAll(after: number, limit?: number): Promise<readonly StoredEvent[]>;
  /** Events of some types of streams after a position and up to another, in order; fewer than `limit`: there are no more. Raises on a hole. */
  readOf(streamTypes: readonly string[], after: number, upTo: number, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * All events of one type of streams after a position, in order, in one look that does not go through the log. It costs as much as all
   * events of the type, so it is for types that have few. Raises on a hole in a stream.
   */
  readType(streamType: string, after: number): Promise<readonly StoredEvent[]>;
  /** Position of the last event recorded at or before an ISO instant, which must be past; 0 where there is none. */
  positionAt(instant: string): Promise<number>;
  /** Position of the last event; 0 for an empty log. */
  head(): Promise<number>;
  /** The stored answer of a request, or null; `key-reused` where the hash differs. */
  findRequest(actor: string, request: RequestKey): Promise<Extract<Appended, { outcome: 'repeated' | 'key-reused' }> | null>;
  /** Records "already true": the answer to a command that appended nothing. */
  rememberRequest(
    actor: string,
    request: RequestKey,
    answer: { readonly streamId: string; readonly version: number; readonly position: number },
  ): Promise<void>;
  /** Called after each commit in this process; returns the unsubscriber. A hint only: polling stays the truth. */
  onAppend(listener: (position: number) => void): () => void;
}

/** Turns the data of one schema version into that of the next. Pure; it sees the data alone and leaves them unchanged. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- data as an older code wrote them
export type Upcaster = (data: any) => unknown;

/** The newest schema version of an event type, and the way there: `upcasters[0]` leads from version 1 to 2, and so on. */
export interface EventSchema {
  readonly version: number;
  readonly upcasters: readonly Upcaster[];
}

/** Names every event type the running code can read. An unknown type or version stops the reader; older ones are upcast. */
export type KnownEventTypes = ReadonlyMap<string, EventSchema>;
