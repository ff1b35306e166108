import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { channelsMigrations, standIn, TokenKeeper, ZaloChannel, ZaloClient, ZaloStatusBoard, type ZaloAccount } from '#channels';
import type { TaskId } from '#domain';
import { MasterKey } from '#platform';
import { CourtesyGate, resumeChannel } from '#reminders';
import type { ReminderWorld, Sender } from '../../libs/reminders/src/testing/reminder-world.js';
import { worldForEachTest } from '../../libs/reminders/src/testing/world-for-each-test.js';
import { startZaloSandbox, type RunningSandbox } from '../../apps/zalo-sandbox/src/start-zalo-sandbox.js';

const secrets = { appId: '4321', appSecret: 'app-secret', oaSecret: 'oa-secret' };
const masterKey = new MasterKey(Buffer.alloc(32, 7).toString('base64'));
const TIMEOUT = 800;

interface Colleague {
  readonly agency: string;
  readonly phone: string;
  readonly key: string;
}

/** From the log to the phone: what the ledger says of every answer that Zalo has. */
describe('reminders by Zalo, against a program that speaks its contract', () => {
  let world: ReminderWorld;
  let sandbox: RunningSandbox;
  let sender: Sender;
  let tokens: TokenKeeper;
  let now: Date;
  let nth = 0;

  const control = async (path: string, body: object = {}, method = 'POST'): Promise<unknown> => {
    const init: RequestInit = { method, headers: { 'Content-Type': 'application/json' } };
    const response = await fetch(`${sandbox.url}/sandbox/${path}`, method === 'POST' ? { ...init, body: JSON.stringify(body) } : init);
    return response.json();
  };
  const fault = (phone: string, what: object, times = 1): Promise<unknown> => control('faults', { on: 'zns', what, to: phone, times });
  const arrived = async (phone: string): Promise<number> =>
    ((await control('messages', {}, 'GET')) as readonly { readonly to: string }[]).filter(({ to }) => to === phone).length;
  const account = (): ZaloAccount => ({ ...secrets, templateId: '77', hosts: standIn(sandbox.url) });
  const clientOf = (): ZaloClient => new ZaloClient(account(), TIMEOUT);

  const at = async (instant: string): Promise<void> => {
    now = new Date(instant);
    await world.at(instant);
  };
  const rounds = async (count = 3): Promise<void> => {
    for (let round = 0; round < count; round += 1) await world.round(sender);
  };
  const colleague = ({ hasMail = true } = {}): Colleague => {
    nth += 1;
    const agency = `so-${String(nth)}`;
    const phone = `84${String(900_000_000 + nth)}`;
    const member = world.member(agency);
    const id = member.key.slice('person:'.length);
    const byZalo = { key: `zalo:${id}`, channel: 'zalo', name: member.name, address: phone } as const;
    world.subscribed.push(id);
    world.besides.push(byZalo, { key: `mailbox:${agency}`, channel: 'email', name: agency, address: `van-thu@${agency}.invalid` });
    if (!hasMail) world.people.set(agency, [byZalo]);
    return { agency, phone, key: byZalo.key };
  };
  const assign = ({ agency }: Colleague): Promise<TaskId> => world.enter({ leads: [agency], due: '2026-11-10' });
  const stateOf = async ({ key }: Colleague): Promise<readonly { status: string; reason: string | null; next: string }[]> => {
    const { rows } = await world.database.pool.query<{ status: string; reason: string | null; next_at: Date }>(
      "select status, reason, next_at from rem.deliveries where recipient_key = $1 and status <> 'void' order by created_at",
      [key],
    );
    return rows.map(({ status, reason, next_at }) => ({ status, reason, next: next_at.toISOString().slice(0, 16) }));
  };
  const mailTo = (address: string): number => world.channel.sent.filter(({ to }) => to.address === address).length;
  const alarm = async (): Promise<string | null> => (await new ZaloStatusBoard(world.database.pool).read()).alarm?.reason ?? null;
  const isPaused = async (): Promise<boolean> =>
    (await world.database.pool.query("select 1 from rem.paused_channels where name = 'zalo'")).rows.length === 1;

  worldForEachTest(
    'postgres',
    (fresh) => {
      world = fresh;
    },
    channelsMigrations,
  );
  beforeEach(async () => {
    now = new Date('2026-11-02T09:00:00+07:00');
    sandbox = await startZaloSandbox({ ...secrets, now: () => now, dailyQuota: 50, templates: ['77'] });
    await at('2026-11-02T09:00:00+07:00');
    const { pool } = world.database;
    tokens = new TokenKeeper(pool, masterKey, clientOf());
    await tokens.link(((await control('consent')) as { code: string }).code, null);
    const gate = new CourtesyGate(pool, world.rules.policies, world.rules.calendar);
    world.zaloChannel = new ZaloChannel({
      client: clientOf(),
      tokens,
      status: new ZaloStatusBoard(pool),
      now: () => now,
      restOf: (id) => gate.restOf(id),
      openWindow: () => Promise.resolve(null),
    });
    sender = await world.worker();
  });
  afterEach(() => sandbox.close());

  test('a new task due soon is a mail and a message on the phone, once each', async () => {
    const lan = colleague();
    await assign(lan);
    await rounds(4);
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
    expect(await arrived(lan.phone)).toBe(1);
    expect(world.channel.sent).toHaveLength(1);
  });

  test('transient (−100): again after a while, once', async () => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'error', code: -100 });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'retry', reason: expect.stringContaining('-100') }]);
    await at('2026-11-02T09:01:00+07:00');
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
    expect(await arrived(lan.phone)).toBe(1);
  });

  test.each([-124, -1241])('the access token is not accepted (%i): renewed once, sent once', async (code) => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'error', code });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
    expect(await arrived(lan.phone)).toBe(1);
    expect((await tokens.current()).generation).toBe(2);
  });

  test('night (−133): at six, or when the office opens, whichever is later', async () => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'error', code: -133 });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'retry', next: '2026-11-02T23:00' }]);
    await at('2026-11-03T06:01:00+07:00');
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'retry', reason: 'outside-office-hours', next: '2026-11-03T00:31' }]);
    await at('2026-11-03T07:31:05+07:00');
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
  });

  test.each([-144, -1441, -147, -1472])('the day’s quota is used up (%i): the next day, with an alarm', async (code) => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'error', code });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'retry', next: '2026-11-02T17:05' }]);
    expect(await alarm()).toContain(String(code));
    await at('2026-11-03T07:31:05+07:00');
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
  });

  test('the sandbox’s own quota: what is over it waits for the next day, and nothing is lost', async () => {
    await control('quota', { daily: 2 });
    const three = [colleague(), colleague(), colleague()];
    for (const one of three) await assign(one);
    await rounds();
    const first = (await Promise.all(three.map(stateOf))).flat().map(({ status }) => status);
    expect(first.toSorted()).toEqual(['retry', 'sent', 'sent']);
    await at('2026-11-03T07:31:05+07:00');
    await rounds();
    expect((await Promise.all(three.map(stateOf))).flat().map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
  });

  describe.each([
    ['no such phone', [-107, -108], { isMarked: true, alarm: false }],
    ['blocked, not registered, cannot receive', [-110, -114, -118, -119, -139, -141, -134], { isMarked: false, alarm: false }],
    ['template or content wrong', [-109, -111, -112, -1121, -1123, -113, -116, -121, -130, -132], { isMarked: false, alarm: true }],
    ['malformed', [-122, -123, -128, -129, -142, -143], { isMarked: false, alarm: true }],
  ])('%s', (_name, codes, expected) => {
    test('refused for good: never tried again, the mail has told it all, and who has no mail hears by the agency’s mailbox', async () => {
      for (const code of codes) {
        const [beside, alone] = [colleague(), colleague({ hasMail: false })];
        for (const one of [beside, alone]) await fault(one.phone, { kind: 'error', code }, 100);
        await assign(beside);
        await assign(alone);
        await rounds(4);
        for (const one of [beside, alone]) {
          expect(await stateOf(one)).toMatchObject([{ status: 'refused', reason: expect.stringContaining(String(code)) }]);
          expect(world.marked.includes(one.key)).toBe(expected.isMarked);
        }
        expect(mailTo(`van-thu@${alone.agency}.invalid`)).toBe(1);
        expect(mailTo(`van-thu@${beside.agency}.invalid`)).toBe(0);
        expect((await alarm())?.includes(String(code)) ?? false).toBe(expected.alarm);
      }
      const sent = world.channel.sent.length;
      await at('2026-11-02T12:00:00+07:00');
      await rounds();
      expect(world.channel.sent).toHaveLength(sent);
      expect(await world.ledger.refusedForLackOfRecipient()).toEqual([]);
    });
  });

  test.each([
    ['money', [-115, -126, -136, -137]],
    [
      'application, account or template not set up',
      [-101, -102, -103, -104, -105, -106, -117, -120, -125, -127, -131, -135, -1351, -138, -140, -145, -146],
    ],
  ])('%s: the channel rests with an alarm, mail goes on, and nothing is lost when it is mended', async (_name, codes) => {
    const all: Colleague[] = [];
    for (const code of codes) {
      const [first, second] = [colleague(), colleague()];
      all.push(first, second);
      await fault(first.phone, { kind: 'error', code });
      await assign(first);
      await rounds();
      expect(await isPaused()).toBe(true);
      expect(await alarm()).toContain(String(code));
      await assign(second);
      await rounds();
      expect(await stateOf(second)).toMatchObject([{ status: 'ready' }]);
      expect(mailTo(`${second.agency}-1@tinh.invalid`)).toBe(1);
      await resumeChannel(world.database.pool, 'zalo');
      await rounds();
    }
    for (const one of all) expect(await arrived(one.phone)).toBe(1);
  });

  test('a code that nobody has told us of is tried again, with an alarm', async () => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'error', code: -4321 });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'retry' }]);
    expect(await alarm()).toContain('-4321');
  });

  test('slow, but within the time it has: sent', async () => {
    const lan = colleague();
    await fault(lan.phone, { kind: 'slow', milliseconds: 300 });
    await assign(lan);
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
  });

  test.each([{ kind: 'hang-after' }, { kind: 'hang-before' }, { kind: 'status', status: 503 }])(
    'no answer (%j): uncertain, never sent again by itself, and the mail has told it',
    async (what) => {
      const lan = colleague();
      await fault(lan.phone, what);
      await assign(lan);
      await rounds();
      expect(await stateOf(lan)).toMatchObject([{ status: 'uncertain' }]);
      for (const later of ['2026-11-02T10:00:00+07:00', '2026-11-03T10:00:00+07:00', '2026-11-05T10:00:00+07:00']) {
        await at(later);
        await rounds();
      }
      expect(await stateOf(lan)).toMatchObject([{ status: 'uncertain' }]);
      expect(await arrived(lan.phone)).toBe(what.kind === 'hang-after' ? 1 : 0);
      expect(mailTo(`${lan.agency}-1@tinh.invalid`)).toBe(1);
    },
  );

  test('the chain of tokens is lost: the channel rests until a new consent, then what waited leaves', async () => {
    const lan = colleague();
    await control('forget-tokens');
    await assign(lan);
    await rounds();
    expect(await isPaused()).toBe(true);
    await tokens.link(((await control('consent')) as { code: string }).code, null);
    await resumeChannel(world.database.pool, 'zalo');
    await rounds();
    expect(await stateOf(lan)).toMatchObject([{ status: 'sent' }]);
  });
});
