import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SendingHealthView } from '#contracts';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';
import { redisForTests, startRedis, type TestRedis } from '#testing';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';

const onError = (): void => undefined;
const withRedis = redisForTests() === 'none' ? describe.skip : describe;

const boardConformance = (open: () => Promise<{ readonly bed: ApiBed; readonly queue: () => Promise<JobQueue> }>): void => {
  let bed: ApiBed;
  let queue: JobQueue;
  let makeQueue: () => Promise<JobQueue>;
  beforeAll(async () => {
    ({ bed, queue: makeQueue } = await open());
  });
  afterAll(async () => {
    await bed.close();
    await queue.close();
  });

  test('is an administrator’s alone', async () => {
    for (const url of ['/api/queue-board', '/api/queue-board/api/queues', '/api/queue-board/static/js/main.js']) {
      expect((await bed.anonymous().request('GET', url)).status).toBe(401);
      expect((await (await bed.signIn('van-phong-ubnd-tinh')).request('GET', url)).status).toBe(403);
      expect((await (await bed.signIn('so-noi-vu')).request('GET', url)).status).toBe(403);
    }
  });

  test('shows what waits in the workers’ queues, and changes nothing', async () => {
    queue = await makeQueue();
    await queue.add([{ id: 'deliver-abc-g0-later', name: 'deliver', data: { delivery: 'abc' }, delay: 3_600_000 }]);
    const admin = await bed.signIn('admin');
    const page = await admin.request('GET', '/api/queue-board');
    expect([page.status, String(page.headers['content-type'])]).toEqual([200, expect.stringContaining('text/html')]);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const script = /static\/js\/main\.[\w.]+\.js/u.exec(page.text)?.[0] ?? '';
    expect((await admin.request('GET', `/api/queue-board/${script}`)).status).toBe(200);
    const listed = await admin.request('GET', '/api/queue-board/api/queues?activeQueue=email&status=delayed&page=1');
    expect(listed.body.queues).toContainEqual(
      expect.objectContaining({ name: 'email', readOnlyMode: true, counts: expect.objectContaining({ delayed: 1 }) }),
    );
    expect(JSON.stringify(listed.body)).toContain('deliver-abc-g0-later');
    for (const url of ['/api/queue-board/api/queues/email/pause', '/api/queue-board/api/queues/email/obliterate']) {
      expect((await admin.request('PUT', url)).status).toBe(404);
    }
    const health = await admin.get('/sending', SendingHealthView);
    expect(health.queue).toMatchObject({ delayed: 1, failed: 0 });
  });
};

describe('the board of a queue on PostgreSQL', () => {
  boardConformance(async () => {
    const bed = await createApiBed();
    return {
      bed,
      queue: () => createPostgresJobQueue({ name: 'email', connectionString: bed.resources.context.databaseUrl, onError }),
    };
  });
});

withRedis('the board of a queue on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  boardConformance(async () => ({
    bed: await createApiBed(undefined, { redisUrl: redis.url }),
    queue: () => Promise.resolve(createRedisJobQueue({ name: 'email', url: redis.url, onError })),
  }));
});
