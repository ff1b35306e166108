import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { startQueueBackend, type BackendName, type QueueBackend } from './queue-backend.js';
import { ReminderWorld } from './reminder-world.js';

/** One server of queues for the tests around it; for each of them a database and a queue of its own. */
export const worldForEachTest = (
  backend: BackendName,
  give: (world: ReminderWorld) => void,
  more: Parameters<typeof ReminderWorld.open>[1] = [],
): void => {
  let queues: QueueBackend;
  let world: ReminderWorld | null = null;
  beforeAll(async () => {
    queues = await startQueueBackend(backend);
  });
  afterAll(() => queues.close());
  beforeEach(async () => {
    world = await ReminderWorld.open(queues, more);
    give(world);
  });
  afterEach(async () => {
    await world?.close();
    world = null;
  });
};
