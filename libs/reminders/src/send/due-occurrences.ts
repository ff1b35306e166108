import type { Instant, PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import { occurrencesUntil, type Occurrence } from '../plan/plan-row.js';
import { PLAN_ROW_COLUMNS, planRowOf, type PlanRowRecord } from './plan-row.record.js';

/**
 * Rows that are due and have no standing line in the ledger. Notices of a plan that is just being entered wait until all its rows
 * stand, so that each recipient gets one mail. Index: plan_rows_due, ledger_plan_key. Locks nothing.
 */
const dueRows = ({ rows, entries }: PlanTables): string => `
  select ${PLAN_ROW_COLUMNS},
         (select max(l.occurrence) from rem.ledger l
           where r.anchor is not null and l.plan_key = r.key and l.outcome is distinct from 'void') as last
    from ${rows} r
    left join ${entries} e on e.plan_id = r.plan_id and e.completed_at is null
   where r.due_at <= $2
     and (r.kind = 'scheduled' or e.plan_id is null or e.entered_at < $2::timestamptz - make_interval(mins => $1))
     and (r.anchor is not null
          or not exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void'))
   order by r.due_at, r.key
   limit 20000`;

/** Every occurrence that is due at an instant and not yet accounted for, oldest first. */
export const dueOccurrences = async (
  tx: Sql,
  tables: PlanTables,
  now: Instant,
  policies: PolicyBook,
  calendar: WorkingCalendar,
): Promise<readonly Occurrence[]> => {
  const { rows } = await tx.query<PlanRowRecord & { last: string | null }>(dueRows(tables), [policies.ruling(null).holdEntryMinutes, now]);
  return rows.flatMap((record) => {
    const row = planRowOf(record);
    return occurrencesUntil(row, now, policies.ruling(row.planId), calendar, record.last);
  });
};
