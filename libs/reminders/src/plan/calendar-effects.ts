import { movedDues, type DayOffRule, type DueMove, type Instant, type PolicyBook, type Task, type WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { PlannedTask } from './planned-task.js';
import type { PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import type { PlanTables } from './reminder-plan.projection.js';

export interface TouchedDue extends DueMove {
  readonly task: Task;
}

/** A reminder that moves with the calendar, by itself. */
export interface MovedReminder {
  readonly task: Task;
  readonly row: PlanRow;
  readonly from: Instant;
  readonly to: Instant;
}

export interface CalendarEffects {
  readonly dues: readonly TouchedDue[];
  readonly reminders: readonly MovedReminder[];
}

interface Change {
  readonly before: WorkingCalendar;
  readonly after: WorkingCalendar;
  readonly rule: DayOffRule;
  readonly policies: PolicyBook;
  /** What lies before it was sent already. */
  readonly now: Instant;
}

const remindersOf = (planned: PlannedTask, task: Task, { before, after, policies, now }: Change): readonly MovedReminder[] => {
  const policy = policies.ruling(task.planId);
  const known = new Map(planRows(planned, policy, before).map((row) => [row.key, row]));
  return planRows(planned, policy, after).flatMap((row): readonly MovedReminder[] => {
    const from = known.get(row.key)?.dueAt;
    const isTouched = from !== undefined && from !== row.dueAt && row.suppressed === null && (from > now || row.dueAt > now);
    return isTouched ? [{ task, row, from, to: row.dueAt }] : [];
  });
};

const PAGE = 500;

/** Every due date and every reminder to come of a task that a change of the calendar touches. Changes nothing. */
export const calendarEffects = async (database: Sql, { tasks }: Pick<PlanTables, 'tasks'>, change: Change): Promise<CalendarEffects> => {
  const dues: TouchedDue[] = [];
  const reminders: MovedReminder[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await database.query<{ task_id: string; state: PlannedTask }>(
      `select task_id, state from ${tasks} where task_id > $1 and state ? 'task' order by task_id limit ${String(PAGE)}`,
      [after],
    );
    for (const { state } of page.rows) {
      const { task } = state;
      if (task.status === 'none') continue;
      dues.push(...movedDues(task, change).map((move) => ({ ...move, task })));
      reminders.push(...remindersOf(state, task, change));
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return { dues, reminders };
    after = last.task_id;
  }
};
