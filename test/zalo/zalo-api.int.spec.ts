import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AgencyId } from '#domain';
import { PostgresPeople, ZaloLinks } from '#identity';
import { createApiBed, type ApiBed } from '../../apps/api/src/testing/api-bed.js';
import type { ApiClient } from '../../apps/api/src/testing/api-client.js';
import { startZaloSandbox, type RunningSandbox } from '../../apps/zalo-sandbox/src/start-zalo-sandbox.js';

const account = { appId: '4321000', appSecret: 'app-secret', oaSecret: 'oa-secret' };

describe('Zalo over the HTTP interface', () => {
  let bed: ApiBed;
  let bare: ApiBed;
  let sandbox: RunningSandbox;
  let admin: ApiClient;
  let member: ApiClient;
  beforeAll(async () => {
    sandbox = await startZaloSandbox(account);
    bed = await createApiBed(undefined, { zalo: { ...account, templateId: '77', perSecond: 10, url: sandbox.url } });
    bare = await createApiBed();
    [admin, member] = [await bed.signIn('admin'), await bed.signIn('so-noi-vu')];
  });
  afterAll(async () => {
    await bed.close();
    await bare.close();
    await sandbox.close();
  });

  /** What the owner's browser brings back from Zalo's page. */
  const consent = async (client: ApiClient): Promise<{ code: string; state: string }> => {
    const { body } = await client.request('POST', '/zalo/consent');
    const back = await fetch((body as { url: string }).url, { redirect: 'manual' });
    const { searchParams } = new URL(back.headers.get('location')!);
    return { code: searchParams.get('code')!, state: searchParams.get('state')! };
  };
  const tell = (event: object, sign = true): Promise<{ status: number }> => {
    const raw = JSON.stringify({ app_id: account.appId, timestamp: String(Date.now()), ...event });
    const { timestamp } = JSON.parse(raw) as { timestamp: string };
    const signature = createHash('sha256').update(`${account.appId}${raw}${timestamp}${account.oaSecret}`).digest('hex');
    const headers = { 'content-type': 'application/json', ...(sign ? { 'x-zevent-signature': `mac=${signature}` } : {}) };
    return bed.anonymous().request('POST', '/zalo/webhook', raw, headers);
  };

  test('the account is the administrator’s alone; without one, the page says so', async () => {
    for (const [method, url, body] of [
      ['GET', '/zalo'],
      ['POST', '/zalo/consent'],
      ['POST', '/zalo/link', { code: 'x', state: 'y' }],
      ['POST', '/zalo/resume'],
      ['GET', '/refused-addresses'],
      ['POST', '/refused-addresses/clear', { address: 'a@b.invalid' }],
    ] as const) {
      expect((await member.request(method, url, body)).status).toBe(403);
      expect((await bed.anonymous().request(method, url, body)).status).toBe(401);
    }
    const other = await bare.signIn('admin');
    expect((await other.request('GET', '/zalo')).body).toEqual({ account: null });
    expect((await other.request('POST', '/zalo/consent')).status).toBe(404);
    expect((await bare.anonymous().request('POST', '/zalo/webhook', { event_name: 'follow', timestamp: '1' })).status).toBe(404);
  });

  test('is linked through the consent page, only with a state given to this administrator; a secret is never shown', async () => {
    expect((await admin.request('GET', '/zalo')).body).toMatchObject({ account: { token: { state: 'never-linked' }, templateId: '77' } });
    const { code, state } = await consent(admin);
    expect((await admin.request('POST', '/zalo/link', { code, state: `x${state}` })).status).toBe(403);
    expect((await admin.request('POST', '/zalo/link', { code: 'wrong', state })).body).toMatchObject({ code: 'ZALO.NOT_LINKED' });
    const linked = await admin.request('POST', '/zalo/link', { code, state });
    expect(linked).toMatchObject({ status: 200, body: { account: { token: { state: 'good', problem: null } } } });
    expect(linked.text).not.toMatch(/app-secret|oa-secret/u);
    expect((await admin.request('POST', '/zalo/link', { code, state })).status).toBe(409);
  });

  test('a channel that rests goes on when the administrator says so', async () => {
    const { pool } = bed.resources.context;
    await pool.query("insert into rem.paused_channels (name, reason) values ('zalo', 'zalo -115 (money)')");
    expect((await admin.request('GET', '/zalo')).body).toMatchObject({ account: { paused: { reason: 'zalo -115 (money)' } } });
    expect((await admin.request('POST', '/zalo/resume')).status).toBe(204);
    expect((await admin.request('GET', '/zalo')).body).toMatchObject({ account: { paused: null } });
  });

  test('each registers their own work phone, with consent, and takes it back', async () => {
    expect((await member.request('GET', '/me/zalo')).body).toEqual({ isOffered: true, phone: null, consentAt: null, isFollowing: false });
    expect((await member.request('POST', '/me/zalo', { phone: '0912345678', consent: false })).status).toBe(422);
    expect((await member.request('POST', '/me/zalo', { phone: '12', consent: true })).body).toMatchObject({ code: 'ZALO.BAD_PHONE' });
    expect((await member.request('POST', '/me/zalo', { phone: '091 234 5678', consent: true })).body).toMatchObject({
      phone: '84912345678',
      consentAt: expect.any(String),
    });
    expect((await admin.request('GET', '/zalo')).body).toMatchObject({ account: { subscribers: 1 } });
    expect((await member.request('DELETE', '/me/zalo')).body).toMatchObject({ consentAt: null });
    expect((await bed.anonymous().request('GET', '/me/zalo')).status).toBe(401);
  });

  test('an event without Zalo’s signature changes nothing; with it, it is heard, and twice is once', async () => {
    await member.request('POST', '/me/zalo', { phone: '0912345678', consent: true });
    const { code } = (await member.request('POST', '/me/zalo/code')).body as { code: string };
    const wrote = { event_name: 'user_send_text', sender: { id: 'u7' }, recipient: { id: 'oa' }, message: { text: `DD ${code}` } };
    expect((await tell(wrote, false)).status).toBe(401);
    expect((await member.request('GET', '/me/zalo')).body).toMatchObject({ isFollowing: false });
    expect((await tell(wrote)).status).toBe(200);
    expect((await tell(wrote)).status).toBe(200);
    expect((await member.request('GET', '/me/zalo')).body).toMatchObject({ isFollowing: true });
    expect(await new ZaloLinks(bed.resources.context.pool).openWindow('84912345678', 7)).toBe('u7');
    expect((await admin.request('GET', '/zalo')).body).toMatchObject({ account: { lastWebhook: { event: 'user_send_text' } } });
    expect((await tell({ event_name: 'unfollow', follower: { id: 'u7' } })).status).toBe(200);
    expect((await member.request('GET', '/me/zalo')).body).toMatchObject({ isFollowing: false });
  });

  test('a message whose outcome nobody knew is known when its phone tells', async () => {
    const { pool } = bed.resources.context;
    const { rows } = await pool.query<{ id: string }>(
      "insert into rem.deliveries (recipient_key, channel, kind, status) values ('zalo:x', 'zalo', 'at-once', 'uncertain') returning id",
    );
    const id = rows[0]!.id;
    await tell({ event_name: 'user_received_message', sender: { id: 'oa' }, recipient: '84912345678', msg_id: 'm1', tracking_id: id });
    expect((await pool.query('select status, reference from rem.deliveries where id = $1', [id])).rows).toEqual([
      { status: 'sent', reference: 'zns:m1' },
    ]);
  });

  test('an address that was refused is shown with its owner, and cleared', async () => {
    const { pool } = bed.resources.context;
    await pool.query("insert into id.refused_addresses (address, reason) values ('hong@so.invalid', '550 no such user')");
    const people = new PostgresPeople(pool);
    await people.saveMailbox('so-noi-vu' as AgencyId, 'Hong@so.invalid');
    expect((await admin.request('GET', '/refused-addresses')).body).toMatchObject([
      { address: 'hong@so.invalid', agencies: ['so-noi-vu'] },
    ]);
    expect((await admin.request('POST', '/refused-addresses/clear', { address: 'hong@so.invalid' })).status).toBe(204);
    expect((await admin.request('GET', '/refused-addresses')).body).toEqual([]);
  });
});
