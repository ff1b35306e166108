import { dateInVietnam, addDays, endOfDay, type Instant } from '#domain';
import type { Sql } from '#event-store';
import { NOBODY, type LedgerLine } from '../ledger/ledger-line.js';
import { insertDeliveries, insertLines } from '../ledger/ledger-writes.js';
import { occurrencesUntil, type Occurrence } from '../plan/plan-row.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { RecipientDirectory } from '../recipients/recipients.port.js';
import { PLAN_ROW_COLUMNS, planRowOf, type PlanRowRecord } from '../send/plan-row.record.js';
import { isStillPlanned, type TaskFence } from '../send/task-fence.js';
import type { OrderRefusal } from './order.js';

export interface EarlyLetterParts {
  readonly tables: PlanTables;
  readonly fence: TaskFence;
  readonly recipients: RecipientDirectory;
  readonly policies: LivePolicies;
  readonly calendar: LiveCalendar;
}

/** When something goes by itself, or why nothing can be ordered about it. */
export type Due = { readonly dueAt: Instant } | { readonly refusal: OrderRefusal };
type Made = { readonly deliveries: readonly string[] } | { readonly refusal: OrderRefusal };

interface FoundRow {
  readonly occurrences: readonly Occurrence[];
}

/** A repeating rule comes again within this time. */
const HORIZON_DAYS = 400;

/** Makes a reminder of the plan into letters before its time: one to each recipient, of that reminder alone. */
export class EarlyLetters {
  constructor(private readonly parts: EarlyLetterParts) {}

  /** When a row that waits falls due next, or fell due; or why nothing can be ordered about it. */
  async due(tx: Sql, planKey: string, taskId: string): Promise<Due> {
    const row = await this.#row(tx, planKey, taskId);
    if (typeof row === 'string') return { refusal: row };
    const [next] = row.occurrences;
    return next === undefined ? { refusal: 'REMINDER.NOT_FOUND' } : { dueAt: next.dueAt };
  }

  /** The next that the row tells, or, of several that waited, the latest; the others are superseded, as in the morning. */
  async make(tx: Sql, planKey: string, taskId: string, now: Instant): Promise<Made> {
    const row = await this.#row(tx, planKey, taskId);
    if (typeof row === 'string') return { refusal: row };
    const due = row.occurrences.filter(({ dueAt }) => dueAt <= now);
    const told = due.at(-1) ?? row.occurrences[0];
    if (told === undefined) return { refusal: 'REMINDER.NOT_FOUND' };
    const tasks = await this.parts.fence.readMany([taskId]);
    if (!isStillPlanned(tasks.get(taskId), planKey, told.dueAt)) return { refusal: 'REMINDER.MOVED_ON' };
    const found = await this.parts.recipients.find(told.row, dateInVietnam(now));
    if (found.length === 0) return { refusal: 'REMINDER.NO_RECIPIENT' };
    const lines: LedgerLine[] = due.slice(0, -1).map((occurrence) => ({
      occurrence,
      recipientKey: NOBODY,
      deliveryId: null,
      outcome: 'suppressed',
      reason: 'superseded',
    }));
    const recipients = [...new Map(found.map((one) => [one.key, one])).values()];
    const deliveries = await insertDeliveries(
      tx,
      recipients.map(({ key, channel }) => ({ recipientKey: key, channel, kind: 'at-once', slot: null, late: false, leavesAt: null })),
    );
    recipients.forEach(({ key }, index) => {
      lines.push({ occurrence: told, recipientKey: key, deliveryId: deliveries[index] ?? null, outcome: null, reason: null });
    });
    await insertLines(tx, lines, await this.parts.policies.book());
    return { deliveries };
  }

  async #row(tx: Sql, planKey: string, taskId: string): Promise<FoundRow | OrderRefusal> {
    const { rows } = await tx.query<PlanRowRecord & { last: string | null; told: boolean; now: Date }>(
      `select ${PLAN_ROW_COLUMNS}, app_now() as now,
              (select max(l.occurrence) from rem.ledger l
                where r.anchor is not null and l.plan_key = r.key and l.outcome is distinct from 'void') as last,
              (r.anchor is null and exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void')) as told
         from ${this.parts.tables.rows} r where r.key = $1 and r.task_id = $2`,
      [planKey, taskId],
    );
    const record = rows[0];
    if (record === undefined) return 'REMINDER.NOT_FOUND';
    if (record.suppressed !== null) return 'REMINDER.SILENT';
    if (record.told) return 'REMINDER.MADE_ALREADY';
    const row = planRowOf(record);
    const policies = await this.parts.policies.book();
    const calendar = await this.parts.calendar.calendar();
    const later = record.now > record.due_at ? record.now : record.due_at;
    const horizon = endOfDay(addDays(dateInVietnam(later.toISOString() as Instant), HORIZON_DAYS));
    return { occurrences: occurrencesUntil(row, horizon, policies.ruling(row.planId), calendar, record.last) };
  }
}
