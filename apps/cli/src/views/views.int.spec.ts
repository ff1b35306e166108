import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner, schemaOf } from '#event-store';
import { projections } from '#read-models';
import { allMigrations } from '#schema';
import { createTestDatabase, SyntheticLog, type LoggedEvent, type TestDatabase } from '#testing';
import { json, pointAt, run } from '../testing/verbs.js';

const tasks = projections.find(({ name }) => name === 'tasks')!;

describe('dondoc rebuild and views', () => {
  let database: TestDatabase;
  let putBack: () => void;
  let head = 0;

  /** Builds the views as a worker would. */
  const follow = async (): Promise<void> => {
    const pool = openEventStorePool({ connectionString: database.url });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    await new ProjectionRunner({ store, pool: database.pool, projections }).catchUp();
    await store.close();
    await pool.end();
  };
  const append = async (events: Iterable<LoggedEvent>): Promise<void> => {
    const pool = openEventStorePool({ connectionString: database.url });
    const store = new PostgresEventStore({ pool, known: 'any' });
    for (const { streamId, type, data, actor, meta, occurredAt } of events) {
      await store.append({ streamId, expected: 'any', actor, meta, occurredAt, events: [{ type, data }] });
    }
    head = await store.head();
    await store.close();
    await pool.end();
  };
  const rows = async (): Promise<unknown> => (await database.pool.query(`select * from ${schemaOf(tasks)}.tasks order by id`)).rows;

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    putBack = pointAt(database.url);
    await append(new SyntheticLog({ tasksInPlan: [5, 9] }).events(400));
  });
  afterAll(async () => {
    putBack();
    await database.drop();
  });

  test('before the views were built once there is nothing to rebuild', async () => {
    const { code, out, err } = await run('rebuild', 'tasks');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Bảng đọc tasks chưa dựng xong lần đầu; .+\.\n$/u);
  });

  test('rebuild mends the view, and --rollback brings back what was before', async () => {
    await follow();
    const sound = await rows();
    await database.pool.query(`update ${schemaOf(tasks)}.tasks set title_key = 'hỏng'`);
    const { code, out } = await run('rebuild', 'tasks', '--share', '100');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^Đã dựng lại bảng đọc tasks từ 400 sự kiện trong [\d,]+ giây\. Bản trước/u),
    });
    expect(await rows()).toEqual(sound);
    expect(await json('rebuild', 'tasks', '--rollback')).toMatchObject({ view: 'tasks', position: head, parked: 0 });
    expect(await rows()).not.toEqual(sound);
    expect(await json('rebuild', 'tasks')).toMatchObject({ view: 'tasks', position: head });
    expect(await rows()).toEqual(sound);
  });

  test('wrong names and wrong figures are told in a sentence', async () => {
    expect(await run('rebuild', 'plan-entry')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Không có bảng đọc "plan-entry"\. Các bảng đọc: agencies, /u),
    });
    expect(await run('rebuild', 'plans', '--rollback')).toMatchObject({ code: 1, err: expect.stringContaining('không có bản trước') });
    expect(await run('rebuild', 'tasks', '--share', '0')).toMatchObject({ code: 2, err: expect.stringContaining('từ 1 đến 100') });
    expect(await run('rebuild')).toMatchObject({ code: 2 });
    expect(await run('views', 'parked', 'none')).toMatchObject({ code: 1, err: expect.stringContaining('Không có bảng đọc "none"') });
  });

  test('views tells how far each is, and which events were parked; retry takes them in', async () => {
    expect((await run('views')).out).toMatch(/tasks\s+đang phục vụ\s+400\s+0\s+0/u);
    expect(await json('views', 'list')).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'plans', status: 'live', lag: 0, parked: 0 })]),
    );
    expect((await run('views', 'parked', 'tasks')).out).toBe('Không có sự kiện nào bị gác lại.\n');
    expect((await run('views', 'retry', 'tasks')).out).toBe('Không có sự kiện nào bị gác lại.\n');
    // An event of a shape that no code ever wrote.
    const damaged = [...new SyntheticLog({ seed: 9, tasksInPlan: [5, 5] }).events(100)].find(({ type }) => type === 'TaskEntered')!;
    await append([{ ...damaged, data: { ...damaged.data, title: null } }]);
    await follow().catch(() => undefined);
    const { code } = await run('rebuild', 'tasks');
    expect(code).toBe(0);
    expect(await json('views', 'parked', 'tasks')).toMatchObject([{ position: head, streamId: damaged.streamId }]);
    expect((await run('views', 'parked', 'tasks')).out).toContain(damaged.streamId);
    const retried = await run('views', 'retry', 'tasks');
    expect(retried).toMatchObject({
      code: 1,
      out: expect.stringContaining('vẫn còn 1 sự kiện gác lại'),
      err: expect.stringContaining('chưa đưa vào được'),
    });
  });
});
