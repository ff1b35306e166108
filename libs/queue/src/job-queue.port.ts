/** A job carries ids only; the truth stands in PostgreSQL. */
export interface Job {
  /** Deterministic; never digits only, never with one single ':'. Adding an id that is waiting does nothing. */
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string | number>>;
  /** Milliseconds from now; default 0. */
  readonly delay?: number;
}

/** The queue is a hint that may vanish at any time without harm. */
export interface JobQueue {
  add(jobs: readonly Job[]): Promise<void>;
  /** Starts working; the handler is idempotent. A thrown error is retried by the next sweep, not by the queue. */
  work(handler: (job: Job) => Promise<void>, options?: { readonly concurrency?: number }): Promise<void>;
  /** Called when the connection came back: what was added in between may be lost, so the sweep runs at once. Memory: never. */
  onReconnected?(listener: () => void): void;
  /** Waits for running jobs, then closes. */
  close(): Promise<void>;
}

/** No more than so many jobs are handed out in so many milliseconds, by all workers of the queue together. */
export interface Pace {
  readonly jobs: number;
  readonly milliseconds: number;
}

/** Where a queue says what went wrong; a lost connection is no more than that. */
export type QueueErrorListener = (error: Error) => void;
