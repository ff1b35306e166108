import { createHash } from 'node:crypto';
import type { Instant, PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { PlanRow } from './plan-row.js';
import type { PlanTables } from './reminder-plan.projection.js';

/** When a row is to be looked at next; null: all that it calls for stands in the ledger. */
export interface PlanMark {
  readonly row: PlanRow;
  readonly nextAt: Instant | null;
}

/** As many rows are settled, or looked at, in one transaction. */
export const PAGE_OF_ROWS = 20_000;

const EXCLUDED = "hashtext('dondoc-plan-marks')";

/** Until the transaction ends no line becomes void, so that a mark never outlives the line that it was made for. Writers wait meanwhile. */
export const holdMarks = async (tx: Sql): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(${EXCLUDED})`);
};

/** What marks were reckoned with. Other days off or another policy bring repetitions at other times. */
const rulesKey = (policies: PolicyBook, calendar: WorkingCalendar): string => {
  const rulings = [null, ...policies.plans].map((plan) => policies.ruling(plan));
  return createHash('sha256')
    .update(JSON.stringify([calendar.version, rulings]))
    .digest('hex');
};

interface Doubt {
  readonly other_table: boolean;
  readonly other_rules: boolean;
}

/** The marks are those of this very table, made under these rules, and not in a future that a clock put back has taken away. */
const DOUBT = `
  select m.made_in is distinct from $1::text::regclass::oid as other_table, m.rules is distinct from $2 or m.marked_at > $3 as other_rules
    from (select 1) as one left join rem.plan_marks m on m.plan = $1`;

/**
 * Forgets marks that may be wrong, before a round trusts them: all, where the table is another one (an edition that was rebuilt, taken
 * back, or restored); those of what waits or repeats, where the rules are others. A forgotten mark costs one more look.
 */
export const trustMarks = async (
  tx: Sql,
  { rows }: PlanTables,
  now: Instant,
  rules: { readonly policies: PolicyBook; readonly calendar: WorkingCalendar },
): Promise<void> => {
  const key = rulesKey(rules.policies, rules.calendar);
  const found = await tx.query<Doubt>(DOUBT, [rows, key, now]);
  const doubt = found.rows[0];
  if (doubt?.other_table === true) await tx.query(`update ${rows} set next_at = due_at where next_at is distinct from due_at`);
  else if (doubt?.other_rules === true) await tx.query(`update ${rows} set next_at = due_at where next_at > due_at`);
  await tx.query(
    `insert into rem.plan_marks (plan, made_in, rules, marked_at) values ($1::text, $1::text::regclass::oid, $2, $3)
     on conflict (plan) do update set made_in = excluded.made_in, rules = excluded.rules, marked_at = excluded.marked_at`,
    [rows, key, now],
  );
};

/** Index: plan_rows by next_at, ledger_plan_key. */
export const settleQuery = ({ rows }: Pick<PlanTables, 'rows'>): string => `
  with told as (
    select r.key from ${rows} r
     where r.next_at <= $1 and r.anchor is null
       and exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void')
     order by r.next_at limit ${String(PAGE_OF_ROWS)} for update of r skip locked)
  update ${rows} r set next_at = null from told where r.key = told.key`;

/**
 * Settles rows that the ledger explains already: the view wrote them again, or an edition was rebuilt. Rows that somebody is writing
 * are left to the next round. Answers how many.
 */
export const settleExplained = async (tx: Sql, tables: PlanTables, now: Instant): Promise<number> =>
  (await tx.query(settleQuery(tables), [now])).rowCount ?? 0;

/** Writes marks, but for rows that became others since they were read: the view has them looked at anew. */
export const mark = async (tx: Sql, { rows }: PlanTables, marks: readonly PlanMark[]): Promise<void> => {
  if (marks.length === 0) return;
  await tx.query(
    `with held as (
       select r.key, m.next_at
         from unnest($1::text[], $2::timestamptz[], $3::date[], $4::timestamptz[]) as m(key, due_at, anchor, next_at)
         join ${rows} r on r.key = m.key and r.due_at = m.due_at and r.anchor is not distinct from m.anchor
          for update of r skip locked)
     update ${rows} r set next_at = held.next_at from held where r.key = held.key and r.next_at is distinct from held.next_at`,
    [
      marks.map(({ row }) => row.key),
      marks.map(({ row }) => row.dueAt),
      marks.map(({ row }) => row.anchor),
      marks.map(({ nextAt }) => nextAt),
    ],
  );
};

/** Within a transaction that makes lines void: no round marks rows meanwhile, and theirs are looked at again. */
export const lookAgain = async (tx: Sql, { rows }: PlanTables, planKeys: readonly string[]): Promise<void> => {
  await tx.query(`update ${rows} set next_at = due_at where key = any($1)`, [planKeys]);
};

/** What {@link lookAgain} needs first: waits for a round that is marking rows. */
export const excludeMarking = async (tx: Sql): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock_shared(${EXCLUDED})`);
};
