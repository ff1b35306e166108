import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startZaloSandbox, type RunningSandbox } from './start-zalo-sandbox.js';

interface Reply {
  readonly error: number;
  readonly code: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: string;
  readonly webhook: { readonly isOff: boolean };
}
type Arrived = readonly { readonly trackingId: string | null; readonly content: Readonly<Record<string, string>> }[];

const app = { appId: '4321', appSecret: 'app-secret', oaSecret: 'oa-secret' };
let now = new Date('2026-11-27T03:00:00Z');
let sandbox: RunningSandbox;

const call = async (path: string, init: RequestInit = {}): Promise<Reply> => {
  const response = await fetch(`${sandbox.url}${path}`, init);
  return (await response.json()) as Reply;
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
const token = (fields: Record<string, string>, secret = app.appSecret): Promise<Reply> =>
  call('/v4/oa/access_token', {
    method: 'POST',
    headers: { secret_key: secret },
    body: new URLSearchParams({ app_id: app.appId, ...fields }),
  });
const link = async (): Promise<Reply> => {
  const { code } = await post('/sandbox/consent', {});
  return token({ code, grant_type: 'authorization_code' });
};
const zns = (access: string, changes: object = {}, headers: Record<string, string> = {}): Promise<Reply> =>
  post(
    '/message/template',
    { phone: '84987654321', template_id: '7', template_data: { a: 'b' }, tracking_id: 't1', ...changes },
    { access_token: access, ...headers },
  );
const arrived = async (): Promise<Arrived> => (await (await fetch(`${sandbox.url}/sandbox/messages`)).json()) as Arrived;

beforeEach(async () => {
  now = new Date('2026-11-27T03:00:00Z');
  sandbox = await startZaloSandbox({ ...app, now: () => now, dailyQuota: 2, webhookRetries: [10, 10] });
});
afterEach(() => sandbox.close());

describe('tokens', () => {
  test('a refresh token is good once; the second use is refused, and the pair that came of the first goes on', async () => {
    const first = await link();
    expect(first.expires_in).toBe('90000');
    const second = await token({ refresh_token: first.refresh_token, grant_type: 'refresh_token' });
    expect(await token({ refresh_token: first.refresh_token, grant_type: 'refresh_token' })).toMatchObject({ error: -14014 });
    expect((await token({ refresh_token: second.refresh_token, grant_type: 'refresh_token' })).access_token).toBeDefined();
  });

  test('an access token runs out by the clock; a code is good once; a wrong secret is told', async () => {
    const { access_token: access } = await link();
    now = new Date(now.getTime() + 90_000_000);
    expect(await zns(access)).toMatchObject({ error: -124 });
    const { code } = await post('/sandbox/consent', {});
    await token({ code, grant_type: 'authorization_code' });
    expect(await token({ code, grant_type: 'authorization_code' })).toMatchObject({ error: -14003 });
    expect(await token({ code, grant_type: 'authorization_code' }, 'wrong')).toMatchObject({ error: -14004 });
  });

  test('the consent page binds the code to a verifier and keeps the state', async () => {
    const challenge = createHash('sha256').update('verifier').digest('base64url');
    const query = new URLSearchParams({ app_id: app.appId, redirect_uri: 'http://localhost/back', code_challenge: challenge, state: 's' });
    const response = await fetch(`${sandbox.url}/v4/oa/permission?${query.toString()}`, { redirect: 'manual' });
    const back = new URL(response.headers.get('location')!);
    expect(back.searchParams.get('state')).toBe('s');
    const code = back.searchParams.get('code')!;
    expect(await token({ code, grant_type: 'authorization_code', code_verifier: 'other' })).toMatchObject({ error: -14010 });
  });
});

describe('messages', () => {
  test('arrive with quota as strings; nothing is taken for a repetition', async () => {
    const { access_token: access } = await link();
    expect(await zns(access)).toMatchObject({ error: 0, data: { quota: { dailyQuota: '2', remainingQuota: '1' } } });
    expect(await zns(access)).toMatchObject({ error: 0 });
    expect(await zns(access)).toMatchObject({ error: -144 });
    expect((await arrived()).map(({ trackingId }) => trackingId)).toEqual(['t1', 't1']);
    now = new Date(now.getTime() + 86_400_000);
    expect(await zns(access)).toMatchObject({ error: 0 });
  });

  test('not at night, not to a strange phone, not with a long parameter, not with a wrong proof', async () => {
    const { access_token: access } = await link();
    expect(await zns(access, { phone: '0987654321' })).toMatchObject({ error: -108 });
    expect(await zns(access, { template_data: { a: 'x'.repeat(201) } })).toMatchObject({ error: -1121 });
    expect(await zns(access, {}, { appsecret_proof: '00' })).toMatchObject({ error: -1241 });
    const proof = createHmac('sha256', app.appSecret).update(access).digest('hex');
    expect(await zns(access, {}, { appsecret_proof: proof })).toMatchObject({ error: 0 });
    now = new Date('2026-11-27T15:00:00Z');
    expect(await zns(access)).toMatchObject({ error: -133 });
  });

  test('the account writes only to followers who wrote within seven days', async () => {
    const { access_token: access } = await link();
    const oa = (): Promise<Reply> =>
      post('/v3.0/oa/message/cs', { recipient: { user_id: 'u1' }, message: { text: 'chào' } }, { access_token: access });
    expect(await oa()).toMatchObject({ error: -213 });
    await post('/sandbox/users', { event: 'user_send_text', user: 'u1', text: 'xin chào' });
    expect(await oa()).toMatchObject({ error: 0 });
    now = new Date(now.getTime() + 7 * 86_400_000 + 1);
    const { access_token: later } = await link();
    expect(
      await post('/v3.0/oa/message/cs', { recipient: { user_id: 'u1' }, message: { text: 'chào' } }, { access_token: later }),
    ).toMatchObject({
      error: -230,
    });
  });

  test('every error on demand, so often, for one phone; a time-out before and after it was taken', async () => {
    const { access_token: access } = await link();
    await post('/sandbox/faults', { on: 'zns', what: { kind: 'error', code: -118 }, to: '84987654321', times: 1 });
    expect(await zns(access, { phone: '84911111111' })).toMatchObject({ error: 0 });
    expect(await zns(access)).toMatchObject({ error: -118 });
    await post('/sandbox/quota', { daily: 10 });
    for (const kind of ['hang-before', 'hang-after']) {
      await post('/sandbox/faults', { on: 'zns', what: { kind }, times: 1 });
      const waiting = fetch(`${sandbox.url}/message/template`, {
        method: 'POST',
        headers: { access_token: access },
        body: JSON.stringify({ phone: '84987654321', template_id: '7', template_data: { a: kind } }),
        signal: AbortSignal.timeout(100),
      });
      await expect(waiting).rejects.toThrow();
    }
    expect((await arrived()).map(({ content }) => content['a'])).toEqual(['b', 'hang-after']);
    expect(await post('/sandbox/faults', { on: 'nothing' })).toMatchObject({ error: -400 });
  });

  test('the page shows what stands on a phone, written safely', async () => {
    const { access_token: access } = await link();
    await zns(access, { template_data: { a: '<b>đậm</b>' } });
    const page = await (await fetch(`${sandbox.url}/sandbox`)).text();
    expect(page).toContain('84987654321');
    expect(page).toContain('&lt;b&gt;đậm&lt;/b&gt;');
  });
});

describe('webhooks', () => {
  let server: Server;
  const seen: { readonly raw: string; readonly signature: string }[] = [];
  let failures = 0;
  beforeEach(async () => {
    seen.length = 0;
    server = createServer((request, response) => {
      let raw = '';
      request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      request.on('end', () => {
        seen.push({ raw, signature: String(request.headers['x-zevent-signature']) });
        response.writeHead(failures-- > 0 ? 500 : 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await post('/sandbox/webhook', { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const until = async (isReached: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 200 && !(await isReached()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  test('are signed over the raw body and come again until they are answered', async () => {
    failures = 1;
    const { access_token: access } = await link();
    await zns(access);
    await until(() => seen.length === 2);
    const { raw, signature } = seen[1]!;
    const body = JSON.parse(raw);
    expect(body).toMatchObject({ event_name: 'user_received_message', recipient: '84987654321', tracking_id: 't1' });
    expect(signature).toBe(`mac=${createHash('sha256').update(`${app.appId}${raw}${body.timestamp}${app.oaSecret}`).digest('hex')}`);
    expect(seen[0]).toEqual(seen[1]);
  });

  test('are switched off after the last repetition', async () => {
    failures = 3;
    await post('/sandbox/users', { event: 'follow', user: 'u9' });
    await until(async () => (await call('/sandbox/state')).webhook.isOff);
    expect(seen).toHaveLength(3);
  });
});
