import type { PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import type { Planned } from './planned.js';
import { recordsOf, type PlanTables } from './reminder-plan.projection.js';

/** As many tasks are planned anew in one transaction: their rows are held for a fraction of a second. */
const BATCH = 250;

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
    for (;;) {
      const batch = await inTransaction(this.database, (tx) => this.#batch(tx, rules));
      planned += batch;
      if (batch < BATCH) return planned;
    }
  }

  async #batch(tx: Sql, rules: Rules): Promise<number> {
    const { rows: lease } = await tx.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('dondoc-reminder-replan')) as free",
    );
    if (lease[0]?.free !== true) return 0;
    const stale = await this.#stale(tx, rules);
    if (stale.length === 0) return 0;
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
    return stale.length;
  }

  /** Tasks whose rows were planned under others than the rules in force. Index: plan_versions, by policy and by calendar. */
  async #stale(tx: Sql, { policies, calendar }: Rules): Promise<readonly string[]> {
    const { versions } = this.tables;
    const general = policies.ruling(null);
    const own = policies.plans.map((plan) => {
      const { id, version } = policies.ruling(plan);
      return { plan_id: plan, id, version };
    });
    const { rows } = await tx.query<{ task_id: string }>(
      `select v.task_id from ${versions} v
         left join jsonb_to_recordset($4::jsonb) as own(plan_id uuid, id text, version integer) on own.plan_id = v.plan_id
        where v.calendar_version <> $1
           or (v.policy_id, v.policy_version) is distinct from (coalesce(own.id, $2), coalesce(own.version, $3))
        limit ${String(BATCH)}`,
      [calendar.version, general.id, general.version, JSON.stringify(own)],
    );
    return rows.map(({ task_id }) => task_id);
  }

  async #write(tx: Sql, tasks: readonly string[], rows: readonly object[], versions: readonly object[]): Promise<void> {
    const { rows: table, versions: marks } = this.tables;
    await tx.query(
      `with planned as materialized (select * from jsonb_populate_recordset(null::${table}, $2::jsonb)),
            gone as (delete from ${table} old where old.task_id = any($1)
                        and not exists (select 1 from planned p where p.key = old.key))
       insert into ${table} as old select * from planned
       on conflict (key) do update
          set due_at = excluded.due_at, anchor = excluded.anchor, suppressed = excluded.suppressed, officer = excluded.officer,
              next_at = excluded.next_at
        where (old.due_at, old.anchor, old.suppressed, old.officer)
              is distinct from (excluded.due_at, excluded.anchor, excluded.suppressed, excluded.officer)`,
      [tasks, JSON.stringify(rows)],
    );
    await tx.query(
      `insert into ${marks} select * from jsonb_populate_recordset(null::${marks}, $1::jsonb)
       on conflict (task_id) do update
          set policy_id = excluded.policy_id, policy_version = excluded.policy_version, calendar_version = excluded.calendar_version`,
      [JSON.stringify(versions)],
    );
  }
}
