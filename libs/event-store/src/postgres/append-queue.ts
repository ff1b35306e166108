import type { Pool } from 'pg';
import { EventStoreBusy } from '../event-store.errors.js';
import { appendQuery, writtenOf, type AppendRow, type Written } from './append.statement.js';
import { KeptConnection } from './kept-connection.js';
import { isKeyInLog, translated } from './database-error.js';
import type { EncodedAppend } from './encoded-append.js';

export interface AppendQueueLimits {
  /** Events in one statement; an append that has more goes alone. */
  readonly batchEvents: number;
  /** UTF-16 units of JSON in one statement; an append that has more goes alone. */
  readonly batchSize: number;
  /** Appends that may wait; one more is told that the store is busy. */
  readonly waiting: number;
  /** Milliseconds that an append may wait for its turn. */
  readonly waitMs: number;
}

export const usualLimits: AppendQueueLimits = { batchEvents: 200, batchSize: 1_000_000, waiting: 5_000, waitMs: 15_000 };

/** From so many on, two statements are on their way at once: one is worked on while the other travels. */
const manyWaiting = 24;

interface Waiting {
  readonly encoded: EncodedAppend;
  readonly since: number;
  readonly resolve: (written: Written | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Room {
  readonly appends: number;
  readonly events: number;
  readonly size: number;
}

const lessRoom = (room: Room, { events, size }: EncodedAppend): Room => ({
  appends: room.appends - 1,
  events: room.events - events.length,
  size: room.size - size,
});

const isOver = (room: Room): boolean => room.appends < 0 || room.events < 0 || room.size < 0;

/** What may stand in a batch once. */
const namesOf = ({ append }: EncodedAppend): readonly string[] =>
  append.request === undefined ? [append.streamId] : [append.streamId, `${append.actor}\u001f${append.request.key}`];

/**
 * Lets the appends of this process share statements, and so the lock on the head and the wait for the disk. Whoever is alone goes at
 * once; those who come while a statement is on its way go together in the next. Each append still stands or falls by itself.
 */
export class AppendQueue {
  private readonly connection: KeptConnection;
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private lastBatch = 1;
  private flushing = false;

  constructor(
    pool: Pool,
    private readonly tenantId: string,
    private readonly limits: AppendQueueLimits,
  ) {
    this.connection = new KeptConnection(pool);
  }

  /** Null: the expected version does not hold, or the request was answered before. Rejects with the store's own errors. */
  append(encoded: EncodedAppend): Promise<Written | null> {
    if (this.waiting.length >= this.limits.waiting) return Promise.reject(new EventStoreBusy());
    return new Promise((resolve, reject) => {
      this.waiting.push({ encoded, since: performance.now(), resolve, reject });
      // After a shared statement its callers come again together: let them all arrive.
      if (this.inFlight === 0 && this.lastBatch === 1) this.flush();
      else this.flushSoon();
    });
  }

  /** Gives the connection back; what is on its way ends first. */
  close(): Promise<void> {
    return this.connection.close();
  }

  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flush();
    });
  }

  private flush(): void {
    this.dropTheLate();
    const many = this.waiting.length >= manyWaiting;
    const atOnce = many && this.connection.pipelines ? 2 : 1;
    const share = many && this.inFlight === 0 && atOnce === 2 ? Math.ceil(this.waiting.length / 2) : this.waiting.length;
    while (this.waiting.length > 0 && this.inFlight < atOnce) void this.send(this.nextBatch(share));
  }

  private dropTheLate(): void {
    const oldest = performance.now() - this.limits.waitMs;
    if ((this.waiting[0]?.since ?? Infinity) > oldest) return;
    for (const { reject } of this.waiting.filter(({ since }) => since <= oldest)) reject(new EventStoreBusy());
    this.waiting = this.waiting.filter(({ since }) => since > oldest);
  }

  /** First come, first served; a stream or a request key stands in a batch once, whatever else asks for it stays for the next. */
  private nextBatch(share: number): readonly Waiting[] {
    const batch: Waiting[] = [];
    const passed: Waiting[] = [];
    const taken = new Set<string>();
    let room: Room = { appends: share, events: this.limits.batchEvents, size: this.limits.batchSize };
    let seen = 0;
    for (const one of this.waiting) {
      const names = namesOf(one.encoded);
      if (names.some((name) => taken.has(name))) {
        passed.push(one);
      } else {
        room = lessRoom(room, one.encoded);
        if (batch.length > 0 && isOver(room)) break;
        batch.push(one);
        for (const name of names) taken.add(name);
      }
      seen += 1;
    }
    this.waiting = [...passed, ...this.waiting.slice(seen)];
    return batch;
  }

  private async send(batch: readonly Waiting[]): Promise<void> {
    this.inFlight += 1;
    this.lastBatch = batch.length;
    await this.write(batch);
    this.inFlight -= 1;
    if (this.waiting.length > 0) this.flushSoon();
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const appends = batch.map(({ encoded }) => encoded);
    try {
      const { rows } = await this.connection.query<AppendRow>(appendQuery(this.tenantId, appends));
      const written = writtenOf(appends, rows[0]);
      batch.forEach(({ resolve }, index) => resolve(written[index] ?? null));
    } catch (error) {
      await this.failed(batch, error);
    }
  }

  /** What the database does not take of one append must not cost the others theirs: each half is tried by itself. */
  private async failed(batch: readonly Waiting[], error: unknown): Promise<void> {
    const told = translated(error);
    const [first] = batch;
    if (told instanceof EventStoreBusy) {
      for (const { reject } of batch) reject(told);
    } else if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await this.write(batch.slice(0, half));
      await this.write(batch.slice(half));
    } else if (isKeyInLog(error)) {
      first?.resolve(null);
    } else {
      first?.reject(told);
    }
  }
}
