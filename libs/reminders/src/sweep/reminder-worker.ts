import type { Deliverer } from '../send/deliver.js';
import { deliveriesIn } from './delivery-jobs.js';
import type { Jobs, Sweep } from './sweep.js';

interface Job {
  readonly name: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Jobs at the same time; `messages`: where each is one message. */
export interface AtOnce {
  readonly concurrency?: number;
  readonly messages?: number;
}

/** The shape of libs/queue's port. */
export interface WorkedJobs extends Jobs {
  work(handler: (job: Job & { readonly id: string }) => Promise<void>, options?: AtOnce): Promise<void>;
  onReconnected?(listener: () => void): void;
}

export interface ReminderWorkerOptions {
  readonly sweep: Pick<Sweep, 'run'>;
  readonly deliverer: Pick<Deliverer, 'deliver' | 'stop'>;
  readonly jobs: WorkedJobs;
  readonly intervalSeconds: number;
  /** Messages of a channel sent at the same time. */
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
}

/** While the messages of one job leave, the next is claimed and composed. */
const JOBS_AT_ONCE = 2;

/** Sweeps at boot, every few seconds, after the queue came back, and when a job or the log says that something is due. */
export class ReminderWorker {
  readonly #options: ReminderWorkerOptions;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: ReminderWorkerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { jobs, deliverer, concurrency, intervalSeconds } = this.#options;
    await jobs.work(
      async (job) => {
        if (job.name === 'deliver') await deliverer.deliver(deliveriesIn(job));
        else this.sweepSoon();
      },
      { concurrency: JOBS_AT_ONCE, messages: concurrency },
    );
    jobs.onReconnected?.(() => {
      this.sweepSoon();
    });
    this.#timer = setInterval(() => {
      this.sweepSoon();
    }, intervalSeconds * 1000);
    this.sweepSoon();
  }

  /** Starts a round; while one runs, at most one more is remembered. */
  sweepSoon(): void {
    if (this.#stopped) return;
    if (this.#round !== null) {
      this.#again = true;
      return;
    }
    this.#round = this.#sweep().finally(() => {
      this.#round = null;
      if (!this.#again) return;
      this.#again = false;
      this.sweepSoon();
    });
  }

  /** Waits for the round under way. The queue is closed by whoever made it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#options.deliverer.stop();
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#round;
  }

  async #sweep(): Promise<void> {
    try {
      const { problem } = await this.#options.sweep.run();
      if (problem !== null) this.#options.onError(new Error(problem));
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
