import type { ChannelName } from '../recipients/channel.port.js';
import { sharesJobs } from './delivery-jobs.js';
import type { AtOnce, WorkedJobs } from './reminder-worker.js';
import type { Jobs } from './sweep.js';

type Job = Parameters<Jobs['add']>[0][number];

/** What is of no channel (a wake-up for the sweep) goes by the queue of the record. */
const channelOf = ({ data }: Job): string => (typeof data['channel'] === 'string' ? data['channel'] : ('email' satisfies ChannelName));

/**
 * One queue for each channel, as if they were one: what one provider slows down, refuses or limits keeps no other waiting. A queue
 * that cannot be reached does not keep jobs from the others; its trouble is told all the same.
 */
export class JobsByChannel implements WorkedJobs {
  readonly #queues: readonly (readonly [ChannelName, WorkedJobs])[];

  constructor({ email, zalo }: Readonly<Record<ChannelName, WorkedJobs>>) {
    this.#queues = [
      ['email', email],
      ['zalo', zalo],
    ];
  }

  async add(jobs: readonly Job[]): Promise<void> {
    const added = await Promise.allSettled(this.#queues.map(([name, queue]) => queue.add(jobs.filter((job) => channelOf(job) === name))));
    const failed = added.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async work(handler: Parameters<WorkedJobs['work']>[0], options: AtOnce = {}): Promise<void> {
    const { messages = options.concurrency } = options;
    const single = messages === undefined ? {} : { concurrency: messages };
    await Promise.all(this.#queues.map(([name, queue]) => queue.work(handler, sharesJobs(name) ? options : single)));
  }

  onReconnected(listener: () => void): void {
    for (const [, queue] of this.#queues) queue.onReconnected?.(listener);
  }
}
