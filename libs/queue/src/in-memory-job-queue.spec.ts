import { describe } from '@jest/globals';
import { InMemoryJobQueue } from './in-memory-job-queue.js';
import { queueConformance } from './job-queue.conformance.js';

describe('the queue in memory', () => {
  queueConformance(() => ({
    open: (_name, pace) => Promise.resolve(new InMemoryJobQueue(undefined, pace ?? null)),
    lose: (queue) => {
      if (queue instanceof InMemoryJobQueue) queue.forget();
      return Promise.resolve();
    },
  }));
});
