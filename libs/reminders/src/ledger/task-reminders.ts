import type { Sql } from '#event-store';
import type { PlanTables } from '../plan/reminder-plan.projection.js';

export type ReminderOutcome = 'planned' | 'sent' | 'suppressed' | 'refused' | 'uncertain' | 'returned' | 'retry' | 'cancelled';

/** A reminder of a task: planned, sent, or silent with its reason. Instants in ISO 8601. */
export interface ReminderLine {
  readonly rule: string;
  readonly subject: string;
  readonly part: string | null;
  readonly agency: string;
  readonly seat: string;
  readonly dueAt: string;
  readonly outcome: ReminderOutcome;
  readonly reason: string | null;
  /** `person:<id>`, `mailbox:<agency>`; null where nobody is written to. */
  readonly recipientKey: string | null;
  /** The naming by which the recipient stood in for another. */
  readonly standIn: string | null;
  /** When it was settled; of what waits, when it is tried next. */
  readonly at: string | null;
  /** The row of the plan that calls for it. */
  readonly planKey: string;
  /** Of a repeating rule that is planned: what repetitions count from, and the last one that was accounted for. */
  readonly anchor: string | null;
  readonly last: string | null;
  readonly delivery: LineDelivery | null;
  /** Under which policy it was, or is, planned: `default` or a plan's id, with its version. */
  readonly policy: { readonly id: string; readonly version: number };
  readonly planId: string | null;
}

/** The letter that carries a line. */
export interface LineDelivery {
  readonly id: string;
  readonly channel: string;
  /** It has been made and has not left: waiting for its time, or to be tried again. */
  readonly isWaiting: boolean;
  /** When it is tried next. */
  readonly nextAt: string;
  readonly isPaused: boolean;
  /** The earlier letter that was sent again by this one. */
  readonly againOf: string | null;
  readonly resent: boolean;
}

/** Lines of the ledger, and rows of the plan that the ledger does not know yet. Index: ledger_task, plan_rows_task. */
const ofTask = ({ rows, versions }: PlanTables): string => `
  select l.rule, l.subject, l.part, l.agency, l.seat, l.due_at,
         case when l.outcome = 'void' then 'cancelled'
              when l.outcome is not null then l.outcome
              when d.returned_at is not null then 'returned'
              when d.status = 'retry' and d.reason in ('outside-office-hours', 'day-is-full', 'week-is-full') then 'planned'
              when d.status in ('sent', 'refused', 'uncertain', 'retry') then d.status
              when d.status = 'void' then 'cancelled'
              else 'planned' end as outcome,
         coalesce(l.reason, d.return_reason, d.reason) as reason,
         nullif(l.recipient_key, 'none') as recipient_key, l.stand_in,
         case when l.outcome is not null then l.recorded_at when d.status = 'retry' then d.next_at else d.settled_at end as at,
         l.plan_key, null::text as anchor, null::text as last, l.policy_id, l.policy_version, l.plan_id,
         d.id as delivery_id, d.channel, l.outcome is null and d.status in ('ready', 'retry') as waiting, d.next_at, d.again_of,
         d.channel in (select name from rem.paused_channels) as paused,
         exists (select 1 from rem.deliveries n where n.again_of = d.id) as resent
    from rem.ledger l left join rem.deliveries d on d.id = l.delivery_id
   where l.task_id = $1
  union all
  select r.rule, r.subject, r.part, r.agency, r.seat, r.due_at,
         case when r.suppressed is null then 'planned' else 'suppressed' end, r.suppressed, null, null, null,
         r.key, r.anchor::text,
         (select max(l.occurrence) from rem.ledger l
           where r.anchor is not null and l.plan_key = r.key and l.outcome is distinct from 'void'),
         v.policy_id, v.policy_version, r.plan_id, null, null, false, null, null, false, false
    from ${rows} r join ${versions} v on v.task_id = r.task_id
   where r.task_id = $1
     and (r.anchor is not null or not exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void'))
   order by due_at, subject, rule, agency, at, recipient_key`;

interface LineRow {
  readonly rule: string;
  readonly subject: string;
  readonly part: string | null;
  readonly agency: string;
  readonly seat: string;
  readonly due_at: Date;
  readonly outcome: ReminderOutcome;
  readonly reason: string | null;
  readonly recipient_key: string | null;
  readonly stand_in: string | null;
  readonly at: Date | null;
  readonly plan_key: string;
  readonly anchor: string | null;
  readonly last: string | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly plan_id: string | null;
  readonly delivery_id: string | null;
  readonly channel: string | null;
  readonly waiting: boolean | null;
  readonly next_at: Date | null;
  readonly again_of: string | null;
  readonly paused: boolean | null;
  readonly resent: boolean;
}

const deliveryOf = ({ delivery_id: id, channel, waiting, next_at, again_of, paused, resent }: LineRow): LineDelivery | null =>
  id === null || channel === null || next_at === null
    ? null
    : { id, channel, isWaiting: waiting === true, nextAt: next_at.toISOString(), isPaused: paused === true, againOf: again_of, resent };

const lineOf = (row: LineRow): ReminderLine => ({
  standIn: row.stand_in,
  rule: row.rule,
  subject: row.subject,
  part: row.part,
  agency: row.agency,
  seat: row.seat,
  dueAt: row.due_at.toISOString(),
  outcome: row.outcome,
  reason: row.reason,
  recipientKey: row.recipient_key,
  at: row.at?.toISOString() ?? null,
  planKey: row.plan_key,
  anchor: row.anchor,
  last: row.last,
  delivery: deliveryOf(row),
  policy: { id: row.policy_id, version: row.policy_version },
  planId: row.plan_id,
});

/** What was and what will be told of one task, by time. */
export const readTaskReminders = async (sql: Sql, tables: PlanTables, taskId: string): Promise<readonly ReminderLine[]> => {
  const { rows } = await sql.query<LineRow>(ofTask(tables), [taskId]);
  return rows.map(lineOf);
};
