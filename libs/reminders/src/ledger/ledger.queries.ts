import type { Sql } from '#event-store';
import { heartbeats, type Heartbeat } from './heartbeats.js';
import { channelsHealth, outcomeCounts, type ChannelHealth, type OutcomeCount } from './sending.queries.js';
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
  /** `person:<id>`, `zalo:<person id>`, `mailbox:<agency>`; null where nobody is written to. */
  readonly recipientKey: string | null;
  /** When it was settled; of what waits, when it is tried next. */
  readonly at: string | null;
}

/** What nobody could be found for: the Office's pile "chưa có người nhận". */
export interface RefusedLine {
  readonly taskId: string;
  readonly part: string | null;
  readonly rule: string;
  readonly agency: string;
  readonly dueAt: string;
  readonly recordedAt: string;
}

export interface UpcomingLine {
  readonly taskId: string;
  readonly rule: string;
  readonly subject: string;
  readonly agency: string;
  readonly seat: string;
  readonly dueAt: string;
}

export type SweepStatus =
  | { readonly state: 'never' }
  | {
      /** `standing-still`: no round for five minutes. */
      readonly state: 'running' | 'standing-still';
      readonly lastSweepAt: string;
      readonly nextSweepAt: string;
      readonly problem: string | null;
      /** Deliveries that are due and not yet sent. */
      readonly backlog: number;
    };

/** Lines of the ledger, and rows of the plan that the ledger does not know yet. Index: ledger_task, plan_rows_task. */
const ofTask = ({ rows }: PlanTables): string => `
  select l.rule, l.subject, l.part, l.agency, l.seat, l.due_at,
         case when l.outcome = 'void' then 'cancelled'
              when l.outcome is not null then l.outcome
              when d.returned_at is not null then 'returned'
              when d.status = 'retry' and d.reason in ('outside-office-hours', 'day-is-full', 'week-is-full') then 'planned'
              when d.status in ('sent', 'refused', 'uncertain', 'retry') then d.status
              else 'planned' end as outcome,
         coalesce(l.reason, d.return_reason, d.reason) as reason,
         nullif(l.recipient_key, 'none') as recipient_key,
         case when l.outcome is not null then l.recorded_at when d.status = 'retry' then d.next_at else d.settled_at end as at
    from rem.ledger l left join rem.deliveries d on d.id = l.delivery_id
   where l.task_id = $1
  union all
  select r.rule, r.subject, r.part, r.agency, r.seat, r.due_at,
         case when r.suppressed is null then 'planned' else 'suppressed' end, r.suppressed, null, null
    from ${rows} r
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
  readonly at: Date | null;
}

/** Reads what the reminders did and will do. */
export class ReminderLedger {
  constructor(
    private readonly sql: Sql,
    private readonly plan: PlanTables,
  ) {}

  async remindersOfTask(taskId: string): Promise<readonly ReminderLine[]> {
    const { rows } = await this.sql.query<LineRow>(ofTask(this.plan), [taskId]);
    return rows.map(({ due_at, recipient_key, at, ...row }) => ({
      ...row,
      recipientKey: recipient_key,
      dueAt: due_at.toISOString(),
      at: at?.toISOString() ?? null,
    }));
  }

  /** What reached nobody by any way: no person, no mailbox, or each of them refused for good. Newest first. */
  async refusedForLackOfRecipient(limit = 200): Promise<readonly RefusedLine[]> {
    const { rows } = await this.sql.query<{
      task_id: string;
      part: string | null;
      rule: string;
      agency: string;
      due_at: Date;
      recorded_at: Date;
    }>(
      `select l.task_id, l.part, l.rule, l.agency, l.due_at, l.recorded_at
         from rem.ledger l left join rem.deliveries d on d.id = l.delivery_id
        where (l.outcome = 'refused' and l.reason = 'no-recipient')
           or (l.outcome is null and d.status = 'refused' and (d.reason = 'no-recipient' or l.recipient_key like 'mailbox:%')
               and not exists (select 1 from rem.ledger o join rem.deliveries e on e.id = o.delivery_id
                                where o.row_key = l.row_key and o.recipient_key <> l.recipient_key and o.outcome is null and e.status <> 'refused'))
        order by l.recorded_at desc, l.row_key limit $1`,
      [limit],
    );
    return rows.map((row) => ({
      taskId: row.task_id,
      part: row.part,
      rule: row.rule,
      agency: row.agency,
      dueAt: row.due_at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
    }));
  }

  /** "Dự kiến gửi": planned rows of the coming days; of a repeating rule its first occurrence. */
  async upcoming(days: number): Promise<readonly UpcomingLine[]> {
    const { rows } = await this.sql.query<{ task_id: string; rule: string; subject: string; agency: string; seat: string; due_at: Date }>(
      `select task_id, rule, subject, agency, seat, due_at from ${this.plan.rows}
        where suppressed is null and due_at > app_now() and due_at <= app_now() + make_interval(days => $1)
        order by due_at, agency, task_id, subject`,
      [days],
    );
    return rows.map(({ task_id, due_at, ...row }) => ({ ...row, taskId: task_id, dueAt: due_at.toISOString() }));
  }

  /** For health: a sweep that stood still for five minutes is an alarm. */
  async sweepStatus(): Promise<SweepStatus> {
    const { rows } = await this.sql.query<{ swept_at: Date; next_at: Date; problem: string | null; still: boolean; backlog: number }>(
      `select swept_at, next_at, problem, swept_at < app_now() - interval '5 minutes' as still,
              (select count(*)::int from rem.deliveries
                where status in ('ready', 'claimed', 'handing-over', 'retry') and next_at <= app_now()) as backlog
         from rem.heartbeat where name = 'sweep' order by swept_at desc limit 1`,
    );
    const row = rows[0];
    if (row === undefined) return { state: 'never' };
    return {
      state: row.still ? 'standing-still' : 'running',
      lastSweepAt: row.swept_at.toISOString(),
      nextSweepAt: row.next_at.toISOString(),
      problem: row.problem,
      backlog: row.backlog,
    };
  }

  /** How the rounds of every process of the last day stand. */
  rounds(): Promise<readonly Heartbeat[]> {
    return heartbeats(this.sql);
  }

  channels(): Promise<readonly ChannelHealth[]> {
    return channelsHealth(this.sql);
  }

  /** What was made between two ISO instants, by what became of it. */
  outcomes(from: string, to: string): Promise<readonly OutcomeCount[]> {
    return outcomeCounts(this.sql, from, to);
  }
}
