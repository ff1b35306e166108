import type { Pool } from 'pg';
import { AppendRefused } from '../event-store.errors.js';
import type { Append, Appended, EventStore, RequestKey, StoredEvent } from '../event-store.port.js';
import { assertGapless, assertNoneLeftOut, assertWholeStream } from '../fold.js';
import { assertUpcasters, assertWritable, upcast, type KnownOrAny } from '../known-event-types.js';
import type { Sql } from '../projection.port.js';
import { AppendQueue, usualLimits, type AppendQueueLimits } from './append-queue.js';
import { appendQuery, writtenOf, type AppendRow, type PreparedStatement } from './append.statement.js';
import { translated } from './database-error.js';
import { encodeAppend } from './encoded-append.js';
import { HeadAnnouncer } from './head-announcer.js';
import * as read from './read.statements.js';
import { StreamReads } from './stream-reads.js';
import { unstorableInAppend } from '../storable/json-text.js';
import { tell } from '../tell.js';
import { toStoredEvent, type StoredEventRow } from './stored-event.row.js';

export interface PostgresEventStoreOptions {
  /** Best opened by `openEventStorePool`; the store does not close it. */
  readonly pool: Pool;
  readonly known: KnownOrAny;
  /** Default `main`. */
  readonly tenantId?: string;
  /** How appends share statements, and how many may wait. */
  readonly limits?: Partial<AppendQueueLimits>;
}

type Answered = Extract<Appended, { outcome: 'repeated' | 'key-reused' }>;

/** The log on PostgreSQL ≥ 17: one autocommit statement for the appends that come together, on one connection kept for them. */
export class PostgresEventStore implements EventStore {
  private readonly pool: Pool;
  private readonly known: KnownOrAny;
  private readonly tenantId: string;
  private readonly announcer: HeadAnnouncer;
  private readonly queue: AppendQueue;
  private readonly reads: StreamReads;
  private readonly listeners = new Set<(position: number) => void>();

  constructor(options: PostgresEventStoreOptions) {
    assertUpcasters(options.known);
    this.pool = options.pool;
    this.known = options.known;
    this.tenantId = options.tenantId ?? 'main';
    this.announcer = new HeadAnnouncer(options.pool);
    this.queue = new AppendQueue(options.pool, this.tenantId, { ...usualLimits, ...options.limits });
    this.reads = new StreamReads(options.pool, this.tenantId);
  }

  async append(append: Append): Promise<Appended> {
    assertWritable(this.known, append.events);
    const encoded = encodeAppend(append);
    const written = await this.queue.append(encoded).catch((error: unknown) => Promise.reject(withPlace(append, error)));
    if (written === null) return this.explain(append);
    this.grown(written.position);
    return written;
  }

  /**
   * For the rare row that must commit with its event: the same statement within the caller's transaction (read committed), as its last
   * one, for it holds the head of the log until commit. A request key that stands in the log already raises instead of answering.
   * Readers find the events by polling, or at once when {@link grown} is called after the commit.
   */
  async appendWithin(transaction: Sql, append: Append): Promise<Appended> {
    assertWritable(this.known, append.events);
    const batch = [encodeAppend(append)];
    const { text, values } = appendQuery(this.tenantId, batch);
    const asked = transaction.query<AppendRow>(text, values);
    const { rows } = await asked.catch((error: unknown) => Promise.reject(withPlace(append, translated(error))));
    return writtenOf(batch, rows[0])[0] ?? this.explain(append, transaction);
  }

  async readStream(
    streamId: string,
    options: { readonly upTo?: number | string; readonly after?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    const { upTo, after = 0 } = options;
    const events = (await this.rowsOfStream(streamId, after, upTo)).map(toStoredEvent);
    assertWholeStream(streamId, after, events);
    return upcast(this.known, events);
  }

  async readAll(after: number, limit = 1000): Promise<readonly StoredEvent[]> {
    const events = (await this.rows<StoredEventRow>(read.readPage, [after, limit])).map(toStoredEvent);
    assertGapless(after, events);
    return upcast(this.known, events);
  }

  async readOf(streamTypes: readonly string[], after: number, upTo: number, limit: number): Promise<readonly StoredEvent[]> {
    const events = (await this.rows<StoredEventRow>(read.readPageOf, [after, upTo, streamTypes, limit])).map(toStoredEvent);
    const last = events.length < limit ? upTo : (events.at(-1)?.position ?? upTo);
    const [counted] = await this.rows<{ events: string }>(read.countBetween, [after, last]);
    // What was left out cannot be seen among what was read: the whole stretch tells where.
    if (Number(counted?.events) !== last - after) await this.readAll(after, last - after + 1);
    return upcast(this.known, events);
  }

  async readType(streamType: string, after: number): Promise<readonly StoredEvent[]> {
    const rows = await this.rows<StoredEventRow>(read.readType, [this.tenantId, streamType, after]);
    const events = rows.map(toStoredEvent).sort((a, b) => a.position - b.position);
    assertNoneLeftOut(events);
    return upcast(this.known, events);
  }

  async positionAt(instant: string): Promise<number> {
    const [row] = await this.rows<{ position: string }>(read.positionAt, [instant]);
    return Number(row?.position ?? 0);
  }

  async head(): Promise<number> {
    const [row] = await this.rows<{ position: string }>(read.readHead, []);
    return Number(row?.position ?? 0);
  }

  async findRequest(actor: string, request: RequestKey): Promise<Answered | null> {
    return answered(await this.rows<read.RequestRow>(read.findRequest, [this.tenantId, actor, request.key]), request);
  }

  async rememberRequest(
    actor: string,
    request: RequestKey,
    outcome: { readonly streamId: string; readonly version: number; readonly position: number },
  ): Promise<void> {
    await this.rows(read.rememberRequest, [this.tenantId, actor, request.key, request.hash, JSON.stringify(outcome)]);
  }

  /**
   * Deletes answers that appended nothing and are older than `days`. Keys of appends stand in the log, which is never
   * changed: those are kept for ever, so a late retry of them is still harmless.
   */
  async forgetOldRequests(days = 30): Promise<void> {
    await this.rows(read.forgetOldRequests, [days]);
  }

  onAppend(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Wakes the readers of this process and, a little later, those of others. */
  grown(position: number): void {
    tell(this.listeners, position);
    this.announcer.announce(position);
  }

  /** Ends the announcements and gives back the connection kept for appends; call it before the pool is closed. */
  async close(): Promise<void> {
    this.listeners.clear();
    await Promise.all([this.announcer.stop(), this.queue.close()]);
  }

  /** Why an append was not written: its request was answered before, or its expected version does not hold. */
  private async explain(append: Append, sql?: Sql): Promise<Appended> {
    if (append.request !== undefined) {
      const { request } = append;
      const found = answered(await this.rows<read.RequestRow>(read.findRequest, [this.tenantId, append.actor, request.key], sql), request);
      if (found !== null) return found;
    }
    const [stream] = await this.rows<{ version: number }>(read.readVersion, [this.tenantId, append.streamId], sql);
    return { outcome: 'conflict', actual: stream?.version ?? 0 };
  }

  /** Whole streams are what commands read, many at a time; those up to somewhere are read alone. */
  private async rowsOfStream(streamId: string, after: number, upTo?: number | string): Promise<readonly StoredEventRow[]> {
    if (upTo === undefined) return this.translating(this.reads.read(streamId, after));
    const values = [this.tenantId, streamId, typeof upTo === 'number' ? upTo : null, typeof upTo === 'string' ? upTo : null, after];
    return this.rows<StoredEventRow>(read.readStream, values);
  }

  private async rows<Row extends object>(statement: PreparedStatement, values: unknown[], sql?: Sql): Promise<Row[]> {
    const asked = sql === undefined ? this.pool.query<Row>({ ...statement, values }) : sql.query<Row>(statement.text, values);
    return (await this.translating(asked)).rows;
  }

  private async translating<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      return await asked;
    } catch (error) {
      throw translated(error);
    }
  }
}

/** Names the place where the database only says that something in the append cannot be stored. */
const withPlace = (append: Append, error: unknown): Error => {
  const place = error instanceof AppendRefused ? unstorableInAppend(append) : null;
  if (place !== null) return new AppendRefused(place, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
};

const answered = ([row]: readonly read.RequestRow[], request: RequestKey): Answered | null => {
  if (row === undefined) return null;
  if (row.hash !== request.hash) return { outcome: 'key-reused' };
  return { outcome: 'repeated', streamId: row.stream_id, version: row.version, position: Number(row.position), types: row.types };
};
