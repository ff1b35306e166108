import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BounceTaken, Problem } from '#contracts';
import { RefusedAddresses } from '#identity';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { Answer } from '../testing/api-client.js';

const SECRET = 'khoa-bi-mat-cua-cong-thu-123';
const ADDRESS = 'so-noi-vu@example.invalid';

const report = (delivery: string, status = '5.1.1', filler = ''): string =>
  [
    'From: MAILER-DAEMON@mail.so.example',
    `To: tra-lai+${delivery}@tinh.example`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    filler,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.so.example',
    '',
    `Final-Recipient: rfc822; ${ADDRESS}`,
    `Action: ${status.startsWith('4') ? 'delayed' : 'failed'}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such user',
    '',
    '--b--',
    '',
  ].join('\r\n');

describe('mail that came back, handed over by a gateway', () => {
  let bed: ApiBed;
  beforeAll(async () => {
    const mail = { tls: 'required', caFile: null, bounceAddress: null, bounceSecret: SECRET, from: null } as const;
    bed = await createApiBed(undefined, { mail });
    await bed.signIn('so-noi-vu');
  });
  afterAll(() => bed.close());

  const pool = () => bed.resources.context.pool;
  const post = (message: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    bed
      .anonymous()
      .request('POST', '/mail/bounces', message, { 'content-type': 'message/rfc822', authorization: `Bearer ${SECRET}`, ...headers });
  const sent = async (): Promise<string> => {
    const { rows } = await pool().query<{ id: string }>(
      `insert into rem.deliveries (recipient_key, channel, kind, status)
       select 'person:' || person_id, 'email', 'at-once', 'sent' from id.people where email = $1 returning id`,
      [ADDRESS],
    );
    return rows[0]!.id;
  };
  const ledger = async (): Promise<unknown> =>
    (await pool().query('select id, returned_at, return_reason from rem.deliveries order by id')).rows;

  test('is recorded, its address marked; the same report twice changes nothing', async () => {
    const delivery = await sent();
    const first = await post(report(delivery));
    expect(first.status).toBe(200);
    expect(BounceTaken.parse(first.body)).toEqual({ outcome: 'recorded', delivery, reason: '5.1.1: 550 no such user', marked: true });
    expect((await new RefusedAddresses(pool()).list()).map(({ address }) => address)).toEqual([ADDRESS]);
    const before = await ledger();
    expect((await post(report(delivery))).body).toMatchObject({ outcome: 'known', delivery });
    expect(await ledger()).toEqual(before);
    await new RefusedAddresses(pool()).clear(ADDRESS);
  });

  test('two that come at once are one', async () => {
    const message = report(await sent(), '5.2.2');
    const outcomes = (await Promise.all([post(message), post(message)])).map(({ body }) => BounceTaken.parse(body).outcome);
    expect(outcomes.toSorted()).toEqual(['known', 'recorded']);
  });

  test.each([
    ['a mail of another system', report('01900000-0000-7000-8000-000000000001'), 'unknown'],
    ['a mail that is still being tried', report('01900000-0000-7000-8000-000000000001', '4.4.1'), 'not-final'],
    ['an answer of a holiday program', 'From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nNghỉ phép\r\n', 'auto-reply'],
  ])('%s is ignored, and the gateway is done with it', async (_, message, outcome) => {
    const answer = await post(message);
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ outcome, marked: false })]);
  });

  test.each([
    ['a letter', 'From: a@b.example\r\nSubject: x\r\n\r\nKính gửi\r\n', {}, 422, 'BOUNCE.NOT_A_REPORT'],
    ['noise', '\u0000\u0001\u0002', {}, 422, 'BOUNCE.NOT_A_REPORT'],
    ['JSON', '{"a":1}', { 'content-type': 'application/json' }, 422, 'REQUEST.INVALID'],
    ['another kind of content', 'x', { 'content-type': 'image/png' }, 415, 'REQUEST.UNSUPPORTED_TYPE'],
    ['more than a report can be', report('x', '5.1.1', 'x'.repeat(1_100_000)), {}, 413, 'REQUEST.TOO_LARGE'],
    ['a report with another secret', report('x'), { authorization: 'Bearer khac' }, 401, 'BOUNCE.STRANGER'],
    ['a report without a secret', report('x'), { authorization: '' }, 401, 'BOUNCE.STRANGER'],
  ])('%s is refused with a reason, and nothing is changed', async (_, message, headers, status, code) => {
    const before = await ledger();
    const answer = await post(message, headers);
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([status, code]);
    expect(await ledger()).toEqual(before);
  });

  test('who tries secrets is made to wait; other addresses are not', async () => {
    const from = (ip: string) => ({ 'x-forwarded-for': ip, authorization: 'Bearer khac' });
    let last = await post(report('x'), from('192.0.2.1'));
    for (let tries = 0; tries < 60; tries += 1) last = await post(report('x'), from('192.0.2.1'));
    expect([last.status, last.body.code, Number(last.headers['retry-after']) > 0]).toEqual([429, 'REQUEST.TOO_OFTEN', true]);
    expect((await post(report('x'), from('192.0.2.2'))).status).toBe(401);
  });

  test('no secret stands in a log', () => {
    expect(bed.logLines.join('')).not.toContain(SECRET);
  });
});

test('where no secret is set, nobody hands anything over', async () => {
  const bed = await createApiBed();
  const answer = await bed
    .anonymous()
    .request('POST', '/mail/bounces', 'x', { 'content-type': 'message/rfc822', authorization: 'Bearer ' });
  expect([answer.status, Problem.parse(answer.body).code]).toEqual([404, 'REQUEST.NOT_FOUND']);
  await bed.close();
});
