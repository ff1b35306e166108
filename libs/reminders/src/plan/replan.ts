import type { PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import type { Planned } from './planned.js';
import { recordsOf, type PlanTables } from './reminder-plan.projection.js';

/** As many tasks are planned anew in one transaction: their rows are held, and a process that does other things too is busy, for a moment. */
const BATCH = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

interface Rules {
  readonly policies: PolicyBook;
  readonly calendar: WorkingCalendar;
}

/**
 * Plans anew what was planned under another policy or calendar, batch by batch. A task's row is held meanwhile, so that the view's own
 * writing of it comes before or after; commands are held by nothing, for they append to the log alone. One process at a time; killed
 * anywhere, the next round goes on with what is left. Only rows that become others are written. What is being sent is fenced by
 * policy and calendar as they are then.
 */
export class Replan {
  constructor(
    private readonly database: Database,
    private readonly tables: PlanTables,
    private readonly policies: LivePolicies,
    private readonly calendar: LiveCalendar,
  ) {}

  /** Returns how many tasks were planned anew. */
  async run(): Promise<number> {
    const rules: Rules = { policies: await this.policies.book(), calendar: await this.calendar.calendar() };
    let planned = 0;
    for (let after = BEFORE_ALL; ;) {
      const batch = await inTransaction(this.database, (tx) => this.#batch(tx, rules, after));
      planned += batch.length;
      if (batch.length < BATCH) return planned;
      after = batch.at(-1) ?? after;
    }
  }

  /** The tasks that it planned, in order of their ids. */
  async #batch(tx: Sql, rules: Rules, after: string): Promise<readonly string[]> {
    const { rows: lease } = await tx.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('dondoc-reminder-replan')) as free",
    );
    if (lease[0]?.free !== true) return [];
    const stale = await this.#stale(tx, rules, after);
    if (stale.length === 0) return [];
    const held = await tx.query<{ task_id: string; state: Planned }>(
      `select task_id, state from ${this.tables.tasks} where task_id = any($1) order by task_id for update`,
      [stale],
    );
    const records = held.rows.map(({ task_id, state }) => recordsOf(state, task_id, rules.policies, rules.calendar));
    await this.#write(
      tx,
      stale,
      records.flatMap(({ rows }) => rows),
      records.map(({ versions }) => versions),
    );
    return stale;
  }

  /** The next tasks whose rows were planned under others than the rules in force. Index: plan_versions_pkey, onwards from the last one. */
  async #stale(tx: Sql, { policies, calendar }: Rules, after: string): Promise<readonly string[]> {
    const { versions } = this.tables;
    const general = policies.ruling(null);
    const own = policies.plans.map((plan) => {
      const { id, version } = policies.ruling(plan);
      return { plan_id: plan, id, version };
    });
    const { rows } = await tx.query<{ task_id: string }>(
      `select v.task_id from ${versions} v
         left join jsonb_to_recordset($4::jsonb) as own(plan_id uuid, id text, version integer) on own.plan_id = v.plan_id
        where v.task_id > $5
          and (v.calendar_version <> $1 or v.daily_at <> $6
               or (v.policy_id, v.policy_version) is distinct from (coalesce(own.id, $2), coalesce(own.version, $3)))
        order by v.task_id limit ${String(BATCH)}`,
      [calendar.version, general.id, general.version, JSON.stringify(own), after, general.dailyAt],
    );
    return rows.map(({ task_id }) => task_id);
  }

  async #write(tx: Sql, tasks: readonly string[], rows: readonly object[], versions: readonly object[]): Promise<void> {
    const { rows: table, versions: marks } = this.tables;
    await tx.query(
      `with planned as materialized (select * from jsonb_populate_recordset(null::${table}, $2::jsonb)),
            gone as (delete from ${table} old where old.task_id = any($1)
                        and not exists (select 1 from planned p where p.key = old.key))
       insert into ${table}
       select p.* from planned p left join ${table} stood on stood.key = p.key
        where stood.key is null
           or (stood.due_at, stood.anchor, stood.suppressed, stood.officer) is distinct from (p.due_at, p.anchor, p.suppressed, p.officer)
       on conflict (key) do update
          set due_at = excluded.due_at, anchor = excluded.anchor, suppressed = excluded.suppressed, officer = excluded.officer,
              next_at = excluded.next_at`,
      [tasks, JSON.stringify(rows)],
    );
    await tx.query(
      `insert into ${marks} select * from jsonb_populate_recordset(null::${marks}, $1::jsonb)
       on conflict (task_id) do update
          set policy_id = excluded.policy_id, policy_version = excluded.policy_version, daily_at = excluded.daily_at,
              calendar_version = excluded.calendar_version`,
      [JSON.stringify(versions)],
    );
  }
}
