import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { redisForTests, startRedis, type TestRedis } from '#testing';
import type { Pace } from './job-queue.port.js';
import { queueConformance, until } from './job-queue.conformance.js';
import { createRedisJobQueue } from './redis-job-queue.js';

const kind = redisForTests();
if (kind === 'none') {
  process.stderr.write('\nThe queue suite did NOT run on Redis: REDIS_URL is not set and redis-server is not on the PATH.\n');
  test('on Redis: not run here (no REDIS_URL, no redis-server)', () => {
    expect(kind).toBe('none');
  });
} else {
  describe(`the queue on Redis (${kind === 'given' ? 'REDIS_URL' : 'a server of its own'})`, () => {
    let redis: TestRedis;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.stop());
    const run = String(process.pid);
    const open = (name: string, pace?: Pace): Promise<ReturnType<typeof createRedisJobQueue>> =>
      Promise.resolve(createRedisJobQueue({ name: `${name}-${run}`, url: redis.url, onError: () => undefined, pace }));
    const withClient = async (act: (client: Redis) => Promise<unknown>): Promise<void> => {
      const client = new Redis(redis.url);
      await act(client);
      client.disconnect();
    };
    /** Only the suite's own keys, so that a server that was given keeps what is not ours. */
    const lose = (): Promise<void> =>
      withClient(async (client) => {
        const keys = await client.keys(`{dondoc}:*-${run}*`);
        if (keys.length > 0) await client.del(...keys);
      });

    queueConformance(() => ({ open, lose }));

    test('two processes share the work', async () => {
      const queues = await Promise.all([open('shared'), open('shared')]);
      const seen: string[] = [];
      for (const queue of queues) {
        await queue.work((job) => {
          seen.push(job.id);
          return Promise.resolve();
        });
      }
      const ids = Array.from({ length: 100 }, (_, index) => `deliver-${String(index)}-g0`);
      await queues[0].add(ids.map((id) => ({ id, name: 'deliver', data: {} })));
      await until(() => seen.length >= 100);
      expect(seen.toSorted()).toEqual(ids.toSorted());
      await Promise.all(queues.map((queue) => queue.close()));
    });

    test('a lost connection ends nothing, and its return is told', async () => {
      const queue = await open('cut');
      let runs = 0;
      let returns = 0;
      queue.onReconnected?.(() => {
        returns += 1;
      });
      await queue.work(() => {
        runs += 1;
        return Promise.resolve();
      });
      await queue.add([{ id: 'deliver-before-g0', name: 'deliver', data: {} }]);
      await until(() => runs === 1);
      const before = returns;
      await withClient((client) => client.client('KILL', 'TYPE', 'normal'));
      await until(() => returns > before);
      await until(async () => {
        await queue.add([{ id: 'deliver-after-g0', name: 'deliver', data: {} }]).catch(() => undefined);
        return runs > 1;
      });
      await queue.close();
    });

    test('its keys share one hash slot', async () => {
      const queue = await open('slots');
      await queue.add([{ id: 'deliver-x-g0', name: 'deliver', data: {} }]);
      await withClient(async (client) => {
        const keys = await client.keys(`*slots-${run}*`);
        expect(keys.length).toBeGreaterThan(0);
        expect(keys.every((key) => key.startsWith('{dondoc}:'))).toBe(true);
      });
      await lose();
      await queue.close();
    });
  });
}
