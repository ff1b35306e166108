import type { AgencyId, Instant, LeadPartId, PersonId, PlainDate, PlanId } from '#domain';
import type { PlannedSilence, PlanRow, Seat } from '../plan/plan-row.js';
import type { RuleName } from '../policy/reminder-policy.js';

/** A row of the plan as read; the projection alone writes it. */
export interface PlanRowRecord {
  readonly key: string;
  readonly task_id: string;
  readonly plan_id: string | null;
  readonly subject: string;
  readonly subject_version: string;
  readonly rule: string;
  readonly occurrence: string;
  readonly agency: string;
  readonly seat: string;
  readonly part: string | null;
  readonly officer: string | null;
  readonly kind: string;
  readonly due_at: Date;
  readonly anchor: string | null;
  readonly suppressed: string | null;
}

/** `anchor` as text: node-postgres would read a date in the server's own time zone. */
export const PLAN_ROW_COLUMNS = `r.key, r.task_id, r.plan_id, r.subject, r.subject_version, r.rule, r.occurrence, r.agency, r.seat, r.part,
  r.officer, r.kind, r.due_at, r.anchor::text as anchor, r.suppressed`;

export const planRowOf = (record: PlanRowRecord): PlanRow => ({
  key: record.key,
  taskId: record.task_id as PlanRow['taskId'],
  planId: record.plan_id as PlanId | null,
  subject: record.subject,
  subjectVersion: record.subject_version,
  rule: record.rule as RuleName,
  occurrence: record.occurrence,
  agency: record.agency as AgencyId,
  seat: record.seat as Seat,
  part: record.part as LeadPartId | null,
  officer: record.officer as PersonId | null,
  kind: record.kind as PlanRow['kind'],
  dueAt: record.due_at.toISOString() as Instant,
  anchor: record.anchor as PlainDate | null,
  suppressed: record.suppressed as PlannedSilence | null,
});
