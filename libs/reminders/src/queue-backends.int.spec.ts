import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';
import { redisForTests, startRedis, type TestRedis } from '#testing';
import type { Reminders } from './create-reminders.js';
import { ReminderWorld } from './testing/reminder-world.js';

const backends = redisForTests() === 'none' ? (['postgres'] as const) : (['postgres', 'redis'] as const);

describe.each(backends)('reminders with the queue on %s', (backend) => {
  let redis: TestRedis | null = null;
  let world: ReminderWorld;
  let open: { readonly jobs: JobQueue; readonly reminders: Reminders }[] = [];
  let nth = 0;
  beforeAll(async () => {
    if (backend === 'redis') redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  beforeEach(async () => {
    nth += 1;
    world = await ReminderWorld.open();
    await world.at('2026-11-02T08:00:00+07:00');
  });
  afterEach(async () => {
    for (const { jobs, reminders } of open) {
      await reminders.worker.stop();
      await jobs.close();
    }
    open = [];
    await world.close();
  });

  const onError = (): void => undefined;
  const start = async (): Promise<Reminders> => {
    const name = `email-${String(process.pid)}-${String(nth)}`;
    const jobs =
      redis === null
        ? await createPostgresJobQueue({ name, connectionString: world.database.url, onError })
        : createRedisJobQueue({ name, url: redis.url, onError });
    const reminders = world.remindersOn(jobs);
    open.push({ jobs, reminders });
    await reminders.worker.start();
    return reminders;
  };
  const loseQueue = async (): Promise<void> => {
    if (redis === null) {
      await world.database.pool.query('delete from bullmq.job');
      return;
    }
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  };
  /** Sweeps again and again, as a worker does, until so many are sent. */
  const sent = async (count: number, sweep: () => Promise<unknown>): Promise<void> => {
    for (const end = performance.now() + 60_000; world.channel.sent.length < count;) {
      if (performance.now() > end) throw new Error(`Only ${String(world.channel.sent.length)} of ${String(count)} were sent`);
      await sweep();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const assign = async (count: number): Promise<void> => {
    const agencies = Array.from({ length: count }, (_, index) => `so-${String(index)}`);
    for (const agency of agencies) world.member(agency);
    for (let from = 0; from < count; from += 50) await world.enter({ leads: agencies.slice(from, from + 50), due: null });
  };
  const isEachOnce = (count: number): void => {
    const addresses = world.channel.sent.map(({ to }) => to.address);
    expect(addresses).toHaveLength(count);
    expect(new Set(addresses).size).toBe(count);
  };

  test('R1: after three days without a worker over four due points one catch-up digest leaves, marked as delayed', async () => {
    world.member('so-noi-vu');
    const first = await start();
    for (const due of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-27']) await world.enter({ leads: ['so-noi-vu'], due });
    await world.follow();
    await sent(4, () => first.sweep.run());
    world.channel.sent.length = 0;
    await world.at('2026-11-19T09:00:00+07:00');
    await sent(1, () => first.sweep.run());
    for (let time = 0; time < 3; time += 1) await first.sweep.run();
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.sent[0]?.text).toContain('gửi chậm do hệ thống gián đoạn');
  });

  test('R2: five workers, 1,000 reminders, 1,000 sends', async () => {
    await assign(1_000);
    await world.follow();
    const workers = await Promise.all(Array.from({ length: 5 }, start));
    await sent(1_000, () => Promise.all(workers.map(({ sweep }) => sweep.run())));
    isEachOnce(1_000);
  }, 120_000);

  test('R9: nobody signs in, and the mail leaves all the same', async () => {
    await assign(1);
    await world.follow();
    await start();
    await sent(1, () => Promise.resolve());
  });

  test('R15: ten sweeps in a row are one send', async () => {
    await assign(1);
    await world.follow();
    const { sweep } = await start();
    for (let time = 0; time < 10; time += 1) await sweep.run();
    await sent(1, () => Promise.resolve());
    for (let time = 0; time < 3; time += 1) await sweep.run();
    isEachOnce(1);
  });

  test('the queue loses everything with 1,000 planned: one sweep of delay, and each once', async () => {
    await assign(1_000);
    await world.follow();
    const { sweep } = await start();
    await sweep.run();
    await loseQueue();
    await sent(1_000, () => sweep.run());
    isEachOnce(1_000);
  }, 120_000);
});
