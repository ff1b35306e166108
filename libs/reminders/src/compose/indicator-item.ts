import { requestOf } from '../plan/indicator-rows.js';
import type { PlannedIndicator } from '../plan/planned-indicator.js';
import type { PlanRow } from '../plan/plan-row.js';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { dayInFigures, dueFact, type ToldItem, type Words } from './digest.js';

/** A request for an indicator's figure as a line of the mail; null where the period is asked for no more. */
export const indicatorItemOf = (row: PlanRow, planned: PlannedIndicator, policy: ReminderPolicy, words: Words): ToldItem | null => {
  const { indicator } = planned;
  const request = requestOf(row, planned, policy, words.calendar);
  if (indicator.status === 'none' || request === undefined) return null;
  const { period, due } = request;
  return {
    section: 'indicator-report',
    title: `Báo cáo chỉ tiêu ${indicator.name.replace(/\s+/gu, ' ').trim()}`,
    url: `${words.publicUrl}/chi-tieu`,
    due,
    facts: [`Kỳ báo cáo: ${period.label}, chốt số liệu ngày ${dayInFigures(period.to)}.`, dueFact(due, false, words)],
    act: null,
  };
};
