import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dateInVietnam, instantInVietnam, isWorkingDay } from '#domain';
import { foldStored, foldStoredIndicator } from '../plan/stored-task-event.js';
import { occurrencesUntil, type Occurrence, type PlanRow } from '../plan/plan-row.js';
import { planRows } from '../plan/plan-rows.js';
import { Replan } from '../plan/replan.js';
import type { Planned } from '../plan/planned.js';
import { histories, History, type Steps } from '../testing/histories.js';
import { backends, startQueueBackend, type QueueBackend } from '../testing/queue-backend.js';
import { planTables, ReminderWorld, type Sender } from '../testing/reminder-world.js';

/** `HISTORIES=200` plays as many on each backend; `HISTORIES_SEED` the same ones again. */
const RUNS = Number(process.env['HISTORIES'] ?? '4');
const SEED = process.env['HISTORIES_SEED'];

interface Line {
  readonly row_key: string;
  readonly task_id: string;
  readonly recipient_key: string;
  readonly outcome: string | null;
}

/** Versions of streams, by what they are of. */
type Heads = Readonly<Record<string, number>>;

/** The rows that the log calls for, told from the log alone: as it stands, or as it stood at these versions of streams. */
const rowsOfTheLog = async (world: ReminderWorld, history: History, heads: Heads | null = null): Promise<readonly PlanRow[]> => {
  const planned = async (kind: 'task' | 'indicator', id: string): Promise<readonly Planned[]> => {
    const version = heads === null ? Infinity : heads[id];
    if (version === undefined) return [];
    const events = (await world.store.readStream(`${kind}-${id}`)).filter((event) => event.version <= version);
    return [kind === 'task' ? foldStored(events) : foldStoredIndicator(events)];
  };
  const tasks = await Promise.all(history.tasks.map((id) => planned('task', id)));
  const indicators = await Promise.all(history.indicators.map((id) => planned('indicator', id)));
  const policy = world.rules.policies.latest.ruling(null);
  return [...tasks, ...indicators].flat().flatMap((head) => planRows(head, policy, world.rules.calendar.latest));
};

const dueBy = (world: ReminderWorld, rows: readonly PlanRow[], { now }: History): readonly Occurrence[] => {
  const policy = world.rules.policies.latest.ruling(null);
  return rows.flatMap((row) => occurrencesUntil(row, now, policy, world.rules.calendar.latest));
};

const linesOf = async (world: ReminderWorld): Promise<readonly Line[]> =>
  (await world.database.pool.query<Line>('select row_key, task_id, recipient_key, outcome from rem.ledger')).rows;

/** The reminders that somebody's word keeps back now. */
const heldNow = async (world: ReminderWorld): Promise<ReadonlySet<string>> => {
  const { rows } = await world.database.pool.query<{ plan_key: string }>(
    `select h.plan_key from rem.orders h
      where h.kind = 'hold' and h.plan_key is not null and h.until > app_now() and not exists (select 1 from rem.orders l where l.hold_id = h.id)`,
  );
  return new Set(rows.map(({ plan_key }) => plan_key));
};

/** Scheduled mail may wait for a working morning, or because one of its readers had today's already. */
const waitsForAMorning = async (world: ReminderWorld, { now }: History, { row, dueAt }: Occurrence): Promise<boolean> => {
  if (row.kind !== 'scheduled') return false;
  const policy = world.rules.policies.latest.ruling(null);
  const today = dateInVietnam(now);
  const isOpen = isWorkingDay(today, world.rules.calendar.latest) && now >= instantInVietnam(today, policy.dailyAt);
  if (!isOpen) return true;
  const readers = world.membersOf(row.agency).map(({ key }) => key);
  const { rows } = await world.database.pool.query<{ slot: string }>(
    "select slot from rem.deliveries where recipient_key = any($1) and slot = any($2) and status <> 'void'",
    [readers, [today, `${today}/2`]],
  );
  const isEvening = now >= instantInVietnam(today, policy.officeHours.to);
  const isLate = Date.parse(now) - Date.parse(dueAt) > policy.lateAfterMinutes * 60_000;
  return rows.length > 0 && (isEvening || !isLate || rows.some(({ slot }) => slot.endsWith('/2')));
};

const explained = new Set(['sent', 'suppressed', 'refused', 'uncertain', 'planned', 'retry', 'cancelled']);

/** The law itself, at an instant after a round: planned = sent + suppressed + refused + uncertain + still due. */
const holds = async (world: ReminderWorld, history: History): Promise<void> => {
  const lines = await linesOf(world);
  const standing = new Set(lines.filter(({ outcome }) => outcome !== 'void').map(({ row_key }) => row_key));
  const held = await heldNow(world);
  const unexplained: string[] = [];
  for (const occurrence of dueBy(world, await rowsOfTheLog(world, history), history)) {
    if (standing.has(occurrence.key)) continue;
    const mayWait =
      occurrence.row.suppressed === null && (held.has(occurrence.row.key) || (await waitsForAMorning(world, history, occurrence)));
    if (!mayWait) unexplained.push(occurrence.key);
  }
  expect({ at: history.now, unexplained }).toEqual({ at: history.now, unexplained: [] });
  for (const id of [...history.tasks, ...history.indicators]) {
    const told = await world.ledger.remindersOfTask(id);
    expect(told.filter(({ outcome }) => !explained.has(outcome))).toEqual([]);
    // What was suppressed, refused or cancelled says why.
    expect(
      told.filter(({ outcome, reason }) => ['suppressed', 'refused', 'uncertain', 'cancelled'].includes(outcome) && reason === null),
    ).toEqual([]);
    const ofLedger = lines.filter(({ task_id }) => task_id === id).length;
    const fromThePlan = told.filter(({ recipientKey, at }) => recipientKey === null && at === null).length;
    expect(told.length - fromThePlan).toBe(ofLedger);
  }
};

/** What was sent is what the ledger says, once. */
const nothingTwice = async (world: ReminderWorld, history: History, begun: readonly string[]): Promise<void> => {
  expect(begun.filter((each, index) => begun.indexOf(each) !== index)).toEqual([]);
  const { rows } = await world.database.pool.query<{ id: string; status: string }>('select id, status from rem.deliveries');
  const taken = new Set(history.taken.map(({ id }) => id));
  const wrong = rows.filter(({ id, status }) => (taken.has(id) ? !['sent', 'uncertain'].includes(status) : status === 'sent'));
  expect(wrong).toEqual([]);
  expect(history.taken).toHaveLength(taken.size);
};

/** Everything that could leave has an outcome. */
const nothingOpen = async (world: ReminderWorld): Promise<void> => {
  const { rows } = await world.database.pool.query(
    "select id, status, reason from rem.deliveries where status in ('ready', 'retry', 'claimed', 'handing-over') and next_at <= app_now()",
  );
  expect(rows).toEqual([]);
};

interface BegunLine {
  readonly row_key: string;
  readonly plan_key: string;
  readonly recipient_key: string;
  readonly due_at: Date;
  readonly due: boolean;
  /** The log as it stood, and was held, when it was begun. */
  readonly heads: Heads;
  /** Somebody ordered it before its time. */
  readonly early: boolean;
}

interface Begun {
  /** Lines that were begun, each with whom it is for. */
  readonly lines: string[];
  /** Those for which the log did not call at that very moment. */
  readonly forNothing: BegunLine[];
}

/** Notes what is begun, and whether the log called for it at that very moment. */
const watchWhatBegins = (world: ReminderWorld, history: History): Begun => {
  const begun: Begun = { lines: [], forNothing: [] };
  history.onBegun = async ({ id }) => {
    const { rows: lines } = await world.database.pool.query<BegunLine>(
      `select l.row_key, l.plan_key, l.recipient_key, l.due_at, l.due_at <= app_now() as due, d.heads,
              exists (select 1 from rem.orders o where o.kind = 'send-now' and o.plan_key = l.plan_key) as early
         from rem.ledger l join rem.deliveries d on d.id = l.delivery_id where d.id = $1 and l.outcome is null`,
      [id],
    );
    const heads = lines[0]?.heads ?? {};
    const rows = new Map((await rowsOfTheLog(world, history, heads)).map((row) => [row.key, row]));
    const isCalledFor = ({ plan_key, due_at, due, early }: BegunLine): boolean => {
      const row = rows.get(plan_key);
      return row?.suppressed === null && row.dueAt <= due_at.toISOString() && (early || due);
    };
    begun.forNothing.push(...lines.filter((line) => !isCalledFor(line)));
    begun.lines.push(...lines.map(({ row_key, recipient_key }) => `${row_key} to ${recipient_key}`));
  };
  return begun;
};

const play = async (world: ReminderWorld, steps: Steps): Promise<void> => {
  const history = new History(world);
  const begun = watchWhatBegins(world, history);
  const replan = new Replan(world.database.pool, planTables, world.rules.policies, world.rules.calendar);
  const worker: Sender = await world.worker();
  const round = async (): Promise<void> => {
    do {
      await world.follow();
      await replan.run();
      await world.round(worker);
      // What happened in the middle of it the plan learns in the next.
    } while (history.hasMeddled());
    await holds(world, history);
    expect(begun.forNothing).toEqual([]);
  };
  for (const one of steps) {
    await history.play(one);
    await round();
  }
  // Everything works again: after some mornings nothing is open any more.
  history.mend();
  for (let morning = 0; morning < 4; morning += 1) {
    await history.wait(24);
    await round();
    await world.round(worker);
  }
  await nothingTwice(world, history, begun.lines);
  await nothingOpen(world);
};

describe.each(backends)('the ledger over random histories, with the queue on %s', (backend) => {
  let queues: QueueBackend;
  beforeAll(async () => {
    queues = await startQueueBackend(backend);
  });
  afterAll(() => queues.close());

  test('for any task or indicator and instant: planned = sent + suppressed + refused + uncertain + still due, and nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const world = await ReminderWorld.open(queues);
        try {
          await play(world, steps);
        } finally {
          await world.close();
        }
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
  }, 600_000);
});
