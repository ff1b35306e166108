import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  channelsMigrations,
  NoToken,
  standIn,
  TokenKeeper,
  ZaloChannel,
  ZaloClient,
  ZaloStatusBoard,
  type OutgoingMessage,
  type ZaloAccount,
} from '#channels';
import { MasterKey, platformMigrations } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { startZaloSandbox, type RunningSandbox } from '../../apps/zalo-sandbox/src/start-zalo-sandbox.js';

const TIMEOUT = 150;
const masterKey = new MasterKey(Buffer.alloc(32, 7).toString('base64'));
const secrets = { appId: '4321', appSecret: 'app-secret', oaSecret: 'oa-secret' };
const yes = (): Promise<boolean> => Promise.resolve(true);

const message: OutgoingMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  to: { address: '0987 654 321', name: 'Nguyễn Thị Lan' },
  subject: 'Nhắc việc',
  text: 'x',
  html: 'x',
  thread: null,
  unsubscribe: null,
  brief: {
    occasion: 'due',
    count: 3,
    name: 'Nguyễn Thị Lan',
    authority: 'UBND tỉnh Lạng Sơn',
    planNumber: '129/KH-UBND',
    due: '27/11/2026',
    url: 'http://localhost:3000/viec-can-xu-ly',
  },
};

describe('Zalo, against a program that speaks its contract', () => {
  let database: TestDatabase;
  let sandbox: RunningSandbox;
  let now: Date;
  const others: pg.Pool[] = [];

  const control = async (path: string, body?: unknown, method = 'POST'): Promise<unknown> => {
    const init: RequestInit = { method, headers: { 'Content-Type': 'application/json' } };
    const response = await fetch(`${sandbox.url}/sandbox/${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    return response.json();
  };
  const fault = (on: 'token' | 'zns' | 'oa', what: object, times = 1): Promise<unknown> => control('faults', { on, what, times });
  const arrived = async (): Promise<readonly { readonly kind: string; readonly to: string; readonly trackingId: string | null }[]> =>
    (await control('messages', undefined, 'GET')) as never;
  const tokensIssued = async (): Promise<number> => ((await control('state', undefined, 'GET')) as { tokensIssued: number }).tokensIssued;

  const account = (): ZaloAccount => ({ ...secrets, templateId: '77', hosts: standIn(sandbox.url) });
  /** As another process would have it: a pool and a memory of its own. */
  const keeper = (): TokenKeeper => {
    const pool = new pg.Pool({ connectionString: database.url, max: 2 });
    others.push(pool);
    return new TokenKeeper(pool, masterKey, new ZaloClient(account(), TIMEOUT));
  };
  const channelWith = (tokens: TokenKeeper, changes: { rests?: string | null; window?: string | null } = {}): ZaloChannel =>
    new ZaloChannel({
      client: new ZaloClient(account(), TIMEOUT),
      tokens,
      status: new ZaloStatusBoard(database.pool),
      now: () => now,
      restOf: () =>
        Promise.resolve(
          changes.rests === undefined || changes.rests === null ? null : { until: changes.rests, reason: 'outside-office-hours' },
        ),
      openWindow: () => Promise.resolve(changes.window ?? null),
    });
  const link = async (tokens: TokenKeeper): Promise<void> => {
    const { code } = (await control('consent', {})) as { code: string };
    await tokens.link(code, null);
  };
  const linked = async (changes: { rests?: string | null; window?: string | null } = {}): Promise<ZaloChannel> => {
    const tokens = keeper();
    await link(tokens);
    return channelWith(tokens, changes);
  };

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...platformMigrations, ...channelsMigrations] });
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = new Date('2026-11-27T03:00:00Z');
    await database.pool.query('truncate channels.zalo_tokens, channels.zalo_status');
    sandbox = await startZaloSandbox({ ...secrets, now: () => now, dailyQuota: 50, templates: ['77'] });
  });
  afterEach(async () => {
    await sandbox.close();
    await Promise.all(others.splice(0).map((pool) => pool.end()));
  });

  describe('tokens', () => {
    test('of six processes that find the token refused at once, one refreshes and all go on with its pair', async () => {
      const first = keeper();
      await link(first);
      const { generation } = await first.current();
      const renewed = await Promise.all(Array.from({ length: 6 }, () => keeper().renew(generation)));
      expect(new Set(renewed.map(({ value }) => value)).size).toBe(1);
      expect(await tokensIssued()).toBe(2);
      expect(await first.renew(generation)).toEqual(renewed[0]);
    });

    test('stand sealed in the database, never in the clear, and open under no other key', async () => {
      const tokens = keeper();
      await link(tokens);
      const { value } = await tokens.current();
      const { rows } = await database.pool.query<{ sealed: Buffer }>('select sealed from channels.zalo_tokens');
      expect(rows[0]?.sealed.includes(Buffer.from(value))).toBe(false);
      const stranger = new TokenKeeper(database.pool, new MasterKey(Buffer.alloc(32, 8).toString('base64')), new ZaloClient(account()));
      await expect(stranger.current()).rejects.toThrow();
      expect(await tokens.health()).toMatchObject({ state: 'good', problem: null });
    });

    test('are renewed before they run out', async () => {
      const tokens = keeper();
      await link(tokens);
      await database.pool.query("update channels.zalo_tokens set expires_at = clock_timestamp() + interval '1 minute'");
      expect((await keeper().current()).generation).toBe(2);
    });

    test('a pair that could not be stored is used by nobody', async () => {
      const tokens = keeper();
      await link(tokens);
      await database.pool.query('alter table channels.zalo_tokens add constraint full_disk check (generation < 2)');
      await expect(tokens.renew(1)).rejects.toThrow('full_disk');
      await database.pool.query('alter table channels.zalo_tokens drop constraint full_disk');
    });

    test('a refresh token that was used before loses the chain: said so, tried no more, until a new consent', async () => {
      const tokens = keeper();
      await link(tokens);
      await fault('token', { kind: 'hang-after' });
      await expect(tokens.renew(1)).rejects.toMatchObject({ isLost: false });
      await expect(tokens.renew(1)).rejects.toMatchObject({ isLost: true });
      expect(await tokens.health()).toMatchObject({ state: 'lost', problem: expect.stringContaining('-14014') });
      const channel = channelWith(tokens);
      expect(await channel.send(message, yes)).toMatchObject({ outcome: 'paused' });
      await link(tokens);
      expect(await channel.send(message, yes)).toMatchObject({ outcome: 'sent' });
    });

    test('a token service that is down for a moment loses nothing', async () => {
      const tokens = keeper();
      await link(tokens);
      await fault('token', { kind: 'status', status: 502 });
      await expect(tokens.renew(1)).rejects.toBeInstanceOf(NoToken);
      expect((await tokens.renew(1)).generation).toBe(2);
      expect(await tokens.health()).toMatchObject({ state: 'good', problem: null });
    });
  });

  test('a message arrives with our id, and the quota that is left is kept', async () => {
    const channel = await linked();
    expect(await channel.send(message, yes)).toMatchObject({ outcome: 'sent', reference: expect.stringMatching(/^zns:./u) });
    expect(await arrived()).toMatchObject([{ kind: 'zns', to: '84987654321', trackingId: message.id }]);
    expect((await new ZaloStatusBoard(database.pool).read()).quota).toMatchObject({ daily: 50, remaining: 49 });
  });

  test('never linked: the channel rests, and the administrator is told', async () => {
    expect(await channelWith(keeper()).send(message, yes)).toMatchObject({ outcome: 'paused' });
    expect((await new ZaloStatusBoard(database.pool).read()).alarm).not.toBeNull();
  });

  test('a token that has run out is renewed once and the message tried once more', async () => {
    const channel = await linked();
    await control('expire-access');
    expect(await channel.send(message, yes)).toMatchObject({ outcome: 'sent' });
    expect(await arrived()).toHaveLength(1);
    await fault('zns', { kind: 'error', code: -124 }, 2);
    expect(await channel.send(message, yes)).toMatchObject({ outcome: 'paused' });
  });

  test.each([
    [-100, 'retry'],
    [-133, 'retry'],
    [-144, 'retry'],
    [-108, 'refused'],
    [-118, 'refused'],
    [-1121, 'refused'],
    [-115, 'paused'],
    [-106, 'paused'],
    [-122, 'refused'],
    [-4321, 'retry'],
  ])('error %i is %s', async (code, outcome) => {
    const channel = await linked();
    await fault('zns', { kind: 'error', code });
    expect(await channel.send(message, yes)).toMatchObject({ outcome });
  });

  test('nothing is handed over to a strange number, outside office hours, without anything short to say, or when the work moved on', async () => {
    const channel = await linked();
    const asked: string[] = [];
    const handOver = (): Promise<boolean> => {
      asked.push('asked');
      return Promise.resolve(false);
    };
    expect(await channel.send({ ...message, to: { address: '123', name: 'x' } }, handOver)).toMatchObject({ outcome: 'refused' });
    expect(await channel.send({ ...message, brief: null }, handOver)).toMatchObject({ outcome: 'refused' });
    const resting = await linked({ rests: '2026-11-30T01:00:00.000Z' });
    expect(await resting.send(message, handOver)).toEqual({
      outcome: 'retry',
      reason: 'outside-office-hours',
      notBefore: '2026-11-30T01:00:00.000Z',
    });
    expect(asked).toEqual([]);
    expect(await channel.send(message, handOver)).toEqual({ outcome: 'withdrawn' });
    expect(await arrived()).toEqual([]);
  });

  test.each([{ kind: 'hang-after' }, { kind: 'hang-before' }, { kind: 'status', status: 503 }])(
    'after %j nobody knows: it throws and is not sent again',
    async (what) => {
      const channel = await linked();
      await fault('zns', what);
      await expect(channel.send(message, yes)).rejects.toThrow();
      expect(await arrived()).toHaveLength(what.kind === 'hang-after' ? 1 : 0);
    },
  );

  test('nobody at the other end is a retry: the message never left', async () => {
    const tokens = keeper();
    await link(tokens);
    const parts = { tokens, status: new ZaloStatusBoard(database.pool), now: () => now };
    const nowhere = new ZaloChannel({
      ...parts,
      client: new ZaloClient({ ...account(), hosts: standIn('http://127.0.0.1:54009') }, TIMEOUT),
      restOf: () => Promise.resolve(null),
      openWindow: () => Promise.resolve(null),
    });
    expect(await nowhere.send(message, yes)).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('Zalo did not answer') });
  });

  test('who wrote to the account lately is answered by it; when it may not any more, by the template', async () => {
    const channel = await linked({ window: 'u1' });
    await control('users', { event: 'user_send_text', user: 'u1', text: 'chào' });
    expect(await channel.send(message, yes)).toMatchObject({ outcome: 'sent', reference: expect.stringMatching(/^oa:./u) });
    for (const code of [-230, -232, -213, -217, -211]) {
      await fault('oa', { kind: 'error', code });
      expect(await channel.send(message, yes)).toMatchObject({ reference: expect.stringMatching(/^zns:./u) });
    }
    await fault('oa', { kind: 'error', code: -32 });
    expect(await channel.send(message, yes)).toMatchObject({ outcome: 'retry' });
    await fault('oa', { kind: 'hang-after' });
    await expect(channel.send(message, yes)).rejects.toThrow();
    await control('expire-access');
    expect(await channel.send(message, yes)).toMatchObject({ reference: expect.stringMatching(/^oa:./u) });
  });
});
