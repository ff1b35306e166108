import type { Pool } from 'pg';
import { readStream, readStreams } from './read.statements.js';
import type { StoredEventRow } from './stored-event.row.js';

/** Streams in one statement. */
const MOST_TOGETHER = 100;
/** Statements on their way at once: one is worked on while the other travels. */
const AT_ONCE = 2;

interface Asked {
  readonly streamId: string;
  readonly after: number;
  readonly resolve: (rows: readonly StoredEventRow[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One row of a shared read: `asked` says whose it is, counted from 1. */
type SharedRow = StoredEventRow & { readonly asked: number };

/**
 * Lets those who read streams at the same time share statements, as appends do: whoever is alone goes at once, those who come while
 * statements are on their way go together in the next. A read is sent only after it was asked for, so it sees what was committed before.
 */
export class StreamReads {
  private waiting: Asked[] = [];
  private inFlight = 0;
  private lastShare = 1;
  private flushing = false;

  constructor(
    private readonly pool: Pool,
    private readonly tenantId: string,
  ) {}

  /** The rows of a stream after a version, in order. Rejects with the driver's errors. */
  read(streamId: string, after: number): Promise<readonly StoredEventRow[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ streamId, after, resolve, reject });
      // After a shared statement its callers come again together: let them all arrive.
      if (this.inFlight === 0 && this.lastShare === 1) this.flush();
      else this.flushSoon();
    });
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
    while (this.waiting.length > 0 && this.inFlight < AT_ONCE) void this.send(this.waiting.splice(0, MOST_TOGETHER));
  }

  private async send(share: readonly Asked[]): Promise<void> {
    this.inFlight += 1;
    this.lastShare = share.length;
    try {
      const rows = await this.rowsOf(share);
      share.forEach(({ resolve }, index) => resolve(rows[index] ?? []));
    } catch (error) {
      for (const { reject } of share) reject(error);
    } finally {
      this.inFlight -= 1;
      if (this.waiting.length > 0) this.flushSoon();
    }
  }

  private async rowsOf(share: readonly Asked[]): Promise<readonly (readonly StoredEventRow[])[]> {
    const [first] = share;
    if (first !== undefined && share.length === 1) {
      const values = [this.tenantId, first.streamId, null, null, first.after];
      return [(await this.pool.query<StoredEventRow>({ ...readStream, values })).rows];
    }
    const values = [this.tenantId, share.map(({ streamId }) => streamId), share.map(({ after }) => after)];
    const { rows } = await this.pool.query<SharedRow>({ ...readStreams, values });
    const found: StoredEventRow[][] = share.map(() => []);
    for (const row of rows) found[row.asked - 1]?.push(row);
    return found;
  }
}
