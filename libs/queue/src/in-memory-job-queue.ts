import { assertJobId } from './job-id.js';
import type { Job, JobQueue, Pace, QueueErrorListener } from './job-queue.port.js';

type Handler = (job: Job) => Promise<void>;

/** The twin for tests and single-process use: loses everything with its process, as any queue may. */
export class InMemoryJobQueue implements JobQueue {
  readonly #waiting = new Map<string, Job>();
  readonly #delayed = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #handler: Handler | null = null;
  #concurrency = 1;
  #closed = false;
  /** When the last jobs were handed out, by the process's clock; no more of them than the pace allows. */
  #handedOut: readonly number[] = [];
  #rest: NodeJS.Timeout | null = null;

  constructor(
    private readonly onError: QueueErrorListener = () => undefined,
    private readonly pace: Pace | null = null,
  ) {}

  add(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      assertJobId(job.id);
      if (this.#closed || this.#waiting.has(job.id) || this.#delayed.has(job.id)) continue;
      if ((job.delay ?? 0) > 0) this.#postpone(job, job.delay ?? 0);
      else this.#waiting.set(job.id, job);
    }
    this.#drain();
    return Promise.resolve();
  }

  work(handler: Handler, options?: { readonly concurrency?: number }): Promise<void> {
    this.#handler = handler;
    this.#concurrency = options?.concurrency ?? 1;
    this.#drain();
    return Promise.resolve();
  }

  /** What a restart or `FLUSHALL` does to a queue: everything that waits is gone. */
  forget(): void {
    this.#waiting.clear();
    for (const timer of this.#delayed.values()) clearTimeout(timer);
    this.#delayed.clear();
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  /** Resolves when nothing waits for its turn and nothing runs; delayed jobs do not count. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.forget();
    await Promise.all(this.#running);
  }

  #postpone(job: Job, delay: number): void {
    const timer = setTimeout(() => {
      this.#delayed.delete(job.id);
      this.#waiting.set(job.id, job);
      this.#drain();
    }, delay);
    timer.unref();
    this.#delayed.set(job.id, timer);
  }

  #drain(): void {
    const handler = this.#handler;
    if (handler === null) return;
    for (const [id, job] of this.#waiting) {
      if (this.#running.size >= this.#concurrency || !this.#mayHandOut()) return;
      this.#waiting.delete(id);
      this.#start(handler, job);
    }
  }

  #mayHandOut(): boolean {
    if (this.pace === null) return true;
    const now = performance.now();
    const { jobs, milliseconds } = this.pace;
    this.#handedOut = this.#handedOut.filter((at) => at > now - milliseconds);
    const [first] = this.#handedOut;
    if (first !== undefined && this.#handedOut.length >= jobs) {
      this.#rest ??= setTimeout(
        () => {
          this.#rest = null;
          this.#drain();
        },
        Math.ceil(first + milliseconds - now),
      ).unref();
      return false;
    }
    this.#handedOut = [...this.#handedOut, now];
    return true;
  }

  #start(handler: Handler, job: Job): void {
    const run: Promise<void> = handler(job)
      .catch((error: unknown) => {
        this.onError(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        this.#running.delete(run);
        this.#drain();
      });
    this.#running.add(run);
  }
}
