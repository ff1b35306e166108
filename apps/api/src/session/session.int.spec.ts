import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem, SessionView } from '#contracts';
import { createApiBed, PASSWORD, type ApiBed } from '../testing/api-bed.js';

describe('a session', () => {
  let bed: ApiBed;
  beforeAll(async () => {
    bed = await createApiBed();
  });
  afterAll(() => bed.close());

  test('begins with name and password and says who one is and for whom one acts', async () => {
    const client = await bed.signIn('so-noi-vu');
    const session = await client.get('/session', SessionView);
    expect(session).toMatchObject({
      username: 'so-noi-vu',
      roles: ['member'],
      today: '2026-11-23',
      memberships: [{ agency: { id: 'so-noi-vu', name: 'Sở Nội vụ' }, position: 'officer' }],
    });
  });

  test('needs the right password', async () => {
    const answer = await bed.anonymous().signIn('so-noi-vu', 'wrong');
    expect(answer.status).toBe(401);
    expect(Problem.parse(answer.body).code).toBe('SESSION.REFUSED');
  });

  test('is needed for everything but signing in and health', async () => {
    const answer = await bed.anonymous().request('GET', '/tasks');
    expect(answer.status).toBe(401);
    expect(Problem.parse(answer.body)).toMatchObject({ code: 'SESSION.REQUIRED', status: 401, instance: '/api/v1/tasks' });
  });

  test('is a cookie that scripts and other sites cannot use', async () => {
    await bed.signIn('so-tai-chinh');
    const answer = await bed.anonymous().request('POST', '/session', { username: 'so-tai-chinh', password: PASSWORD });
    expect(String(answer.headers['set-cookie'])).toMatch(/^dondoc=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/u);
  });

  test('ends with signing out', async () => {
    const client = await bed.signIn('so-y-te');
    expect((await client.request('DELETE', '/session')).status).toBe(204);
    expect((await client.request('GET', '/session')).status).toBe(401);
  });

  test('pauses for who guesses', async () => {
    const guesser = bed.anonymous();
    for (let attempt = 0; attempt < 10; attempt += 1) await guesser.signIn('admin', 'guess');
    const answer = await guesser.signIn('admin', 'guess');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});
