import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { knownEventTypes, type TaskEvent } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner } from '#event-store';
import { newId } from '#platform';
import { allMigrations, allViews } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { runUntilKilled } from '../support/killed-child.js';

const runner = new URL('./cycle-clock-runner.mjs', import.meta.url);
const effectiveAt = '2026-11-03T02:00:00.000Z';
const part = 'L01';

/** A part that reports each month, of which the period of November 2026 runs. */
const history = (taskId: string): readonly { type: TaskEvent['type']; data: object }[] => [
  {
    type: 'TaskEntered',
    data: {
      taskId,
      planId: null,
      row: null,
      ordinal: '1',
      group: null,
      groupTitle: null,
      title: 'Báo cáo hằng tháng',
      deadline: { text: 'Hằng tháng', kind: 'recurring', start: null, due: null, recurrence: 'monthly' },
      funding: null,
      output: null,
      assigningAuthority: 'ubnd-tinh',
      late: false,
      source: null,
      findings: [],
      printed: { leads: '', coordinators: '', approvers: '' },
      effectiveAt,
    },
  },
  { type: 'PartAssigned', data: { part, agencyId: 'so-noi-vu', due: null, unreviewed: false, effectiveAt } },
  {
    type: 'RecurrenceSet',
    data: {
      part,
      schedule: { kind: 'monthly' },
      since: '2026-11-03',
      dueAfter: 5,
      signed: false,
      basis: '45/TB-VP',
      document: null,
      effectiveAt,
    },
  },
  {
    type: 'CycleOpened',
    data: {
      part,
      cycle: 1,
      agencyId: 'so-noi-vu',
      period: { label: 'Tháng 11/2026', from: '2026-10-15', to: '2026-11-14' },
      due: '2026-11-20',
      effectiveAt,
    },
  },
];

let database: TestDatabase;
let store: PostgresEventStore;
const closers: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase({ migrations: allMigrations });
  const pool = openEventStorePool({ connectionString: database.url, max: 2 });
  store = new PostgresEventStore({ pool, known: knownEventTypes });
  const projections = allViews.filter(({ name }) => name === 'tasks' || name === 'agencies');
  const following = new ProjectionRunner({ store, pool: database.pool, projections, listenTo: database.url });
  await following.prepare();
  await following.start();
  closers.push(
    () => following.stop(),
    () => store.close(),
    () => pool.end(),
    () => database.drop(),
  );
});
afterAll(async () => {
  for (const close of closers) await close();
});

const viewHas = async (taskId: string): Promise<void> => {
  const tables = `select nspname from pg_namespace where nspname like '%tasks%'`;
  const [schema] = (await database.pool.query<{ nspname: string }>(tables)).rows;
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await database.pool.query(`select 1 from "${schema?.nspname ?? ''}".lead_parts where task_id = $1`, [taskId]);
    if (found.rowCount === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The view does not come to the task');
};

test.each([1, 2, 3])('a worker that is killed after %d acts on periods goes on from there, and does none twice', async (acts) => {
  const taskId = newId();
  await store.append({ streamId: `task-${taskId}`, expected: 'no-stream', actor: 'system', events: history(taskId) });
  await viewHas(taskId);
  const environment = { DATABASE_URL: database.url, NOW: '2027-01-05T00:00:00.000Z' };
  const killed = await runUntilKilled(runner, environment, acts);
  expect(killed).toMatchObject({ signal: 'SIGKILL', errors: '' });
  const rest = await runUntilKilled(runner, environment, Infinity);
  expect(rest).toMatchObject({ signal: null, errors: '' });
  const again = await runUntilKilled(runner, environment, Infinity);
  expect(again.lines).toEqual([]);
  const turned = (await store.readStream(`task-${taskId}`)).slice(4);
  expect(turned.map(({ type, data, actor }) => [type, (data as { cycle: number }).cycle, actor])).toEqual([
    ['CycleMissed', 1, 'system'],
    ['CycleOpened', 2, 'system'],
    ['CycleMissed', 2, 'system'],
    ['CycleOpened', 3, 'system'],
  ]);
});
