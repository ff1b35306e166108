import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PlanSummary, TaskDetail, TaskListItem, type Problem } from '#contracts';
import { definitionOf, pastEdition, rebuildView, schemaOf, ViewMarks } from '#event-store';
import { setClockOffset } from '#platform';
import { projections } from '#read-models';
import { SyntheticLog, type LoggedEvent } from '#testing';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';

/** Later than any clock that the test's server may have: its times never go back. */
const from = '2101-01-03T02:00:00.000Z';
const dayOf = (instant: string): string => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

describe('the past over HTTP', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let department: ApiClient;
  let log: readonly LoggedEvent[];

  beforeAll(async () => {
    log = [...new SyntheticLog({ from, tasksInPlan: [4, 7], daysBetweenPlans: 45 }).events(700)].filter(
      ({ streamId }) => !streamId.startsWith('agency-'),
    );
    bed = await createApiBed(from);
    office = await bed.signIn('van-phong-ubnd-tinh');
    department = await bed.signIn('so-noi-vu');
  });
  afterAll(() => bed.close());

  const pool = () => bed.resources.context.pool;
  /** Appends events at the times at which they were recorded, the api's clock going with them. */
  const live = async (events: readonly LoggedEvent[]): Promise<number> => {
    let clock = '';
    for (const { streamId, type, data, actor, meta, occurredAt, recordedAt } of events) {
      if (recordedAt !== clock) {
        clock = recordedAt;
        await setClockOffset(pool(), recordedAt, { again: true });
        bed.clock.set(recordedAt);
      }
      await bed.resources.store.append({ streamId, expected: 'any', actor, meta, occurredAt, events: [{ type, data }] });
    }
    bed.clock.advance({ seconds: 1 });
    return bed.runner.catchUp();
  };
  const answer = async (client: ApiClient, url: string): Promise<string> => {
    for (;;) {
      const { status, text } = await client.request('GET', url);
      if (status !== 503) return `${String(status)} ${text}`;
    }
  };
  const items = async (client: ApiClient, url: string): Promise<readonly TaskListItem[]> => {
    const { body } = JSON.parse(`{"body":${(await answer(client, url)).slice(4)}}`) as { body: { items: unknown[] } };
    return body.items.map((item) => TaskListItem.parse(item));
  };
  const problem = async (url: string): Promise<Problem & { status: number }> => (await office.request('GET', url)).body as never;

  test('what was answered as of an earlier moment is answered again, byte for byte, whatever came since and however it is found', async () => {
    const [first, second, third] = [log.slice(0, 250), log.slice(250, 420), log.slice(420)];
    const early = await live(first);
    const lastDay = dayOf(first.at(-1)!.recordedAt);
    const [plan] = (await office.get('/plans', PlanSummary.array())) as [PlanSummary];
    const [task] = (await items(office, '/tasks?limit=1&sort=-due')) as [TaskListItem];
    const [indicator] = (await office.request('GET', '/indicators')).body as [{ id: string }];
    // As they are now, and as they are told later of now.
    const paths = [
      '/tasks?limit=200',
      '/tasks?by=part&limit=200',
      '/tasks?sort=-due&q=de an',
      '/plans',
      `/plans/${plan.id}`,
      '/indicators',
      `/indicators/${indicator.id}`,
    ];
    const nowadays = await Promise.all(paths.map((path) => answer(office, path)));
    const middle = await live(second);
    const past = (path: string, moment: string): string => `${path}${path.includes('?') ? '&' : '?'}${moment}`;
    const atEarly = `asOf=p${String(early)}`;
    expect(await Promise.all(paths.map((path) => answer(office, past(path, atEarly))))).toEqual(nowadays);
    expect(await Promise.all(paths.map((path) => answer(office, past(path, `asOf=${lastDay}`))))).not.toEqual(
      await Promise.all(paths.map((path) => answer(office, path))),
    );

    const moments = [atEarly, `asOf=p${String(middle)}`, 'asOf=p0', `asOf=${dayOf(log[120]!.recordedAt)}`, `asOf=${log[200]!.recordedAt}`];
    const both = [...moments, `asOf=p${String(middle)}&validAt=${dayOf(log[180]!.recordedAt)}`];
    const questions = [
      ...both.flatMap((moment) => [...paths.slice(0, 5), `/tasks/${task.id}`].map((path) => past(path, moment))),
      ...moments.flatMap((moment) => [...paths.slice(5), '/agencies', `/tasks/${task.id}/history`].map((path) => past(path, moment))),
    ];
    const ask = async (): Promise<readonly string[]> => {
      const told: string[] = [];
      for (const question of questions)
        for (const client of [office, department]) told.push(`${question}: ${await answer(client, question)}`);
      return told;
    };
    const told = await ask();
    expect(told.filter((one) => one.includes(': 200')).length).toBeGreaterThan(70);

    await live(third);
    await new ViewMarks({ pool: pool(), views: projections, least: 1 }).keep();
    expect(await ask()).toEqual(told);
    // Everything that was kept of the past is lost; it is found again from the log, and from marks.
    for (const view of projections) {
      const { rows } = await pool().query<{ edition: string }>(
        `delete from es.projections where name = $1 and definition = $2 and edition like 'at-%' returning edition`,
        [view.name, definitionOf(view)],
      );
      for (const { edition } of rows) await pool().query(`drop schema ${schemaOf(view, edition)} cascade`);
      await rebuildView({ store: bed.resources.store, pool: pool(), view });
    }
    expect(await ask()).toEqual(told);
  }, 120_000);

  test('a list of what held is what each task tells of itself', async () => {
    const early = log[300]!;
    const moment = `validAt=${dayOf(early.recordedAt)}`;
    const listed = await items(office, `/tasks?limit=200&${moment}`);
    const now = await items(office, '/tasks?limit=200');
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.length).toBeLessThan(now.length);
    for (const { id, work, deadline, version, parts } of listed) {
      const task = await office.get(`/tasks/${id}?${moment}`, TaskDetail);
      expect({ work: task.work, deadline: task.deadline, version: task.version, total: task.parts.length }).toEqual({
        work,
        deadline,
        version,
        total: parts.total,
      });
    }
    for (const { id } of now.filter((one) => !listed.some((other) => other.id === one.id))) {
      expect((await office.request('GET', `/tasks/${id}?${moment}`)).status).toBe(404);
    }
  });

  test('what was recorded late counts for the day on which it held, and was not known before it was recorded', async () => {
    const [task] = await items(office, '/tasks?work=in-progress&limit=1');
    const [streamId, part] = [`task-${task!.id}`, 'L01'];
    const before = bed.clock.now();
    const day = dayOf(before);
    bed.clock.advance({ days: 10 });
    await setClockOffset(pool(), bed.clock.now(), { again: true });
    const data = { part, basis: 'Thông báo số 45/TB-VP', document: null, effectiveAt: before };
    await bed.resources.store.append({
      streamId,
      expected: 'any',
      actor: 'system',
      occurredAt: before,
      events: [{ type: 'PartSuspended', data }],
    });
    bed.clock.advance({ seconds: 1 });
    await bed.runner.catchUp();
    const work = async (moment: string): Promise<string | undefined> => {
      const detail = await office.get(`/tasks/${task!.id}${moment}`, TaskDetail);
      const [listed] = (await items(office, `/tasks?limit=200&${moment.slice(1)}`)).filter(({ id }) => id === task!.id);
      expect(listed?.work).toBe(detail.work);
      return detail.parts.find((one) => one.part === part)?.work;
    };
    expect(await work('')).toBe('suspended');
    expect(await work(`?asOf=${day}`)).not.toBe('suspended');
    expect(await work(`?validAt=${day}`)).toBe('suspended');
    expect(await work(`?asOf=${day}&validAt=${day}`)).not.toBe('suspended');
  });

  test('an answer says from which position it is told; a past has no ETag and offers no acts', async () => {
    const head = await bed.resources.store.head();
    const { headers } = await office.request('GET', `/plans?asOf=${dayOf(bed.clock.now())}`);
    expect(headers['as-of']).toBe(`p${String(head)}`);
    const [plan] = (await office.get('/plans', PlanSummary.array())) as [PlanSummary];
    expect((await office.request('GET', `/plans/${plan.id}`)).headers['etag']).toMatch(/^"v\d+"$/u);
    expect((await office.request('GET', `/plans/${plan.id}?asOf=p${String(head)}`)).headers['etag']).toBeUndefined();
    const [task] = await items(office, '/tasks?work=in-progress&limit=1');
    const known = await office.get(`/tasks/${task!.id}?asOf=p${String(head)}`, TaskDetail);
    expect([known.asOf, known.acts, known.parts.flatMap(({ acts }) => acts)]).toEqual([`p${String(head)}`, [], []]);
  });

  test('an agency sees of the past what concerned it then', async () => {
    const then = `asOf=p${String(await bed.resources.store.head())}`;
    const own = await items(department, `/tasks?limit=200&${then}`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan((await items(office, `/tasks?limit=200&${then}`)).length);
    expect(await items(department, '/tasks?limit=200&asOf=p0')).toEqual([]);
  });

  test.each([
    ['/tasks?asOf=hôm qua', 'REQUEST.INVALID', '/asOf', /^Cần một ngày \(2026-06-30\), .+ vị trí/u],
    ['/plans?validAt=p12', 'REQUEST.INVALID', '/validAt', /^Cần một ngày/u],
    ['/tasks?asOf=2023-02-30', 'REQUEST.INVALID', '/asOf', /^Cần một ngày/u],
    ['/tasks?asOf=2199-01-31', 'PAST.NOT_YET', '/asOf', /^Ngày 31\/01\/2199 chưa đến; chọn ngày hôm nay hoặc một ngày đã qua\.$/u],
    ['/agencies?asOf=2199-01-31T00:00:00Z', 'PAST.NOT_YET', '/asOf', /^Thời điểm này chưa đến; chọn một thời điểm đã qua\.$/u],
    ['/plans?validAt=2199-01-31', 'PAST.NOT_YET', '/validAt', /chưa đến/u],
    ['/indicators?asOf=p999999', 'PAST.NOT_RECORDED', '/asOf', /^Nhật ký mới có \d+ sự kiện, chưa có sự kiện số 999999\.$/u],
    ['/indicators?validAt=2026-01-01', 'REQUEST.INVALID', '/validAt', /không có trong quy định/u],
  ])('%s is refused in a sentence', async (url, code, pointer, message) => {
    const told = await problem(encodeURI(url));
    expect({ status: told.status, code: told.code, errors: told.errors }).toEqual({
      status: 422,
      code,
      errors: [{ pointer, message: expect.stringMatching(message) }],
    });
  });

  test('a past that takes long to build is told so, and is there a little later', async () => {
    const moment = { position: 333, held: null };
    await expect(bed.resources.past.ensure(projections[2]!, moment, 0)).rejects.toMatchObject({ code: 'EVENT_STORE.PAST_NOT_READY' });
    await bed.resources.past.ensure(projections[2]!, moment, 20_000);
    const { rows } = await pool().query(`select count(*)::int as rows from ${schemaOf(projections[2]!, pastEdition(moment))}.tasks`);
    expect(rows[0].rows).toBeGreaterThan(0);
  });

  test('lists of the past are found by index, as those of now', async () => {
    const [tasks] = projections.filter(({ name }) => name === 'tasks');
    const { rows } = await pool().query<{ edition: string }>(
      `select edition from es.projections where name = 'tasks' and edition like 'at-%' and loaded limit 1`,
    );
    const indexes = async (edition: string): Promise<readonly string[]> => {
      const found = await pool().query<{ indexdef: string }>('select indexdef from pg_indexes where schemaname = $1 order by 1', [
        schemaOf(tasks!, edition),
      ]);
      return found.rows.map(({ indexdef }) => indexdef.replaceAll(schemaOf(tasks!, edition), 'x')).sort();
    };
    expect(await indexes(rows[0]!.edition)).toEqual(await indexes('serving'));
  });
});
