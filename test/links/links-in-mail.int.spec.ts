import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CaughtMailStore } from '#channels';
import { createLogger, type RunningApp } from '#platform';
import { redisForTests, startRedis } from '#testing';
import { createApiBed, type ApiBed } from '../../apps/api/src/testing/api-bed.js';
import { enterTask } from '../../apps/api/src/testing/enter-task.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';

const backends = redisForTests() === 'none' ? ['postgres'] : ['redis', 'postgres'];

describe('links in mails', () => {
  let bed: ApiBed;
  beforeAll(async () => {
    bed = await createApiBed();
    await bed.signIn('so-noi-vu');
  });
  afterAll(() => bed.close());

  /** A worker sends while the tests of a block run. */
  const whileAWorkerSends = (backend = 'postgres'): void => {
    const closers: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      const redis = backend === 'redis' ? await startRedis() : null;
      if (redis !== null) closers.push(() => redis.stop());
      const { context } = bed.resources;
      const config = { ...context.config, redisUrl: redis?.url ?? null };
      const worker: RunningApp = await startWorker({ ...context, config, logger: createLogger({ level: 'silent' }) });
      closers.push(() => worker.close());
    });
    afterAll(async () => {
      for (const close of closers.reverse()) await close();
    });
  };

  const pool = () => bed.resources.context.pool;
  const stateOf = async (): Promise<unknown> =>
    (
      await pool().query(
        `select (select count(*) from es.events) as events, (select count(*) from rem.act_links where used_at is not null) as used,
                (select jsonb_agg(to_jsonb(d) order by d.id) from rem.deliveries d) as deliveries`,
      )
    ).rows;

  /** The links of the mail about a task of this title, from text and HTML alike. */
  const linksOf = async (title: string): Promise<readonly string[]> => {
    const store = new CaughtMailStore(pool());
    for (let tries = 0; tries < 400; tries += 1) {
      for (const { id } of await store.list({ to: 'so-noi-vu@example.invalid' })) {
        const mail = await store.get(id);
        if (mail?.text.includes(title) !== true) continue;
        const found = [...`${mail.text} ${mail.html ?? ''}`.matchAll(/https?:\/\/localhost:3000[^\s"<>]*/gu)].map(([url]) => url);
        return [...new Set(found)];
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`No mail tells of ${title}`);
  };
  const tokenIn = (links: readonly string[]): string =>
    links
      .find((url) => url.includes('/lien-ket/'))!
      .split('/')
      .at(-1)!;
  const anonymous = () => bed.anonymous();

  describe.each(backends)('with the queue on %s', (backend) => {
    whileAWorkerSends(backend);

    test('R14: a scanner that fetches every link of every mail, by GET and HEAD, changes nothing', async () => {
      const title = `Đề án mười bốn, ${backend}`;
      await enterTask(bed, { title, leads: ['so-noi-vu'] });
      const links = await linksOf(title);
      const token = tokenIn(links);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = await stateOf();
      const paths = [...links.map((url) => new URL(url).pathname), `/api/v1/links/${token}`];
      expect(paths.length).toBeGreaterThanOrEqual(3);
      for (const url of paths) {
        for (const method of ['GET', 'HEAD', 'GET'] as const) {
          const { statusCode } = await bed.app.inject({ method, url });
          expect(statusCode).toBeLessThan(500);
        }
      }
      expect((await anonymous().request('GET', `/links/${token}`)).body).toMatchObject({ state: 'open', task: { title } });
      expect(await stateOf()).toEqual(before);
    });
  });

  describe('acted on', () => {
    whileAWorkerSends();

    test('the button acknowledges without signing in, once; the log keeps who, and that it came by a link', async () => {
      const task = await enterTask(bed, { title: 'Đề án tiếp nhận', leads: ['so-noi-vu'] });
      const token = tokenIn(await linksOf('Đề án tiếp nhận'));
      expect(await anonymous().request('POST', `/links/${token}`)).toMatchObject({ status: 200, body: { state: 'used' } });
      expect((await anonymous().request('POST', `/links/${token}`)).body).toMatchObject({ code: 'LINK.USED' });
      const { rows } = await pool().query<{ actor: string; meta: { via: string; onBehalfOf: string } }>(
        `select actor, meta from es.events where stream_id = $1 and type = 'AssignmentAcknowledged'`,
        [`task-${task}`],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ meta: { via: 'link', onBehalfOf: 'so-noi-vu' } });
      expect(rows[0]!.actor).not.toBe('system');
    });

    test('after somebody else acknowledged there is nothing to do, and a link that ran out leads to signing in', async () => {
      const task = await enterTask(bed, { title: 'Đề án đã nhận', leads: ['so-noi-vu'] });
      const token = tokenIn(await linksOf('Đề án đã nhận'));
      const member = await bed.signIn('so-noi-vu');
      await bed.runner.catchUp();
      await member.must(task, 'acknowledge');
      expect((await anonymous().request('GET', `/links/${token}`)).body).toMatchObject({ state: 'gone' });
      expect((await anonymous().request('POST', `/links/${token}`)).status).toBe(409);
      await enterTask(bed, { title: 'Đề án quá hạn liên kết', leads: ['so-noi-vu'] });
      const old = tokenIn(await linksOf('Đề án quá hạn liên kết'));
      await pool().query("update rem.act_links set expires_at = app_now() - interval '1 second'");
      expect((await anonymous().request('POST', `/links/${old}`)).body).toMatchObject({ code: 'LINK.EXPIRED' });
    });

    test('a token stands in the database as its hash alone, and a made-up one finds nothing', async () => {
      await enterTask(bed, { title: 'Đề án mã băm', leads: ['so-noi-vu'] });
      const token = tokenIn(await linksOf('Đề án mã băm'));
      const { rows } = await pool().query<{ known: boolean }>('select true as known from rem.act_links where token_sha256 = $1', [
        createHash('sha256').update(token).digest(),
      ]);
      expect(rows).toEqual([{ known: true }]);
      expect((await anonymous().request('GET', '/links/aaaaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404);
      expect((await anonymous().request('GET', '/links/x')).status).toBe(404);
    });

    test('no other act is offered by a link, and a mailbox that many read is given none', async () => {
      await pool().query("insert into id.mailboxes values ('so-tai-chinh', 'van-thu@so-tai-chinh.invalid')");
      await enterTask(bed, { title: 'Đề án hộp thư chung', leads: ['so-tai-chinh'] });
      const store = new CaughtMailStore(pool());
      for (let tries = 0; tries < 400 && (await store.list({ to: 'van-thu@so-tai-chinh.invalid' })).length === 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      const [summary] = await store.list({ to: 'van-thu@so-tai-chinh.invalid' });
      const mail = await store.get(summary!.id);
      expect(mail?.text).toContain('Đề án hộp thư chung');
      expect(mail?.text).not.toContain('lien-ket');
      expect(mail?.html).not.toContain('lien-ket');
    });
  });
});
