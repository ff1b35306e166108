import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schemaOf } from '#event-store';
import { projections } from '#read-models';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

describe('the administrator’s upkeep', () => {
  let bed: ApiBed;
  let admin: ApiClient;
  let office: ApiClient;
  let member: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    [admin, office, member] = [await bed.signIn('admin'), await bed.signIn('van-phong-ubnd-tinh'), await bed.signIn('so-noi-vu')];
  });
  afterAll(() => bed.close());

  test('is nobody else’s', async () => {
    const routes = [
      ['GET', '/api/v1/anchors'],
      ['POST', '/api/v1/anchors'],
      ['GET', '/api/v1/erasures'],
      ['POST', '/api/v1/erasures/search', { name: 'Lan' }],
      ['POST', '/api/v1/erasures', { subjects: ['0190a000-0000-4000-8000-000000000001'], reason: 'x' }],
    ] as const;
    for (const [method, url, body] of routes) {
      expect((await office.request(method, url, body)).status).toBe(403);
      expect((await member.request(method, url, body)).status).toBe(403);
      expect((await bed.anonymous().request(method, url, body)).status).toBe(401);
    }
  });

  test('makes an anchor of the log, once until something is recorded, and lists them', async () => {
    const made = await admin.request('POST', '/api/v1/anchors');
    expect(made).toMatchObject({ status: 200, body: { anchor: { shard: 0 }, keyMark: expect.stringMatching(/^[0-9a-f-]{19}$/u) } });
    expect((await admin.request('POST', '/api/v1/anchors')).body).toEqual(made.body);
    expect((await admin.request('GET', '/api/v1/anchors')).body).toEqual([made.body]);
  });

  test('erases a name that a document brought: it stands in the log sealed, on pages in the clear, then nowhere', async () => {
    const task = await enterTask(bed, { title: 'Xây dựng đề án', leads: ['so-noi-vu'] });
    await bed.runner.catchUp();
    await member.must(task, 'acknowledge');
    const document = { number: '88/BC-SNV', date: '2026-11-20', signer: 'Nông Thị Lan', form: 'KT.' };
    await member.must(task, 'submit-completion', { text: 'Đã xong.', document });
    await bed.runner.catchUp();
    const tasks = schemaOf(projections.find(({ name }) => name === 'tasks')!);
    const { rows } = await bed.resources.context.pool.query<{ log: string; views: string }>(
      `select (select string_agg(data::text, '') from es.events) as log, (select string_agg(t::text, '') from ${tasks}.tasks t) as views`,
    );
    expect(rows[0]!.log).toContain('sealed:v1:');
    expect(`${rows[0]!.log}${rows[0]!.views}`).not.toContain('Nông Thị Lan');
    const page = async (): Promise<string> => JSON.stringify((await member.request('GET', `/api/v1/tasks/${task}`)).body);
    expect(await page()).toContain('"signer":"Nông Thị Lan"');

    const found = await admin.request('POST', '/api/v1/erasures/search', { name: 'nông thị' });
    expect(found.body).toEqual({
      people: [],
      names: [{ subject: expect.any(String), name: 'Nông Thị Lan', scope: 'so-noi-vu', events: 1 }],
    });
    const { names } = found.body as { names: { subject: string }[] };
    const wish = { subjects: [names[0]!.subject], reason: 'Đơn số 12/2026' };
    const erased = await admin.request('POST', '/api/v1/erasures', wish);
    expect(erased).toMatchObject({ status: 201, body: { person: null, subjects: wish.subjects, reason: wish.reason } });
    expect(await page()).toContain('"signer":"đã xóa theo yêu cầu"');
    expect((await admin.request('GET', '/api/v1/erasures')).body).toEqual([erased.body]);
    expect((await admin.request('POST', '/api/v1/erasures', wish)).status).toBe(404);
  });

  test('says what is missing in a request to erase', async () => {
    const answer = await admin.request('POST', '/api/v1/erasures', { subjects: [], reason: ' ' });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('Chưa nêu căn cứ xóa');
    expect((await admin.request('POST', '/api/v1/erasures/search', { name: 'a' })).status).toBe(422);
  });
});
