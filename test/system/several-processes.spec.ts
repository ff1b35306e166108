import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '#testing';
import { freePort, type Product, startProduct, temporaryFolder } from '../support/start-product.js';
import { queryUrl } from '../support/log.js';

const hasRedisServer = (): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const given = process.env['REDIS_URL'];
const possible = given !== undefined || hasRedisServer();
if (!possible) console.warn('NOT RUN: two api and two worker processes on Redis: set REDIS_URL or install redis-server.');

(possible ? describe : describe.skip)('two api and two worker processes on a database and a Redis of their own', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let redis: ChildProcess | null = null;
  let redisUrl = given ?? '';
  let dataDir: string;
  const running: Product[] = [];

  const startRedis = async (): Promise<void> => {
    if (given !== undefined) return;
    const port = await freePort();
    redisUrl = `redis://127.0.0.1:${String(port)}`;
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'], {
      stdio: 'ignore',
    });
  };

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    await startRedis();
    database = await createTestDatabase({ migrations: [] });
  });
  afterAll(async () => {
    await Promise.all(running.map(async (product) => product.killTree()));
    redis?.kill('SIGKILL');
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('the same work, and each reminder is delivered once', async () => {
    const env = { DATABASE_URL: database.url, REDIS_URL: redisUrl, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    // The demonstration is seeded by one start of everything, then the four processes take over.
    const seeding = await startProduct({ dataDir, env: { ...env, DONDOC_DEMO: 'true' } });
    expect(await seeding.stop()).toBe(0);

    const start = async (app: 'api' | 'worker'): Promise<Product> => {
      const product = await startProduct({ app, dataDir, env });
      running.push(product);
      return product;
    };
    const first = await start('api');
    const second = await start('api');
    await start('worker');
    await start('worker');

    const officer = await first.signIn('so-noi-vu');
    const office = await second.signIn('van-phong-ubnd-tinh');
    const task = (await officer.tasks('&role=lead&agency=so-noi-vu')).find((candidate) => candidate.row === 14)!;
    await officer.must(task.id, 'acknowledge');
    await officer.must(task.id, 'ask-coordination', {
      agencies: ['so-tai-chinh', 'so-y-te'],
      text: 'Đề nghị tham gia ý kiến.',
      replyBy: '2099-12-31',
    });
    // The other process shows it.
    await office.until(
      'the ask is seen through the other api process',
      async () => (await office.task(task.id)).parts[0]?.asks.length === 2,
    );
    await office.until('both asks have been mailed', async () => {
      const mails = (await office.mails()).filter((mail) => /ý kiến|phối hợp/u.test(mail.subject));
      return new Set(mails.flatMap((mail) => mail.to)).size >= 2;
    });
    const doubled = await queryUrl<{ n: string }>(
      database.url,
      `select count(*) as n from (select recipients, subject, message_id from channels.caught_mail group by 1, 2, 3 having count(*) > 1) d`,
    );
    expect(Number(doubled[0]?.n)).toBe(0);
    const mails = await office.mails();
    expect(new Set(mails.map((mail) => `${mail.to.join()} ${mail.subject}`)).size).toBe(mails.length);
  }, 240_000);

  test('two agencies submit their parts of one task at the same instant: both are recorded, nobody sees an error', async () => {
    const [first, second] = running as [Product, Product];
    const agencies = ['ubnd-huyen-bac-son', 'ubnd-huyen-chi-lang'] as const;
    const people = [await first.signIn(agencies[0]), await second.signIn(agencies[1])] as const;
    // Eleven districts lead it, each a part.
    const { id } = (await people[0].tasks('&role=lead')).find(({ row }) => row === 1)!;
    const both = async (verb: string, body: object): Promise<void> => {
      const replies = await Promise.all(people.map((person) => person.must(id, verb, body)));
      expect(replies.map(({ events }) => events.length)).toEqual([expect.any(Number), expect.any(Number)]);
      expect(new Set(replies.map(({ version }) => version)).size).toBe(2);
    };
    await both('acknowledge', {});
    for (let round = 1; round <= 10; round += 1) {
      await both('submit-completion', { text: `Đã hoàn thành, lần ${String(round)}` });
      if (round < 10) await both('withdraw-submission', {});
    }
    const office = await first.signIn('van-phong-ubnd-tinh');
    const submitted = await office.until('both submissions are seen', async () => {
      // The view may still stand at an earlier round.
      const parts = (await office.task(id)).parts.filter(
        ({ agency, work, submissions }) =>
          agencies.some((one) => one === agency.id) && work === 'submitted' && submissions.at(-1)?.number === 10,
      );
      return parts.length === 2 && parts;
    });
    for (const { submissions } of submitted) expect(submissions).toHaveLength(10);
  }, 120_000);
});
