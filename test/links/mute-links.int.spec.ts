import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { MuteLinkView, MyRemindersView, Problem } from '#contracts';
import { createLogger, setClockOffset, type RunningApp } from '#platform';
import { MuteLinks } from '#reminders';
import type { Instant, PersonId } from '#domain';
import { createApiBed, type ApiBed } from '../../apps/api/src/testing/api-bed.js';
import { enterTask } from '../../apps/api/src/testing/enter-task.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';

const EVENING = '2031-10-13T18:00:00+07:00';
const MORNING = '2031-10-14T07:30:05+07:00';
const PUBLIC = 'https://dondoc.example.gov.vn';
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a mail answered with "no more of these"', () => {
  let bed: ApiBed;
  let worker: RunningApp;
  let token = '';
  beforeAll(async () => {
    bed = await createApiBed(new Date(EVENING).toISOString(), { publicUrl: PUBLIC });
    await setClockOffset(pool(), EVENING, { again: true });
    for (const agency of ['so-noi-vu', 'so-xay-dung']) await bed.signIn(agency);
    // On the 14th of October three working days are left of the first; the second is due that very day.
    await enterTask(bed, { title: 'Nộp đề án', leads: ['so-noi-vu'], due: '2031-10-17', kind: 'date' });
    await enterTask(bed, { row: 2, title: 'Lập quy hoạch', leads: ['so-xay-dung'], due: '2031-10-14', kind: 'date' });
    worker = await startWorker({ ...bed.resources.context, logger: createLogger({ level: 'silent' }) });
    await mailTo('so-noi-vu');
    await mailTo('so-xay-dung');
    await setClockOffset(pool(), MORNING, { again: true });
    const { unsubscribe } = await mailTo('so-noi-vu', 2);
    expect(unsubscribe.post).toBe(ONE_CLICK);
    token = unsubscribe.url!.slice(`<${PUBLIC}/tat-nhac/`.length, -1);
  });
  afterAll(async () => {
    await worker.close();
    await bed.close();
  });
  beforeEach(async () => {
    await pool().query('delete from id.reminder_wishes');
    await pool().query('delete from id.sign_in_attempts');
  });

  const pool = () => bed.resources.context.pool;
  interface Offer {
    readonly unsubscribe: { readonly url: string | undefined; readonly post: string | undefined };
  }
  /** The newest of so many mails, as it lies in the mailbox. */
  const mailTo = async (username: string, count = 1): Promise<Offer> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { rows } = await pool().query<{ raw: Buffer }>(
        'select raw from channels.caught_mail where $1 = any(recipients) order by received_at desc',
        [`${username}@example.invalid`],
      );
      if (rows.length >= count) {
        const { headerLines } = await simpleParser(rows[0]!.raw);
        const value = (key: string) => headerLines.find((one) => one.key === key)?.line.replace(/^[^:]*:\s*/u, '');
        return { unsubscribe: { url: value('list-unsubscribe'), post: value('list-unsubscribe-post') } };
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`No ${String(count)} mails to ${username}`);
  };
  const wished = async (): Promise<unknown> => (await pool().query('select * from id.reminder_wishes')).rows;
  const mine = async (): Promise<MyRemindersView> => (await bed.signIn('so-noi-vu')).get('/me/reminders', MyRemindersView);
  const post = (url: string, payload?: string, headers: Readonly<Record<string, string>> = {}) =>
    bed.app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });

  test('is offered where all of it may be muted, and not beside a legal deadline', async () => {
    expect((await mailTo('so-xay-dung', 2)).unsubscribe).toEqual({ url: undefined, post: undefined });
  });

  test('R14: who fetches its address changes nothing; it tells whom and what it is about', async () => {
    for (const url of [`/tat-nhac/${token}`, `/api/v1/mute-links/${token}`])
      for (const method of ['GET', 'HEAD'] as const) expect((await bed.app.inject({ method, url })).statusCode).toBeLessThan(500);
    const view = await bed.anonymous().get(`/mute-links/${token}`, MuteLinkView);
    expect(view).toEqual({ state: 'open', person: 'Người của so-noi-vu', muted: ['Nhắc trước hạn 03 ngày làm việc'] });
    expect(await wished()).toEqual([]);
  });

  test('the mail provider posts without a session: what the own page would change is changed, told there, and undone there', async () => {
    const answer = await post(`/tat-nhac/${token}`, ONE_CLICK, FORM);
    expect([answer.statusCode, answer.json<MuteLinkView>().state]).toEqual([200, 'done']);
    const after = await mine();
    expect(after).toMatchObject({ version: 1, wishes: { mutedDays: [3], mutedCoordination: false } });
    expect(after.history).toEqual([expect.objectContaining({ by: 'Người của so-noi-vu', via: 'link' })]);
    const officer = await bed.signIn('so-noi-vu');
    const undone = await officer.request('PUT', '/me/reminders', { ...after.wishes, mutedDays: [], seenVersion: after.version });
    expect(MyRemindersView.parse(undone.body)).toMatchObject({
      version: 2,
      wishes: { mutedDays: [] },
      history: [{ via: 'web' }, { via: 'link' }],
    });
  });

  test('as a multipart form it is the same', async () => {
    const form = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    const answer = await post(`/tat-nhac/${token}`, form, { 'content-type': 'multipart/form-data; boundary=b' });
    expect([answer.statusCode, (await mine()).wishes.mutedDays]).toEqual([200, [3]]);
  });

  test('once more, and at once from two sides, is once; what was wished before stays', async () => {
    const officer = await bed.signIn('so-noi-vu');
    await officer.request('PUT', '/me/reminders', { dailyAt: 540, mutedDays: [30], mutedCoordination: true, seenVersion: 0 });
    const answers = await Promise.all([post(`/tat-nhac/${token}`, ONE_CLICK, FORM), post(`/api/v1/mute-links/${token}`)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await post(`/tat-nhac/${token}`, ONE_CLICK, FORM)).statusCode).toBe(200);
    expect(await mine()).toMatchObject({ version: 2, wishes: { dailyAt: 540, mutedDays: [30, 3], mutedCoordination: true } });
    expect((await bed.anonymous().get(`/mute-links/${token}`, MuteLinkView)).state).toBe('done');
  });

  test('what is posted without saying so is refused', async () => {
    for (const [payload, headers] of [
      ['x=1', FORM],
      ['', FORM],
      [undefined, {}],
    ] as const) {
      const answer = await post(`/tat-nhac/${token}`, payload, headers);
      expect([answer.statusCode, Problem.parse(answer.json()).code]).toEqual([422, 'REQUEST.INVALID']);
    }
    expect(await wished()).toEqual([]);
  });

  test('from another site’s page it is refused', async () => {
    const headers = { ...FORM, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    expect((await post(`/tat-nhac/${token}`, ONE_CLICK, headers)).statusCode).toBe(403);
    expect(await wished()).toEqual([]);
  });

  test('when it has run out it mutes nothing, and leads to the own page', async () => {
    const { rows } = await pool().query<{ person_id: PersonId }>('select person_id from id.people where email = $1', [
      'so-noi-vu@example.invalid',
    ]);
    const links = new MuteLinks(bed.resources.context.masterKey);
    const old = links.mint({ person: rows[0]!.person_id, days: [7], coordination: false }, '2031-08-01T00:00:00.000Z' as Instant);
    expect((await bed.anonymous().get(`/mute-links/${old}`, MuteLinkView)).state).toBe('expired');
    const answer = await post(`/tat-nhac/${old}`, ONE_CLICK, FORM);
    expect([answer.statusCode, Problem.parse(answer.json())]).toEqual([
      409,
      expect.objectContaining({ code: 'MUTE.EXPIRED', title: expect.stringContaining('Thời gian nhận thư nhắc') }),
    ]);
    expect(await wished()).toEqual([]);
  });

  test('no token stands in a log', async () => {
    await post(`/tat-nhac/${token}`, ONE_CLICK, FORM);
    const lines = bed.logLines.join('');
    expect(lines).toContain('/tat-nhac/…');
    expect(lines).not.toContain(token);
  });

  test('made-up tokens find nothing, and who tries many has to wait; so it is with links that acknowledge', async () => {
    const made = `${token.slice(0, -1)}${token.endsWith('A') ? 'g' : 'A'}`;
    for (const [path, none] of [
      ['mute-links', made],
      ['links', 'a'.repeat(32)],
    ] as const) {
      await pool().query('delete from id.sign_in_attempts');
      const statuses = [];
      for (let tries = 0; tries < 61; tries += 1) statuses.push((await bed.anonymous().request('POST', `/${path}/${none}`)).status);
      expect([statuses[0], statuses[59], statuses[60]]).toEqual([404, 404, 429]);
    }
  });
});
