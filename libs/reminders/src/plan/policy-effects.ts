import type { Instant, PlanId, PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { RuleName } from '../policy/reminder-policy.js';
import { originOf, type Planned } from './planned.js';
import { occurrencesUntil, type PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import type { PlanTables } from './reminder-plan.projection.js';
import { subjectOf, type ReminderSubject } from './reminder-subject.js';

/** A reminder that a changed policy adds, takes away or moves. `from` null: added; `to` null: taken away. */
export interface ChangedReminder {
  readonly subject: ReminderSubject;
  readonly row: PlanRow;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

type Kind = 'added' | 'removed' | 'moved' | 'unchanged';
type Counts = Readonly<Record<Kind, number>>;

export interface PolicyEffects extends Counts {
  /** Rules that anything changes for, or that have reminders in that time. */
  readonly byRule: readonly (Counts & { readonly rule: RuleName })[];
  /** The first of them by time. */
  readonly first: readonly ChangedReminder[];
}

interface Change {
  readonly before: PolicyBook;
  readonly after: PolicyBook;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly until: Instant;
  /** Null: every plan; of those whose own policy stands only the hour. */
  readonly planId: PlanId | null;
  /** As many are given one by one. */
  readonly shown: number;
}

type Coming = ReadonlyMap<string, { readonly row: PlanRow; readonly dueAt: Instant }>;

const coming = (planned: Planned, policies: PolicyBook, { calendar, now, until }: Change): Coming => {
  const policy = policies.ruling(originOf(planned).planId);
  const rows = planRows(planned, policy, calendar).filter(({ suppressed }) => suppressed === null);
  const found = rows.flatMap((row) => occurrencesUntil(row, until, policy, calendar)).filter(({ dueAt }) => dueAt > now);
  return new Map(found.map(({ row, key, dueAt }) => [key, { row, dueAt }]));
};

/** A changed general policy leaves a plan with its own alone, but for the hour. */
const isRuled = (plan: PlanId | null, { planId, before, after }: Change): boolean => {
  if (planId !== null) return true;
  const { id, dailyAt } = after.ruling(plan);
  return id === 'default' || dailyAt !== before.ruling(plan).dailyAt;
};

/** What becomes of the reminders of one task or indicator between now and then. */
const changesOf = (planned: Planned, change: Change): readonly ChangedReminder[] => {
  const subject = subjectOf(planned);
  if (subject === null || !isRuled(originOf(planned).planId, change)) return [];
  const before = coming(planned, change.before, change);
  const after = coming(planned, change.after, change);
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, { row, dueAt }]) => ({ subject, row, from: dueAt, to: null }));
  const come = [...after].map(([key, { row, dueAt }]) => ({ subject, row, from: before.get(key)?.dueAt ?? null, to: dueAt }));
  return [...gone, ...come];
};

const kindOf = ({ from, to }: ChangedReminder): Kind => {
  if (from === to) return 'unchanged';
  if (from === null) return 'added';
  return to === null ? 'removed' : 'moved';
};

const at = ({ from, to }: ChangedReminder): string => to ?? from ?? '';
const byTime = (one: ChangedReminder, other: ChangedReminder): number =>
  at(one).localeCompare(at(other)) || one.row.key.localeCompare(other.row.key);

const byName = new Intl.Collator('en', { numeric: true }).compare;

class Tally {
  private readonly rules = new Map<RuleName, Record<Kind, number>>();

  note(change: ChangedReminder): void {
    const { rule } = change.row;
    const counts = this.rules.get(rule) ?? { added: 0, removed: 0, moved: 0, unchanged: 0 };
    this.rules.set(rule, counts);
    counts[kindOf(change)] += 1;
  }

  get byRule(): PolicyEffects['byRule'] {
    return [...this.rules].map(([rule, counts]) => ({ rule, ...counts })).sort((one, other) => byName(one.rule, other.rule));
  }

  get all(): Counts {
    const sum = (kind: Kind): number => [...this.rules.values()].reduce((total, counts) => total + counts[kind], 0);
    return { added: sum('added'), removed: sum('removed'), moved: sum('moved'), unchanged: sum('unchanged') };
  }
}

const PAGE = 500;

/**
 * What a changed policy would add, take away and move, counted over every task and indicator that it rules. Changes nothing. Index:
 * plan_tasks, by task.
 */
export const policyEffects = async (database: Sql, { tasks }: Pick<PlanTables, 'tasks'>, change: Change): Promise<PolicyEffects> => {
  const tally = new Tally();
  let first: readonly ChangedReminder[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await database.query<{ task_id: string; state: Planned }>(
      `select task_id, state from ${tasks} where task_id > $1 and ($2::uuid is null or plan_id = $2) order by task_id limit ${String(PAGE)}`,
      [after, change.planId],
    );
    const changes = page.rows.flatMap(({ state }) => changesOf(state, change));
    for (const one of changes) tally.note(one);
    first = [...first, ...changes.filter((one) => kindOf(one) !== 'unchanged')].sort(byTime).slice(0, change.shown);
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return { ...tally.all, byRule: tally.byRule, first };
    after = last.task_id;
  }
};
