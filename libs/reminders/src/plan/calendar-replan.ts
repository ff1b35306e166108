import type { LiveCalendar } from '../policy/live-calendar.js';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import type { PlannedTask } from './planned-task.js';
import { recordsOf, type PlanTables } from './reminder-plan.projection.js';

/**
 * Plans anew what was planned under another calendar: rows move as soon as a day is declared. The row of the task is held meanwhile,
 * so that the view's own writing of it comes before or after. What is being sent is fenced by the calendar as it is then.
 */
export class CalendarReplan {
  constructor(
    private readonly database: Database,
    private readonly tables: PlanTables,
    private readonly policy: ReminderPolicy,
    private readonly calendar: LiveCalendar,
  ) {}

  /** Returns how many tasks were planned anew. */
  async run(): Promise<number> {
    const calendar = await this.calendar.calendar();
    const { tasks, rows } = this.tables;
    const stale = await this.database.query<{ task_id: string }>(
      `select distinct task_id from ${rows} where calendar_version < $1 or calendar_version > $1 order by task_id`,
      [calendar.version],
    );
    for (const { task_id: task } of stale.rows) {
      await inTransaction(this.database, async (tx) => {
        const held = await tx.query<{ state: PlannedTask }>(`select state from ${tasks} where task_id = $1 for update`, [task]);
        await tx.query(`delete from ${rows} where task_id = $1`, [task]);
        const records = held.rows.flatMap(({ state }) => recordsOf(state, this.policy, calendar));
        await tx.query(`insert into ${rows} select * from jsonb_populate_recordset(null::${rows}, $1::jsonb)`, [JSON.stringify(records)]);
      });
    }
    return stale.rows.length;
  }
}
