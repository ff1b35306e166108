import type { Sql } from '#event-store';
import { heartbeats, type Heartbeat } from './heartbeats.js';
import { channelsHealth, outcomeCounts, type ChannelHealth, type OutcomeCount } from './sending.queries.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import { ordersOfTask } from '../orders/order-records.js';
import type { RecordedOrder } from '../orders/order.js';
import { readTaskReminders, type ReminderLine } from './task-reminders.js';

/** What nobody could be found for: the Office's pile "chưa có người nhận". */
export interface RefusedLine {
  readonly taskId: string;
  readonly part: string | null;
  readonly rule: string;
  readonly agency: string;
  readonly dueAt: string;
  readonly recordedAt: string;
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

/** Reads what the reminders did and will do. */
export class ReminderLedger {
  constructor(
    private readonly sql: Sql,
    private readonly plan: PlanTables,
  ) {}

  remindersOfTask(taskId: string): Promise<readonly ReminderLine[]> {
    return readTaskReminders(this.sql, this.plan, taskId);
  }

  ordersOfTask(taskId: string): Promise<readonly RecordedOrder[]> {
    return ordersOfTask(this.sql, taskId);
  }

  /**
   * What reached nobody by any way: no person, no mailbox, or each of them refused for good. Newest first, each piece of work and agency once: until somebody there has been written to of that work.
   * Index: ledger_refused, ledger_delivery, ledger_task.
   */
  async refusedForLackOfRecipient(limit = 1_000): Promise<readonly RefusedLine[]> {
    const { rows } = await this.sql.query<{
      task_id: string;
      part: string | null;
      rule: string;
      agency: string;
      due_at: Date;
      recorded_at: Date;
    }>(
      `select * from (
         select distinct on (l.task_id, l.agency) l.task_id, l.part, l.rule, l.agency, l.due_at, l.recorded_at
           from rem.ledger l left join rem.deliveries d on d.id = l.delivery_id
          where ((l.outcome = 'refused' and l.reason = 'no-recipient')
                 or (l.outcome is null and d.status = 'refused' and (d.reason = 'no-recipient' or l.recipient_key like 'mailbox:%')
                     and not exists (select 1 from rem.ledger o join rem.deliveries e on e.id = o.delivery_id
                                      where o.row_key = l.row_key and o.recipient_key <> l.recipient_key and o.outcome is null
                                        and e.status <> 'refused')))
            and not exists (select 1 from rem.ledger n join rem.deliveries e on e.id = n.delivery_id
                             where n.task_id = l.task_id and n.agency = l.agency and n.outcome is null
                               and e.status = 'sent' and e.returned_at is null and n.recorded_at > l.recorded_at)
          order by l.task_id, l.agency, l.recorded_at desc) newest
        order by recorded_at desc, task_id, agency limit $1`,
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
