import type { Job as BullJob } from 'bullmq';
import { assertJobId } from './job-id.js';
import type { Job, JobQueue, Pace, QueueErrorListener } from './job-queue.port.js';

type Data = Job['data'];

/** The part of BullMQ's `Queue` that both backends share. */
export interface BullQueue {
  addBulk(jobs: { name: string; data: Data; opts: object }[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
/** The part of BullMQ's `Worker` that both backends share. */
export interface BullWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: unknown, error: Error) => void): unknown;
  on(event: 'ready', listener: () => void): unknown;
  close(force?: boolean): Promise<void>;
}
export type Processor = (job: BullJob<Data>) => Promise<void>;

export interface BullBackend {
  readonly queue: BullQueue;
  readonly createWorker: (process: Processor, concurrency: number) => BullWorker;
  /** Whether the worker's server cannot be reached just now. Left out: nobody knows. */
  readonly isAway?: () => boolean;
}

/** A queue's pace as a worker of BullMQ takes it. */
export const limiterOf = (pace: Pace | undefined): { readonly limiter?: { readonly max: number; readonly duration: number } } =>
  pace === undefined ? {} : { limiter: { max: pace.jobs, duration: pace.milliseconds } };

/** A worker that lost its server asks again every two seconds, rather than four times a minute. */
export const WORKER_OPTIONS = { runRetryDelay: 2_000 };

const ADD_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 2_500;

const within = async <T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      refuse(new Error(`${what} took more than ${String(milliseconds)} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * BullMQ behind the port, on either backend. Finished and failed jobs are removed at once, for a kept one would block adding its
 * id again; retries belong to the sweep, so each job has a single attempt.
 */
export class BullJobQueue implements JobQueue {
  readonly #backend: BullBackend;
  readonly #onError: QueueErrorListener;
  readonly #reconnected: (() => void)[] = [];
  readonly #running = new Set<Promise<void>>();
  #worker: BullWorker | null = null;

  constructor(backend: BullBackend, onError: QueueErrorListener) {
    this.#backend = backend;
    this.#onError = onError;
    backend.queue.on('error', onError);
  }

  async add(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    for (const job of jobs) assertJobId(job.id);
    const bulk = jobs.map(({ id, name, data, delay }) => ({
      name,
      data,
      opts: { jobId: id, delay: delay ?? 0, attempts: 1, removeOnComplete: true, removeOnFail: true },
    }));
    await within(ADD_TIMEOUT_MS, 'Adding jobs', this.#backend.queue.addBulk(bulk)).catch((cause: unknown) => {
      throw new Error(`Không đưa được việc vào hàng đợi, lượt quét sau sẽ đưa lại: ${(cause as Error).message}`, { cause });
    });
  }

  work(handler: (job: Job) => Promise<void>, options?: { readonly concurrency?: number }): Promise<void> {
    if (this.#worker !== null) throw new Error('This queue is worked already');
    const worker = this.#backend.createWorker(
      (job) => this.#run(handler({ id: job.id ?? '', name: job.name, data: job.data })),
      options?.concurrency ?? 1,
    );
    worker.on('error', this.#onError);
    worker.on('failed', (_, error) => {
      this.#onError(error);
    });
    worker.on('ready', () => {
      for (const listener of this.#reconnected) listener();
    });
    this.#worker = worker;
    return Promise.resolve();
  }

  onReconnected(listener: () => void): void {
    this.#reconnected.push(listener);
  }

  /**
   * Running jobs have 2.5 s; what is cut off then is picked up by the next sweep under its lapsed lease. While its server is away
   * BullMQ's worker waits for ever for the end of a connection that it does not have: it is closed by force then.
   */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== null) {
      const isAway = this.#backend.isAway?.() === true;
      if (isAway) await within(CLOSE_TIMEOUT_MS, 'Waiting for jobs', Promise.allSettled([...this.#running])).catch(this.#onError);
      await within(CLOSE_TIMEOUT_MS, 'Closing the worker', worker.close(isAway)).catch(this.#onError);
    }
    await within(CLOSE_TIMEOUT_MS, 'Closing the queue', this.#backend.queue.close()).catch(this.#onError);
  }

  async #run(job: Promise<void>): Promise<void> {
    this.#running.add(job);
    try {
      await job;
    } finally {
      this.#running.delete(job);
    }
  }
}
