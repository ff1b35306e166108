import { describe } from '@jest/globals';
import { InMemoryJobQueue } from './in-memory-job-queue.js';
import { queueConformance } from './job-queue.conformance.js';

describe('the queue in memory', () => {
  queueConformance(() => ({
    open: () => Promise.resolve(new InMemoryJobQueue()),
    lose: (queue) => {
      if (queue instanceof InMemoryJobQueue) queue.forget();
      return Promise.resolve();
    },
  }));
});
