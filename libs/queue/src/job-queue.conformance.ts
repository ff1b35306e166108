import { expect, test } from '@jest/globals';
import type { Job, JobQueue, Pace } from './job-queue.port.js';

/** Waits for what another connection is doing; a queue has no other way to tell. */
export const until = async (condition: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('It did not come to that in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const job = (id: string, delay?: number): Job => ({
  id,
  name: 'deliver',
  data: { delivery: id, nth: 1 },
  ...(delay === undefined ? {} : { delay }),
});

export interface QueueUnderTest {
  /** A new connection to one and the same queue, by name. */
  open(name: string, pace?: Pace): Promise<JobQueue>;
  /** Loses everything that waits, as `FLUSHALL` does. */
  lose(queue: JobQueue): Promise<void>;
}

let names = 0;
const nextName = (): string => {
  names += 1;
  return `conformance-${String(names)}`;
};

/** What every adapter of the port has to do. */
export const queueConformance = (underTest: () => QueueUnderTest): void => {
  const withQueue = async (run: (queue: JobQueue, name: string) => Promise<void>): Promise<void> => {
    const name = nextName();
    const queue = await underTest().open(name);
    try {
      await run(queue, name);
    } finally {
      await queue.close();
    }
  };

  test('hands a job to the handler with its id, name and data', () =>
    withQueue(async (queue) => {
      const seen: Job[] = [];
      await queue.work((one) => {
        seen.push(one);
        return Promise.resolve();
      });
      await queue.add([job('deliver-a-g0')]);
      await until(() => seen.length === 1);
      expect(seen[0]).toEqual({ id: 'deliver-a-g0', name: 'deliver', data: { delivery: 'deliver-a-g0', nth: 1 } });
    }));

  test('adding an id that waits does nothing', () =>
    withQueue(async (queue) => {
      const seen: string[] = [];
      await queue.add([job('deliver-a-g0'), job('deliver-a-g0'), job('deliver-b-g0')]);
      await queue.add([job('deliver-a-g0')]);
      await queue.work((one) => {
        seen.push(one.id);
        return Promise.resolve();
      });
      await until(() => seen.includes('deliver-b-g0'));
      expect(seen.toSorted()).toEqual(['deliver-a-g0', 'deliver-b-g0']);
    }));

  test('a job that is done, or failed, does not block its id', () =>
    withQueue(async (queue) => {
      let runs = 0;
      await queue.work(() => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('first time')) : Promise.resolve();
      });
      for (const times of [1, 2, 3]) {
        // The id is free again a moment after the handler ended.
        await until(async () => {
          await queue.add([job('deliver-again-g0')]);
          return runs >= times;
        });
      }
      expect(runs).toBeGreaterThanOrEqual(3);
    }));

  test('a delayed job is not handed out before its time', () =>
    withQueue(async (queue) => {
      let at = 0;
      const added = performance.now();
      await queue.work(() => {
        at = performance.now();
        return Promise.resolve();
      });
      await queue.add([job('deliver-late-g0', 400)]);
      await until(() => at > 0);
      expect(at - added).toBeGreaterThan(380);
    }));

  test('hands out no faster than its pace, and loses none', async () => {
    const queue = await underTest().open(nextName(), { jobs: 2, milliseconds: 400 });
    const began: number[] = [];
    try {
      await queue.add(Array.from({ length: 6 }, (_, nth) => job(`deliver-${String.fromCharCode(97 + nth)}-g0`)));
      await queue.work(
        () => {
          began.push(performance.now());
          return Promise.resolve();
        },
        { concurrency: 6 },
      );
      await until(() => began.length === 6);
      expect((began[5] ?? 0) - (began[0] ?? 0)).toBeGreaterThan(700);
    } finally {
      await queue.close();
    }
  });

  test('a failing handler is reported and does not stop the others', () =>
    withQueue(async (queue) => {
      const seen: string[] = [];
      await queue.work((one) => {
        seen.push(one.id);
        return one.id === 'deliver-bad-g0' ? Promise.reject(new Error('bad')) : Promise.resolve();
      });
      await queue.add([job('deliver-bad-g0'), job('deliver-good-g0')]);
      await until(() => seen.includes('deliver-good-g0'));
    }));

  test('what is lost can be added again', () =>
    withQueue(async (queue) => {
      const seen: string[] = [];
      await queue.add([job('deliver-lost-g0')]);
      await underTest().lose(queue);
      await queue.add([job('deliver-lost-g0')]);
      await queue.work((one) => {
        seen.push(one.id);
        return Promise.resolve();
      });
      await until(() => seen.length > 0);
      expect(seen).toEqual(['deliver-lost-g0']);
    }));

  test.each(['', '42', 'deliver:a'])('refuses the id "%s"', (id) =>
    withQueue(async (queue) => {
      await expect((async () => queue.add([job(id)]))()).rejects.toThrow('Job id');
    }),
  );

  test('waits for the running job when it closes', async () => {
    const queue = await underTest().open(nextName());
    let ended = false;
    let began = false;
    await queue.work(async () => {
      began = true;
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
    });
    await queue.add([job('deliver-slow-g0')]);
    await until(() => began);
    await queue.close();
    expect(ended).toBe(true);
  });
};
