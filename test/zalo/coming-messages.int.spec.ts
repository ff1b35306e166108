import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { standIn, TokenKeeper, ZaloClient } from '#channels';
import { ComingMessages, Problem, type ComingMessageView } from '#contracts';
import { createLogger, setClockOffset, type RunningApp } from '#platform';
import { createApiBed, type ApiBed } from '../../apps/api/src/testing/api-bed.js';
import type { ApiClient } from '../../apps/api/src/testing/api-client.js';
import { enterTask } from '../../apps/api/src/testing/enter-task.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { startZaloSandbox, type RunningSandbox } from '../../apps/zalo-sandbox/src/start-zalo-sandbox.js';

const EVENING = '2031-10-13T18:00:00+07:00';
/** The letters are made, and what waited for the office goes a minute later. */
const OPENING = '2031-10-14T07:30:05+07:00';
const AFTER_OPENING = '2031-10-14T07:31:05+07:00';
const account = { appId: '4321000', appSecret: 'app-secret', oaSecret: 'oa-secret' };

interface Arrived {
  readonly to: string;
  readonly kind: 'zns' | 'oa';
  readonly templateId: string | null;
  readonly content: Readonly<Record<string, string>>;
}

describe('messages by Zalo of the coming seven days', () => {
  let bed: ApiBed;
  let sandbox: RunningSandbox;
  let worker: RunningApp | null = null;
  let office: ApiClient;
  let now = new Date(EVENING);

  const pool = () => bed.resources.context.pool;
  const startWork = async (): Promise<void> => {
    worker = await startWorker({ ...bed.resources.context, logger: createLogger({ level: 'silent' }) });
  };
  const control = async (path: string, body: object = {}): Promise<unknown> =>
    (
      await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();
  const until = async <Found>(what: string, read: () => Promise<Found | null>): Promise<Found> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = await read();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It did not come to this: ${what}`);
  };
  const waiting = async (): Promise<number> =>
    (await pool().query("select 1 from rem.deliveries where channel = 'zalo' and status = 'retry'")).rows.length;
  const linesWaiting = async (): Promise<number> =>
    (
      await pool().query(
        "select 1 from rem.ledger l join rem.deliveries d on d.id = l.delivery_id where d.channel = 'zalo' and d.status = 'retry' and l.outcome is null",
      )
    ).rows.length;
  const arrived = async (): Promise<readonly Arrived[]> =>
    (await (await fetch(`${sandbox.url}/sandbox/messages`)).json()) as readonly Arrived[];
  const messages = (client: ApiClient, query = ''): Promise<ComingMessages> =>
    client.get(`/reminders/coming/messages?day=2031-10-14${query}`, ComingMessages);
  const names = async (client: ApiClient, query = ''): Promise<readonly string[]> =>
    (await messages(client, query)).messages.map(({ recipient }) => recipient.name).toSorted();

  beforeAll(async () => {
    sandbox = await startZaloSandbox({ ...account, now: () => now, templates: ['77'] });
    const zalo = { ...account, templateId: '77', perSecond: 10, url: sandbox.url };
    bed = await createApiBed(new Date(EVENING).toISOString(), { zalo });
    await setClockOffset(pool(), EVENING, { again: true });
    const { code } = (await control('consent')) as { code: string };
    const client = new ZaloClient({ ...zalo, hosts: standIn(sandbox.url) });
    await new TokenKeeper(pool(), bed.resources.context.masterKey, client).link(code, null);
    office = await bed.signIn('van-phong-ubnd-tinh');
    for (const [agency, phone] of [
      ['so-noi-vu', '0912345678'],
      ['so-xay-dung', '0987654321'],
      ['so-y-te', null],
    ] as const) {
      const member = await bed.signIn(agency);
      if (phone !== null) await member.request('POST', '/me/zalo', { phone, consent: true });
    }
    // Given in the evening, due the day after the next: the message about it waits for the office, and the reminder of the morning joins it.
    await enterTask(bed, { title: 'Nộp đề án sắp xếp', leads: ['so-noi-vu'], due: '2031-10-15', kind: 'date' });
    await enterTask(bed, { row: 2, title: 'Lập quy hoạch đường', leads: ['so-xay-dung', 'so-y-te'], due: '2031-10-15', kind: 'date' });
    await bed.runner.catchUp();
    await startWork();
    await until('two messages wait for the office', async () => ((await waiting()) === 2 ? true : null));
  }, 60_000);
  afterAll(async () => {
    await worker?.close();
    await bed.close();
    await sandbox.close();
  });

  test('everybody reads their own, the Office everybody’s who agreed; with the reason why they wait, and the phone masked', async () => {
    const mine = await messages(await bed.signIn('so-noi-vu'));
    expect(mine).toMatchObject({ state: 'open', day: '2031-10-14', total: 1, quota: null });
    expect(mine.messages).toMatchObject([
      {
        at: expect.stringMatching(/^2031-10-14T00:31/u),
        recipient: { name: 'Người của so-noi-vu', phone: '***678' },
        agencies: [{ id: 'so-noi-vu' }],
        reminders: 2,
        joined: 2,
        heldBy: 'Tin Zalo ngoài giờ làm việc: chờ đến giờ làm việc',
        content: { form: 'template', templateId: '77', text: null },
      },
    ]);
    expect(mine.messages[0]?.content?.reasons.map(({ work }) => work.title)).toEqual(['Nộp đề án sắp xếp', 'Nộp đề án sắp xếp']);
    expect(await names(office, '&scope=all')).toEqual(['Người của so-noi-vu', 'Người của so-xay-dung']);
    expect(await names(office, '&scope=all&agency=so-xay-dung')).toEqual(['Người của so-xay-dung']);
    expect(await names(office, '&scope=all&name=noi')).toEqual(['Người của so-noi-vu']);
    expect(await names(office, '&scope=all&skip=1')).toHaveLength(1);
    expect(await names(await bed.signIn('so-y-te'))).toEqual([]);
  });

  test('nobody else looks through them, and a phone number stands nowhere', async () => {
    const member = await bed.signIn('so-noi-vu');
    const answer = await member.request('GET', '/reminders/coming/messages?scope=all');
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([403, 'REQUEST.FORBIDDEN']);
    expect((await bed.anonymous().request('GET', '/reminders/coming/messages')).status).toBe(401);
    expect((await office.request('GET', '/reminders/coming/messages?scope=all')).text).not.toMatch(/912345678|987654321/u);
  });

  test('while the channel rests nobody can foretell when it goes on; without an account there is nothing', async () => {
    await pool().query("insert into rem.paused_channels (name, reason) values ('zalo', 'zalo -115 (money)')");
    expect(await messages(office, '&scope=all')).toMatchObject({ state: 'paused', messages: [], days: [] });
    await pool().query('delete from rem.paused_channels');
    const bare = await createApiBed();
    expect(await messages(await bare.signIn('so-noi-vu'))).toMatchObject({ state: 'none', messages: [] });
    await bare.close();
  });

  test('who wrote to the account lately is foretold a message in its own words, as long as that still holds when it leaves', async () => {
    const wrote = (at: string): Promise<unknown> =>
      pool().query("update id.people set zalo_id = 'u7', zalo_wrote_at = $1 where phone = '84987654321'", [at]);
    const builder = await bed.signIn('so-xay-dung');
    const content = async (): Promise<ComingMessageView['content'] | undefined> => (await messages(builder)).messages[0]?.content;
    await wrote('2031-10-07T01:00:00Z');
    expect(await content()).toMatchObject({ form: 'account', parameters: [], text: expect.stringContaining('nhiệm vụ') });
    // Open in the evening, closed in the morning.
    await wrote('2031-10-07T00:00:00Z');
    expect(await content()).toMatchObject({ form: 'template', text: null });
    await wrote('2031-10-13T01:00:00Z');
    await control('users', { event: 'user_send_text', user: 'u7' });
  });

  test('what was foretold in the evening is what arrives on the phones in the morning, word for word', async () => {
    const told = (await messages(office, '&scope=all')).messages.map(({ content }) => ({
      kind: content?.form === 'account' ? 'oa' : 'zns',
      templateId: content?.templateId,
      content:
        content?.text == null
          ? Object.fromEntries(content?.parameters.map(({ name, value }) => [name, value]) ?? [])
          : { text: content.text },
    }));
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['oa', 'zns']);
    await setClockOffset(pool(), OPENING, { again: true });
    await until('the reminders of the morning have joined what waits', async () => ((await linesWaiting()) === 4 ? true : null));
    now = new Date(AFTER_OPENING);
    await setClockOffset(pool(), AFTER_OPENING, { again: true });
    const sent = await until('two messages', async () => {
      const all = await arrived();
      return all.length >= 2 ? all : null;
    });
    const byKind = (one: { readonly kind: string }, other: { readonly kind: string }): number => one.kind.localeCompare(other.kind);
    expect(sent.map(({ kind, templateId, content }) => ({ kind, templateId, content })).toSorted(byKind)).toEqual(told.toSorted(byKind));
    const quota = await until('what is left of the day', async () => (await messages(office, '&scope=all')).quota);
    expect(quota).toMatchObject({ foretold: 0 });
    expect(quota.daily - quota.remaining).toBe(1);
  });
});
