import type { Instant, PlanId, PolicyBook, Task, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import { occurrencesUntil, type PlanRow } from './plan-row.js';
import type { PlannedTask } from './planned-task.js';
import { planRows } from './plan-rows.js';
import type { PlanTables } from './reminder-plan.projection.js';

/** A reminder that a changed policy adds, takes away or moves. `from` null: added; `to` null: taken away. */
export interface ChangedReminder {
  readonly task: Task;
  readonly row: PlanRow;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface PolicyEffects {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly unchanged: number;
  /** The first of them by time. */
  readonly first: readonly ChangedReminder[];
}

interface Change {
  readonly before: PolicyBook;
  readonly after: PolicyBook;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly until: Instant;
  /** Null: every plan, but those whose own policy stands. */
  readonly planId: PlanId | null;
  /** As many are given one by one. */
  readonly shown: number;
}

type Coming = ReadonlyMap<string, { readonly row: PlanRow; readonly dueAt: Instant }>;

const coming = (planned: PlannedTask, task: Task, policies: PolicyBook, { calendar, now, until }: Change): Coming => {
  const policy = policies.ruling(task.planId);
  const rows = planRows(planned, policy, calendar).filter(({ suppressed }) => suppressed === null);
  const found = rows.flatMap((row) => occurrencesUntil(row, until, policy, calendar)).filter(({ dueAt }) => dueAt > now);
  return new Map(found.map(({ row, key, dueAt }) => [key, { row, dueAt }]));
};

/** What becomes of one task's reminders between now and then. */
export const changesOf = (planned: PlannedTask, task: Task, change: Change): readonly ChangedReminder[] => {
  const before = coming(planned, task, change.before, change);
  const after = coming(planned, task, change.after, change);
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, { row, dueAt }]) => ({ task, row, from: dueAt, to: null }));
  const come = [...after].map(([key, { row, dueAt }]) => ({ task, row, from: before.get(key)?.dueAt ?? null, to: dueAt }));
  return [...gone, ...come];
};

const at = ({ from, to }: ChangedReminder): string => to ?? from ?? '';
const byTime = (one: ChangedReminder, other: ChangedReminder): number =>
  at(one).localeCompare(at(other)) || one.row.key.localeCompare(other.row.key);

const PAGE = 500;

/** What a changed policy would add, take away and move, counted over every task; of indicators it does not tell. Changes nothing. Index: plan_tasks, by task. */
export const policyEffects = async (database: Sql, { tasks }: Pick<PlanTables, 'tasks'>, change: Change): Promise<PolicyEffects> => {
  const counts = { added: 0, removed: 0, moved: 0, unchanged: 0 };
  let first: readonly ChangedReminder[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await database.query<{ task_id: string; state: PlannedTask }>(
      `select task_id, state from ${tasks} where task_id > $1 and state ? 'task' and ($2::uuid is null or plan_id = $2) order by task_id limit ${String(PAGE)}`,
      [after, change.planId],
    );
    const changes = page.rows.flatMap(({ state }) => (state.task.status === 'none' ? [] : changesOf(state, state.task, change)));
    for (const { from, to } of changes)
      counts[from === to ? 'unchanged' : from === null ? 'added' : to === null ? 'removed' : 'moved'] += 1;
    first = [...first, ...changes.filter(({ from, to }) => from !== to)].sort(byTime).slice(0, change.shown);
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return { ...counts, first };
    after = last.task_id;
  }
};
