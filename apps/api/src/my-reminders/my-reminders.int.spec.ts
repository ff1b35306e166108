import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MyRemindersView, Problem } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';

describe('when I get reminders', () => {
  let bed: ApiBed;
  let officer: ApiClient;
  const wishes = { dailyAt: 540, mutedDays: [7, 30, 7], mutedCoordination: true };
  beforeAll(async () => {
    bed = await createApiBed();
    officer = await bed.signIn('so-noi-vu');
  });
  afterAll(() => bed.close());

  const change = (body: object, client = officer) => client.request('PUT', '/me/reminders', body);

  test('is as the policy has it, until I change it', async () => {
    expect(await officer.get('/me/reminders', MyRemindersView)).toMatchObject({
      version: 0,
      wishes: { dailyAt: null, mutedDays: [], mutedCoordination: false },
      usualAt: 450,
      hours: { from: 450, until: 1_020 },
      earlyDays: [90, 30, 10, 7, 3, 1],
      email: 'so-noi-vu@example.invalid',
      zalo: { isOffered: false, isOn: false },
      history: [],
    });
  });

  test('may be another hour and fewer early reminders, and the change is kept with its author', async () => {
    const answer = await change({ ...wishes, seenVersion: 0 });
    expect(answer.status).toBe(200);
    const after = MyRemindersView.parse(answer.body);
    expect(after).toMatchObject({
      version: 1,
      wishes: { ...wishes, mutedDays: [30, 7] },
      history: [{ version: 1, by: 'Người của so-noi-vu' }],
    });
    expect(await officer.get('/me/reminders', MyRemindersView)).toEqual(after);
  });

  test('changed twice from what was seen once, the second is refused and told what to do', async () => {
    const answer = await change({ ...wishes, dailyAt: 600, seenVersion: 0 });
    expect(answer.status).toBe(409);
    expect(Problem.parse(answer.body)).toMatchObject({ code: 'WISHES.CHANGED_MEANWHILE' });
  });

  test.each([
    [{ dailyAt: 420 }, 'WISHES.HOUR', 'Giờ nhận thư phải từ 07:30 đến trước 17:00'],
    [{ dailyAt: 1_020 }, 'WISHES.HOUR', 'Giờ nhận thư phải từ 07:30 đến trước 17:00'],
    [{ mutedDays: [0] }, 'REQUEST.INVALID', 'đúng ngày đến hạn không tắt được'],
    [{ overdue: false }, 'REQUEST.INVALID', ''],
  ])('%j is refused', async (some, code, words) => {
    const answer = await change({ ...wishes, seenVersion: 1, ...some });
    expect([400, 422]).toContain(answer.status);
    expect(Problem.parse(answer.body).code).toBe(code);
    expect(answer.text).toContain(words);
  });

  test('is mine alone, and needs a session', async () => {
    const other = await bed.signIn('so-tai-chinh');
    expect((await other.get('/me/reminders', MyRemindersView)).version).toBe(0);
    expect((await bed.anonymous().request('GET', '/me/reminders')).status).toBe(401);
    expect((await change({ ...wishes, seenVersion: 0 }, bed.anonymous())).status).toBe(401);
  });
});
