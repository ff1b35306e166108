import { beforeEach, describe, expect, test } from '@jest/globals';
import { plainDate, type LeadPartId, type TaskId } from '#domain';
import { comingQuery } from '../sweep/sweep.js';
import { dueRowsQuery } from '../send/due-rows.js';
import { backends } from '../testing/queue-backend.js';
import { planTables, type ReminderWorld, type Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';
import { settleQuery } from './plan-marks.js';

const L01 = 'L01' as LeadPartId;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** The queue has no part in it: one backend does for all. */
describe.each(backends.slice(0, 1))('what of the plan a sweep looks at (queue on %s)', (backend) => {
  let world: ReminderWorld;
  let worker: Sender;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    world.member('so-noi-vu');
    worker = await world.worker();
  });

  const rows = async (): Promise<Readonly<Record<string, string | null>>> => {
    const found = await world.database.pool.query<{ rule: string; next: string | null }>(
      `select rule, to_char(next_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as next from ${planTables.rows} order by rule`,
    );
    return Object.fromEntries(found.rows.map(({ rule, next }) => [rule, next]));
  };
  const pages = async (query: string, values: readonly unknown[]): Promise<number> => {
    const { rows: explained } = await world.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, buffers, format json) ${query}`,
      [...values],
    );
    const plan = explained[0]!['QUERY PLAN'][0].Plan;
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  };

  const entered = async (): Promise<TaskId> => {
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-10' });
    await world.round(worker);
    return task;
  };

  test('is nothing of what is settled or far away, however much of it there is', async () => {
    const { pool } = world.database;
    await entered();
    world.channel.sent.length = 0;
    // A third is settled, a third repeats and comes again in some days, a third is yet to come.
    await pool.query(
      `insert into ${planTables.rows} (key, task_id, subject, subject_version, rule, occurrence, agency, seat, kind, due_at, anchor, next_at)
       select 'row-' || n, uuidv7(), 'L01', '1', 'due-in-7', '7', 'so-noi-vu', 'officer', 'scheduled',
              app_now() + case when n % 3 = 2 then 1 else -1 end * make_interval(days => 3, secs => n),
              case when n % 3 = 1 then date '2026-10-01' end,
              case n % 3 when 0 then null else app_now() + make_interval(days => 3, secs => n) end
         from generate_series(1, 60000) n`,
    );
    await pool.query(
      `insert into rem.ledger (row_key, recipient_key, plan_key, task_id, subject, subject_version, rule, occurrence, agency, seat, due_at, policy_version, outcome)
       select key, 'none', key, task_id, subject, subject_version, rule, occurrence, agency, seat, due_at, 1, 'suppressed' from ${planTables.rows}
        where key like 'row-%' and (next_at is null or anchor is not null)`,
    );
    await pool.query(`analyze ${planTables.rows}; analyze rem.ledger`);
    const { rows: clock } = await pool.query<{ now: Date }>('select app_now() as now');
    const now = clock[0]!.now.toISOString();
    expect(await pages(dueRowsQuery(planTables), [120, now])).toBeLessThan(20);
    expect(await pages(settleQuery(planTables), [now])).toBeLessThan(20);
    expect(await pages(comingQuery(planTables), [])).toBeLessThan(20);
    await world.round(worker);
    expect(world.channel.sent).toEqual([]);
  });

  test('a row that was told is settled; one that repeats waits for its next time', async () => {
    await entered();
    expect(await rows()).toMatchObject({ assigned: null, 'due-in-1': '2026-11-09 07:30', overdue: '2026-11-11 07:30' });
    await world.at('2026-11-11T07:31:00+07:00');
    await world.round(worker);
    expect(await rows()).toMatchObject({ 'due-in-1': null, overdue: '2026-11-18 07:30' });
  });

  test('what the view writes again is settled again from the ledger', async () => {
    const task = await entered();
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: L01, assignTo: null } }, 'so-noi-vu');
    await world.follow();
    expect((await rows())['due-in-7']).not.toBeNull();
    world.channel.sent.length = 0;
    await world.round(worker);
    expect((await rows())['due-in-7']).toBeNull();
    expect(world.channel.sent).toEqual([]);
  });

  test('another table under the same name is looked at from its beginning, and nothing is told twice', async () => {
    await entered();
    await world.at('2026-11-11T07:31:00+07:00');
    await world.round(worker);
    const before = { marks: await rows(), sent: world.channel.sent.length };
    await world.database.pool.query(`update ${planTables.rows} set next_at = null`);
    await world.database.pool.query('update rem.plan_marks set made_in = 0');
    await world.round(worker);
    expect({ marks: await rows(), sent: world.channel.sent.length }).toEqual(before);
  });

  test('marks that wait or repeat are forgotten when the rules change, or the clock is put back', async () => {
    await entered();
    await world.at('2026-11-11T07:31:00+07:00');
    await world.round(worker);
    const after = await rows();
    for (const doubt of ["rules = 'others'", "marked_at = marked_at + interval '1 day'"]) {
      await world.database.pool.query(`update ${planTables.rows} set next_at = next_at + interval '90 days' where rule = 'overdue'`);
      await world.database.pool.query(`update rem.plan_marks set ${doubt}`);
      await world.round(worker);
      expect(await rows()).toEqual(after);
    }
  });

  test('a line that became void opens its row again: work that comes back is told', async () => {
    world.channel.behave = () => ({ outcome: 'retry', reason: 'busy' });
    await entered();
    world.channel.behave = () => 'send';
    const { rows: deliveries } = await world.database.pool.query<{ id: string }>('select id from rem.deliveries');
    // The plan has not heard yet that the part was moved, nor that it came back: the log is asked in between.
    const task = (await world.database.pool.query<{ task_id: string }>(`select task_id from ${planTables.rows}`)).rows[0]!
      .task_id as TaskId;
    await world.order(
      task,
      { type: 'ChangeDeadline', data: { part: L01, due: plainDate('2026-12-11'), basis: 'CV 1', document: null } },
      'van-phong',
    );
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: L01, assignTo: null } }, 'so-noi-vu');
    await world.at('2026-11-02T08:05:00+07:00');
    await worker.deliverer.deliver([deliveries[0]!.id]);
    const { rows: opened } = await world.database.pool.query<{ open: boolean }>(
      `select next_at is not null as open from ${planTables.rows} where rule = 'assigned'`,
    );
    expect(opened).toEqual([{ open: true }]);
    expect(world.channel.sent).toEqual([]);
  });

  test('the morning mail holds what waited since the evening, in one letter', async () => {
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-10' });
    await world.round(worker);
    world.channel.sent.length = 0;
    // Due in the evening by a rule that counts from the act: nothing scheduled leaves then.
    await world.database.pool.query(`update ${planTables.rows} set due_at = $1, next_at = $1 where rule = 'due-in-1'`, [
      '2026-11-08T18:00:00+07:00',
    ]);
    await world.at('2026-11-08T18:01:00+07:00');
    await world.round(worker);
    expect((await rows())['due-in-1']).toBe('2026-11-08 18:02');
    await world.at('2026-11-09T07:29:30+07:00');
    await world.round(worker);
    expect((await rows())['due-in-1']).toBe('2026-11-09 07:30');
  });
});
