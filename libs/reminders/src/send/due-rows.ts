import type { Instant, PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import { occurrencesUntil, type Occurrence, type PlanRow } from '../plan/plan-row.js';
import { PAGE_OF_ROWS } from '../plan/plan-marks.js';
import { PLAN_ROW_COLUMNS, planRowOf, type PlanRowRecord } from './plan-row.record.js';

/** A row that is to be looked at, and what of it is due and not yet accounted for, oldest first. */
export interface DueRow {
  readonly row: PlanRow;
  readonly occurrences: readonly Occurrence[];
}

/**
 * Rows whose time to be looked at has come and that have no standing line in the ledger: the mark says where to look, the ledger says
 * what was done. Notices of a plan that is just being entered wait until all its rows stand, so that each recipient gets one mail.
 * Index: plan_rows by next_at, ledger_plan_key. Locks nothing.
 */
export const dueRowsQuery = ({ rows, entries }: Pick<PlanTables, 'rows' | 'entries'>, most = PAGE_OF_ROWS): string => `
  select ${PLAN_ROW_COLUMNS},
         (select max(l.occurrence) from rem.ledger l
           where r.anchor is not null and l.plan_key = r.key and l.outcome is distinct from 'void') as last
    from ${rows} r
    left join ${entries} e on e.plan_id = r.plan_id and e.completed_at is null
   where r.next_at <= $2
     and (r.kind = 'scheduled' or e.plan_id is null or e.entered_at < $2::timestamptz - make_interval(mins => $1))
     and (r.anchor is not null
          or not exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void'))
   order by r.agency collate "C", r.next_at, r.key
   limit ${String(most)}`;

/** A full page ends with an agency: what is left of the next one would be a second mail of the day to the same people. */
export const wholeAgencies = <Row extends { readonly agency: string }>(rows: readonly Row[], most: number): readonly Row[] => {
  const last = rows.at(-1)?.agency;
  if (rows.length < most || rows[0]?.agency === last) return rows;
  return rows.filter(({ agency }) => agency !== last);
};

/** Rows to be looked at by an instant. */
export interface DuePage {
  readonly rows: readonly DueRow[];
  /** There are more. */
  readonly isFull: boolean;
}

/** As many as fit one page. */
export const dueRows = async (
  tx: Sql,
  tables: PlanTables,
  now: Instant,
  { policies, calendar }: { readonly policies: PolicyBook; readonly calendar: WorkingCalendar },
  most = PAGE_OF_ROWS,
): Promise<DuePage> => {
  const { rows } = await tx.query<PlanRowRecord & { last: string | null }>(dueRowsQuery(tables, most), [
    policies.ruling(null).holdEntryMinutes,
    now,
  ]);
  const found = wholeAgencies(rows, most).map((record) => {
    const row = planRowOf(record);
    return { row, occurrences: occurrencesUntil(row, now, policies.ruling(row.planId), calendar, record.last) };
  });
  return { rows: found, isFull: rows.length >= most };
};
