import { movedDues, type DayOffRule, type DueMove, type Instant, type PolicyBook, type Task, type WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import { isIndicator, originOf, type Planned } from './planned.js';
import type { PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import type { PlanTables } from './reminder-plan.projection.js';
import { subjectOf, type ReminderSubject } from './reminder-subject.js';

export interface TouchedDue extends DueMove {
  readonly task: Task;
  /** By which the date was counted: of the policy that rules the task. */
  readonly rule: DayOffRule;
}

/** A reminder that moves with the calendar, by itself. */
export interface MovedReminder {
  readonly subject: ReminderSubject;
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
  readonly policies: PolicyBook;
  /** What lies before it was sent already. */
  readonly now: Instant;
}

/**
 * Rows by what they are whatever the calendar. The date that a task is due on stays, and stands in the key; that of an indicator's
 * period follows the calendar, so that its rows are told apart by their rule and how many of it there are.
 */
const byIdentity = (planned: Planned, rows: readonly PlanRow[]): ReadonlyMap<string, PlanRow> => {
  if (!isIndicator(planned)) return new Map(rows.map((row) => [row.key, row]));
  const counts = new Map<string, number>();
  const named = rows.map((row) => {
    const name = [row.subject, row.rule, row.seat, row.agency].join('|');
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return [`${name}|${String(nth)}`, row] as const;
  });
  return new Map(named);
};

const remindersOf = (planned: Planned, subject: ReminderSubject, { before, after, policies, now }: Change): readonly MovedReminder[] => {
  const policy = policies.ruling(originOf(planned).planId);
  const known = byIdentity(planned, planRows(planned, policy, before));
  return [...byIdentity(planned, planRows(planned, policy, after))].flatMap(([identity, row]): readonly MovedReminder[] => {
    const from = known.get(identity)?.dueAt;
    const isTouched = from !== undefined && from !== row.dueAt && row.suppressed === null && (from > now || row.dueAt > now);
    return isTouched ? [{ subject, row, from, to: row.dueAt }] : [];
  });
};

const duesOf = (planned: Planned, change: Change): readonly TouchedDue[] => {
  if (isIndicator(planned) || planned.task.status === 'none') return [];
  const { task } = planned;
  const rule = change.policies.ruling(task.planId).dayOffRule;
  return movedDues(task, { ...change, rule }).map((move) => ({ ...move, task, rule }));
};

const PAGE = 500;

/** Every due date and every reminder to come of tasks and indicators that a change of the calendar touches. Changes nothing. */
export const calendarEffects = async (database: Sql, { tasks }: Pick<PlanTables, 'tasks'>, change: Change): Promise<CalendarEffects> => {
  const dues: TouchedDue[] = [];
  const reminders: MovedReminder[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await database.query<{ task_id: string; state: Planned }>(
      `select task_id, state from ${tasks} where task_id > $1 order by task_id limit ${String(PAGE)}`,
      [after],
    );
    for (const { state } of page.rows) {
      const subject = subjectOf(state);
      if (subject === null) continue;
      dues.push(...duesOf(state, change));
      reminders.push(...remindersOf(state, subject, change));
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return { dues, reminders };
    after = last.task_id;
  }
};
