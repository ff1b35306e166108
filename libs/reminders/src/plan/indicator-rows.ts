import {
  addDays,
  addWorkingDays,
  dateInVietnam,
  instantInVietnam,
  nextWorkingDay,
  reportRequests,
  type AgencyId,
  type Indicator,
  type ReportRequest,
  type WorkingCalendar,
} from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { beforeRows, onceRow, type DueSubject } from './due-rows.js';
import { overviewRowsUntil } from './overview-rows.js';
import type { PlannedIndicator } from './planned-indicator.js';
import { repetition, type PlanRow } from './plan-row.js';

/** `ky/2026-12-14`: the request for the period that is cut off on that day. */
const subjectOf = ({ period }: ReportRequest): string => `ky/${period.to}`;

/** The request that a row is about. */
export const requestOf = (
  row: Pick<PlanRow, 'subject'>,
  { indicator, enteredOn }: PlannedIndicator,
  policy: Pick<ReminderPolicy, 'indicatorPeriods'>,
  calendar: WorkingCalendar,
): ReportRequest | undefined =>
  indicator.status === 'none' || enteredOn === null
    ? undefined
    : reportRequests(indicator, enteredOn, policy.indicatorPeriods, calendar).find((request) => subjectOf(request) === row.subject);

const addressOf = ({ indicatorId, planId }: Indicator, agency: AgencyId) =>
  ({ taskId: indicatorId, planId, subjectVersion: '1', agency, seat: 'officer', part: null, officer: null }) as const;

/** Again and again from the due date on, until the next period is asked for instead. */
const overdueRows = (
  subject: DueSubject,
  { until }: ReportRequest,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const found: PlanRow[] = [];
  const anchor = addWorkingDays(subject.due, policy.overdue.first, calendar);
  for (let nth = 0; ; nth += 1) {
    const { label, dueAt } = repetition({ rule: 'overdue', anchor }, nth, policy, calendar);
    if (dateInVietnam(dueAt) > until) return found;
    found.push(...onceRow(subject, subject, { rule: 'overdue', occurrence: label, dueAt }));
  }
};

const requestRows = (
  addressed: Omit<DueSubject, 'subject' | 'due'>,
  request: ReportRequest,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const subject: DueSubject = { ...addressed, subject: subjectOf(request), due: request.due };
  const opened = instantInVietnam(nextWorkingDay(addDays(request.period.to, 1), calendar), policy.dailyAt);
  const before = beforeRows(subject, { list: 'beforePeriod', days: policy.beforePeriod }, policy, calendar);
  const rows = [...before.filter(({ dueAt }) => dueAt >= opened), ...overdueRows(subject, request, policy, calendar)];
  return [...rows, ...overviewRowsUntil(rows, { since: subject.mark.since, until: request.until }, policy, calendar)];
};

/** Reminders of the figures that an indicator's following agencies owe, from each period's cut-off on: by the policy's rule for periods. */
export const indicatorRows = (planned: PlannedIndicator, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const { indicator, enteredOn, marks } = planned;
  if (indicator.status === 'none' || enteredOn === null) return [];
  const requests = reportRequests(indicator, enteredOn, policy.indicatorPeriods, calendar);
  return indicator.leads.flatMap((agency) => {
    const mark = marks[agency];
    if (mark === undefined) return [];
    const addressed = { ...addressOf(indicator, agency), mark, unreviewed: false };
    return requests.flatMap((request) => requestRows(addressed, request, policy, calendar));
  });
};
