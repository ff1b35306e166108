import { setTimeout as pause } from 'node:timers/promises';
import { shippedPolicy, type Instant, type PolicyBook } from '#domain';
import { createReminders, Replan } from '#reminders';
import { sampleOf, type Sample } from '../support/measure.js';
import { calendar, golden, NOW, policies, type ReminderLog } from './world.js';

/** People who acknowledge one task after the other, each with a breath between. */
const PEOPLE = 8;
const BREATH_MS = 40;

/** Appends of receipts while something goes on in this very process, as in a system that runs in one: a long step of it is felt. */
const acknowledging = async (log: ReminderLog, tasks: string[], meanwhile: Promise<unknown>): Promise<Sample> => {
  const acknowledged = golden('assignment-acknowledged');
  const latencies: number[] = [];
  const going = { on: true };
  const over = meanwhile.finally(() => {
    going.on = false;
  });
  const started = performance.now();
  const person = async (): Promise<void> => {
    while (going.on) {
      const task = tasks.pop();
      if (task === undefined) throw new Error('There are no tasks left to acknowledge');
      const from = performance.now();
      await log.store.append({ streamId: `task-${task}`, expected: 2, actor: 'system', events: [acknowledged] });
      latencies.push(performance.now() - from);
      await pause(Math.random() * 2 * BREATH_MS);
    }
  };
  await Promise.all([...Array.from({ length: PEOPLE }, person), over]);
  return sampleOf(latencies, (performance.now() - started) / 1000);
};

const otherPolicy = (): PolicyBook => {
  const event = { type: 'PolicyAdopted', data: { ...golden('policy-adopted').data, settings: { ...shippedPolicy, beforeDue: [10, 2] } } };
  return policies.latest.with(null, event as unknown as Parameters<PolicyBook['with']>[1], { version: 1, recordedAt: NOW as Instant });
};

export interface Change {
  readonly seconds: number;
  readonly before: Sample;
  readonly during: Sample;
}

/** Another policy for all tasks while people acknowledge theirs, and how that went before. */
export const changePolicy = async (log: ReminderLog): Promise<Change> => {
  const { rows } = await log.database.query<{ id: string }>(`select task_id as id from ${log.tables.tasks} order by task_id limit 50000`);
  const tasks = rows.map(({ id }) => id);
  await acknowledging(log, tasks, pause(1_000));
  const before = await acknowledging(log, tasks, pause(5_000));
  const book = otherPolicy();
  const started = performance.now();
  const replan = new Replan(log.database, log.tables, { latest: book, book: () => Promise.resolve(book) }, calendar);
  const replanned = replan.run().then(() => (performance.now() - started) / 1000);
  const during = await acknowledging(log, tasks, replanned);
  return { seconds: await replanned, before, during };
};

/** What is due is taken away, and copies of the rest in later years make up the number. */
const plannedAhead = async ({ database, tables }: ReminderLog, wanted: number): Promise<number> => {
  const client = await database.connect();
  const count = async (): Promise<number> =>
    (await client.query<{ rows: number }>(`select count(*)::int as rows from ${tables.rows}`)).rows[0]?.rows ?? 0;
  try {
    await client.query('set statement_timeout = 0');
    await client.query(`delete from ${tables.rows} where due_at < app_now() + interval '2 days'`);
    for (let [nth, rows] = [1, await count()]; rows > 0 && rows < wanted; nth += 1, rows = await count())
      await client.query(
        `insert into ${tables.rows}
         select copy.* from ${tables.rows} r,
                lateral (select r.due_at + interval '40 days' as at) later,
                lateral jsonb_populate_record(r, jsonb_build_object('key', r.key || $1::text, 'due_at', at, 'next_at', at)) copy
          limit $2`,
        [`+${nth}`, wanted - rows],
      );
    await client.query(`vacuum analyze ${tables.rows}`);
    return await count();
  } finally {
    client.release(true);
  }
};

export interface Sweeps {
  readonly rows: number;
  /** Milliseconds of each round. */
  readonly times: readonly number[];
}

/** What rounds cost over so many rows of coming days when none of them is due. */
export const sweepCost = async (log: ReminderLog, wanted: number, onError: (error: Error) => void): Promise<Sweeps> => {
  const rows = await plannedAhead(log, wanted);
  const { sweep } = createReminders({
    ...{ database: log.database, store: log.store, calendar, policies, onError },
    plan: { tables: log.tables, isLive: () => Promise.resolve(true) },
    recipients: { find: () => Promise.resolve([]), lookup: () => Promise.resolve(null) },
    agencyNames: { names: () => Promise.resolve(new Map()) },
    channels: [],
    jobs: { add: () => Promise.resolve(), work: () => Promise.resolve() },
    publicUrl: 'http://localhost:3000',
    owner: 'bench',
  });
  // The first settles that the marks are of this table.
  const { assembled } = await sweep.run();
  if (assembled > 0) throw new Error(`${assembled} deliveries were due`);
  const times: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    const started = performance.now();
    await sweep.run();
    times.push(performance.now() - started);
  }
  return { rows, times };
};
