import type { Pool } from 'pg';
import { AppendRefused } from '../event-store.errors.js';
import type { Append, Appended, EventStore, RequestKey, StoredEvent } from '../event-store.port.js';
import { assertGapless, assertWholeStream } from '../fold.js';
import { assertUpcasters, assertWritable, upcast, type KnownOrAny } from '../known-event-types.js';
import type { Sql } from '../projection.port.js';
import { appendQuery, type PreparedStatement } from './append.statement.js';
import { translated, violatedConstraint } from './database-error.js';
import { HeadAnnouncer } from './head-announcer.js';
import * as read from './read.statements.js';
import { toStoredEvent, type StoredEventRow } from './stored-event.row.js';

export interface PostgresEventStoreOptions {
  /** Best opened by `openEventStorePool`; the store does not close it. */
  readonly pool: Pool;
  readonly known: KnownOrAny;
  /** Default `main`. */
  readonly tenantId?: string;
}

interface AppendedRow {
  readonly version: number;
  readonly position: string;
}

type Answered = Extract<Appended, { outcome: 'repeated' | 'key-reused' }>;

/** The log on PostgreSQL ≥ 17: one autocommit statement for each append, on as many connections as the pool has. */
export class PostgresEventStore implements EventStore {
  private readonly pool: Pool;
  private readonly known: KnownOrAny;
  private readonly tenantId: string;
  private readonly announcer: HeadAnnouncer;
  private readonly listeners = new Set<(position: number) => void>();

  constructor(options: PostgresEventStoreOptions) {
    assertUpcasters(options.known);
    this.pool = options.pool;
    this.known = options.known;
    this.tenantId = options.tenantId ?? 'main';
    this.announcer = new HeadAnnouncer(options.pool);
  }

  async append(append: Append): Promise<Appended> {
    this.check(append);
    try {
      const { rows } = await this.pool.query<AppendedRow>(appendQuery(this.tenantId, append));
      const appended = answer(append, rows);
      if (appended === null) return await this.explain(append);
      this.grown(appended.position);
      return appended;
    } catch (error) {
      if (violatedConstraint(error) === 'events_request_key') return await this.explain(append);
      throw translated(error);
    }
  }

  /**
   * For the rare row that must commit with its event: the same statement within the caller's transaction, as its last one, for it
   * holds the head of the log until commit. A key used at this very moment by another append raises instead of answering.
   * Readers find the events by polling, or at once when {@link grown} is called after the commit.
   */
  async appendWithin(transaction: Sql, append: Append): Promise<Appended> {
    this.check(append);
    const { text, values } = appendQuery(this.tenantId, append);
    const { rows } = await transaction.query<AppendedRow>(text, values);
    return answer(append, rows) ?? this.explain(append, transaction);
  }

  async readStream(streamId: string, options: { readonly upTo?: number | string } = {}): Promise<readonly StoredEvent[]> {
    const { upTo } = options;
    const values = [this.tenantId, streamId, typeof upTo === 'number' ? upTo : null, typeof upTo === 'string' ? upTo : null];
    const events = (await this.rows<StoredEventRow>(read.readStream, values)).map(toStoredEvent);
    assertWholeStream(streamId, events);
    return upcast(this.known, events);
  }

  async readAll(after: number, limit = 1000): Promise<readonly StoredEvent[]> {
    const events = (await this.rows<StoredEventRow>(read.readPage, [after, limit])).map(toStoredEvent);
    assertGapless(after, events);
    return upcast(this.known, events);
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
    for (const listener of this.listeners) listener(position);
    this.announcer.announce(position);
  }

  /** Ends the announcements; call it before the pool is closed. */
  async close(): Promise<void> {
    this.listeners.clear();
    await this.announcer.stop();
  }

  private check(append: Append): void {
    if (append.events.length === 0) throw new AppendRefused(`Nothing to append to ${append.streamId}`);
    assertWritable(this.known, append.events);
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

  private async rows<Row extends object>(statement: PreparedStatement, values: unknown[], sql?: Sql): Promise<Row[]> {
    try {
      if (sql !== undefined) return (await sql.query<Row>(statement.text, values)).rows;
      return (await this.pool.query<Row>({ ...statement, values })).rows;
    } catch (error) {
      throw translated(error);
    }
  }
}

/** Null: the expected version did not hold, or the request was answered before. */
const answer = (append: Append, rows: readonly AppendedRow[]): Extract<Appended, { outcome: 'appended' }> | null => {
  if (rows.length === 0) return null;
  return {
    outcome: 'appended',
    streamId: append.streamId,
    version: Math.max(...rows.map(({ version }) => version)),
    position: Math.max(...rows.map(({ position }) => Number(position))),
    types: append.events.map(({ type }) => type),
  };
};

const answered = ([row]: readonly read.RequestRow[], request: RequestKey): Answered | null => {
  if (row === undefined) return null;
  if (row.hash !== request.hash) return { outcome: 'key-reused' };
  return { outcome: 'repeated', streamId: row.stream_id, version: row.version, position: Number(row.position), types: row.types };
};
