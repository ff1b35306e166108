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

    describe.each<[string, readonly string[], readonly RegExp[]]>([
      ['keeps everything', ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'], []],
      ['forgets at a restart', ['--appendonly', 'no'], [/khởi động lại.*Đặt "appendonly yes"/u]],
      [
        'evicts when it is full',
        ['--appendonly', 'yes', '--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru'],
        [/allkeys-lru.*Đặt "maxmemory-policy noeviction"/u],
      ],
    ])('a server that %s', (_, settings, expected) => {
      test(`makes ${String(expected.length)} warnings at boot, each of which says what to set`, async () => {
        const own = await startRedis(settings);
        const told: string[] = [];
        const queue = createRedisJobQueue({
          name: 'settings',
          url: own.url,
          onError: () => undefined,
          onWarning: (sentence) => told.push(sentence),
        });
        await until(() => told.length >= expected.length);
        await queue.add([{ id: 'deliver-x-g0', name: 'deliver', data: {} }]);
        expect(told).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
        await queue.close();
        await own.stop();
      });
    });

    test('on a server in cluster mode it works: all its keys share one slot', async () => {
      const own = await startRedis(['--cluster-enabled', 'yes']);
      const client = new Redis(own.url);
      await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
      await until(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
      const queue = createRedisJobQueue({ name: 'slots', url: own.url, onError: () => undefined });
      const seen: string[] = [];
      await queue.work((job) => {
        seen.push(job.id);
        return Promise.resolve();
      });
      await queue.add([
        { id: 'deliver-now-g0', name: 'deliver', data: {} },
        { id: 'deliver-soon-g0', name: 'deliver', data: {}, delay: 50 },
        { id: 'deliver-later-g0', name: 'deliver', data: {}, delay: 60_000 },
      ]);
      await until(() => seen.length === 2);
      const keys = await client.keys('*');
      expect(keys.length).toBeGreaterThan(2);
      expect(keys.filter((key) => !key.startsWith('{dondoc}:'))).toEqual([]);
      const slots = await Promise.all(keys.map((key) => client.call('CLUSTER', 'KEYSLOT', key)));
      expect(new Set(slots).size).toBe(1);
      await queue.close();
      client.disconnect();
      await own.stop();
    });
  });
}
