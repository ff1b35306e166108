import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '#contracts';
import type { ApiClient, Answer } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';

const summary = (answer: Answer): readonly unknown[] => {
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = Problem.parse(answer.body);
  expect(problem.status).toBe(answer.status);
  expect(answer.text).not.toMatch(/at .*\.(?:ts|js):\d+|node_modules/u);
  return [answer.status, problem.code, problem.errors?.map((error) => error.pointer)];
};

describe('bad input', () => {
  let bed: ApiBed;
  let lead: ApiClient;
  let task = '';
  beforeAll(async () => {
    bed = await createApiBed();
    lead = await bed.signIn('so-noi-vu');
    task = await enterTask(bed, { title: 'Một nhiệm vụ', leads: ['so-noi-vu'] });
  });
  afterAll(() => bed.close());

  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    lead.request('POST', `/tasks/${task}/report-progress`, body, { 'content-type': 'application/json', ...headers });

  test('is told with a code, a Vietnamese title and a pointer to each bad field; nothing changes', async () => {
    const head = await bed.resources.store.head();
    expect(summary(await send('{"text": '))).toEqual([400, 'REQUEST.MALFORMED', undefined]);
    expect(summary(await send({}))).toEqual([422, 'REQUEST.INVALID', ['/text']]);
    expect(summary(await send({ text: 'A', colour: 'red', more: 1 }))).toEqual([422, 'REQUEST.INVALID', ['/colour', '/more']]);
    expect(summary(await send({ text: 7, percent: 'half' }))).toEqual([422, 'REQUEST.INVALID', ['/text', '/percent']]);
    expect(summary(await send([]))).toEqual([422, 'REQUEST.INVALID', ['']]);
    expect(summary(await send({ text: 'A', files: [{ sha256: 'x' }] }))[2]).toContain('/files/0/sha256');
    expect(summary(await send({ text: 'x'.repeat(1_100_000) }))).toEqual([413, 'REQUEST.TOO_LARGE', undefined]);
    expect(summary(await send('a=b', { 'content-type': 'text/csv' }))).toEqual([415, 'REQUEST.UNSUPPORTED_TYPE', undefined]);
    expect(summary(await send({ text: 'A' }, { 'idempotency-key': 'có dấu cách'.normalize('NFD').replace(/[^ -~]/gu, '') }))[0]).toBe(422);
    expect(summary(await send({ text: 'A' }, { 'if-match': '"other"' }))).toEqual([412, 'REQUEST.STALE', undefined]);
    expect(await bed.resources.store.head()).toBe(head);
  });

  test('with characters that no database holds is invalid, in bodies and in queries', async () => {
    expect(summary(await send({ text: 'a\u0000b' }))).toEqual([422, 'REQUEST.INVALID', ['']]);
    expect(summary(await lead.request('GET', '/tasks?group=%00'))).toEqual([422, 'REQUEST.INVALID', ['']]);
    expect((await lead.request('GET', '/tasks?q=%00')).status).toBe(200);
  });

  test('speaks Vietnamese about types', async () => {
    const problem = Problem.parse((await send({ text: 7 })).body);
    expect(problem.errors?.[0]?.message).toMatch(/chuỗi|không hợp lệ/iu);
  });

  test('is a problem too where no route answers', async () => {
    expect(summary(await lead.request('GET', '/nothing-here'))).toEqual([404, 'REQUEST.NOT_FOUND', undefined]);
    expect(summary(await lead.request('PUT', `/tasks/${task}`))).toEqual([404, 'REQUEST.NOT_FOUND', undefined]);
    expect(summary(await lead.request('POST', `/tasks/${task}/dance`, {}))).toEqual([404, 'REQUEST.NOT_FOUND', undefined]);
    expect(summary(await lead.request('GET', '/tasks/not-a-uuid'))).toEqual([404, 'REQUEST.NOT_FOUND', undefined]);
    expect(summary(await lead.request('GET', '/api/%E0%A4%A'))[0]).toBe(400);
    expect(summary(await lead.request('GET', '/tasks', undefined, { 'min-position': 'yesterday' }))[0]).toBe(400);
  });

  test('does not come from another site', async () => {
    const answer = await lead.request(
      'POST',
      `/tasks/${task}/acknowledge`,
      {},
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    expect(summary(answer)).toEqual([403, 'REQUEST.FORBIDDEN', undefined]);
  });

  test('stays out of the log', async () => {
    await lead.request('POST', '/session', { username: 'so-noi-vu', password: 'a secret of mine' });
    const log = bed.logLines.join('');
    expect(log).toContain('"path":"/api/v1/session"');
    expect(log).not.toMatch(/a secret of mine|dondoc=/u);
  });

  test('has headers that keep a browser safe, on errors as well', async () => {
    const { headers } = await lead.request('GET', '/nothing-here');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    expect(String(headers['content-security-policy'])).toContain("script-src 'self'");
    expect(String(headers['content-security-policy'])).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('that breaks HTTP itself ends the connection and nothing else', async () => {
    await bed.app.listen(0, '127.0.0.1');
    const { port } = bed.app.getHttpServer().address() as AddressInfo;
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: '/api/v1/tasks', headers: { cookie: 'x'.repeat(40_000) } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.on('error', reject);
      request.end();
    });
    expect(status).toBe(431);
    expect((await lead.request('GET', '/session')).status).toBe(200);
  });
});
