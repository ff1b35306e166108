import type { WorkingCalendar } from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { coordinatorRows } from './coordinator-rows.js';
import { indicatorRows } from './indicator-rows.js';
import { leadRows } from './lead-rows.js';
import { overviewRows } from './overview-rows.js';
import { isIndicator, type Planned } from './planned.js';
import type { PlanRow } from './plan-row.js';

/**
 * Every reminder that a task or an indicator calls for as it stands, past ones included. Pure: no clock, so that a plan made again from the log
 * is the same plan. What was sent already, the ledger knows.
 */
export const planRows = (planned: Planned, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] =>
  rowsOf(planned, policy, calendar).map((row) => (policy.leaders.includes(row.agency) ? { ...row, suppressed: 'leader' } : row));

const rowsOf = (planned: Planned, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  if (isIndicator(planned)) return indicatorRows(planned, policy, calendar);
  const { task, marks } = planned;
  if (task.status === 'none') return [];
  return [
    ...task.leads.flatMap((part) => {
      const mark = marks[part.id];
      if (mark === undefined) return [];
      const rows = leadRows(task, part, mark, policy, calendar);
      // Until its state has been reviewed, nothing is said of it a second time.
      return part.unreviewed ? rows : [...rows, ...overviewRows(rows, mark.since, policy, calendar)];
    }),
    ...task.coordinators.flatMap((coordinator) => coordinatorRows({ task, marks }, coordinator, policy, calendar)),
  ];
};
