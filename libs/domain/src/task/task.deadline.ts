import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { addDays, daysBetween, type PlainDate } from '../shared/plain-date.js';
import { cycleDueToMeet, nextCycleDue } from './cycles.js';
import { isOpenPart, taskVerdict } from './task.situation.js';
import type { Cycle, LeadPart, Milestone, Submission, Task } from './task.state.js';

/** `on-time` and `late` are verdicts of completed parts. `no-deadline` also where no date runs: suspended, or ended otherwise. */
export type DeadlineStatus = 'no-deadline' | 'in-time' | 'due-soon' | 'overdue' | 'on-time' | 'late';

export const deadlineLabels: Readonly<Record<DeadlineStatus, string>> = {
  'no-deadline': 'Không tính thời hạn',
  'in-time': 'Trong hạn',
  'due-soon': 'Sắp đến hạn',
  overdue: 'Quá hạn',
  'on-time': 'Hoàn thành đúng hạn',
  late: 'Hoàn thành quá hạn',
};

const submissionOf = (part: LeadPart, number: number): Submission | undefined =>
  part.submissions.find((submission) => submission.number === number);

/** A slow approver never makes an agency late: while an on-time submission waits, no date runs out. */
const waitsOnTime = (part: LeadPart): boolean => {
  const { situation } = part;
  return (situation.name === 'submitted' || situation.name === 'approved') && submissionOf(part, situation.submission)?.onTime === true;
};

/**
 * The date by which the agency must act to be in time: the due date in force, or "resubmit by" where that is later and an on-time
 * submission came back as incomplete; of a recurring part the earliest that its periods ask for. Null where no date runs.
 */
export const dueToMeet = (part: LeadPart): PlainDate | null => {
  const { situation, due } = part;
  if (!isOpenPart(part) || situation.name === 'suspended') return null;
  if (due === null) return nextCycleDue(part);
  const spared =
    situation.name === 'returned' &&
    situation.kind === 'incomplete' &&
    submissionOf(part, situation.submission)?.onTime === true &&
    situation.resubmitBy > due;
  return spared ? situation.resubmitBy : due;
};

/** Where a date stands on a civil day. `dueSoonWorkingDays`: how many working days before it something is soon due. */
export const dateStatus = (
  due: PlainDate | null,
  today: PlainDate,
  calendar: WorkingCalendar,
  dueSoonWorkingDays = 10,
): Exclude<DeadlineStatus, 'on-time' | 'late'> => {
  if (due === null) return 'no-deadline';
  if (today > due) return 'overdue';
  return workingDaysBetween(today, due, calendar) <= dueSoonWorkingDays ? 'due-soon' : 'in-time';
};

/** Of a milestone: the verdict of its report, else where its date stands; a withdrawn one has none. */
export const milestoneStatus = ({ outcome, due }: Milestone, today: PlainDate, calendar: WorkingCalendar): DeadlineStatus => {
  if (outcome.kind === 'reported') return outcome.onTime ? 'on-time' : 'late';
  return dateStatus(outcome.kind === 'open' ? due : null, today, calendar);
};

/** Of a period: the verdict of its report, else where its date stands; in time while an on-time report waits for its signature. */
export const cycleStatus = (cycle: Cycle, today: PlainDate, calendar: WorkingCalendar): DeadlineStatus => {
  const { outcome } = cycle;
  if (outcome.kind === 'done') return outcome.onTime ? 'on-time' : 'late';
  if (outcome.kind === 'lapsed') return 'no-deadline';
  const due = cycleDueToMeet(cycle);
  return due === null ? 'in-time' : dateStatus(due, today, calendar);
};

/** The deadline axis of a part on a civil date. `dueSoonWorkingDays`: how many working days before the date it is soon due. */
export const deadlineStatus = (part: LeadPart, today: PlainDate, calendar: WorkingCalendar, dueSoonWorkingDays = 10): DeadlineStatus => {
  if (part.situation.name === 'completed') return part.situation.verdict ?? 'no-deadline';
  const due = dueToMeet(part);
  return due !== null && waitsOnTime(part) ? 'in-time' : dateStatus(due, today, calendar, dueSoonWorkingDays);
};

/** The first civil date on which the part is overdue; null while it is not. */
export const overdueSince = (part: LeadPart, today: PlainDate): PlainDate | null => {
  const due = dueToMeet(part);
  return due === null || today <= due || waitsOnTime(part) ? null : addDays(due, 1);
};

/** Calendar days overdue today; 0 while it is not. */
export const daysOverdue = (part: LeadPart, today: PlainDate): number => {
  const since = overdueSince(part, today);
  return since === null ? 0 : daysBetween(since, today) + 1;
};

const urgency: readonly DeadlineStatus[] = ['overdue', 'due-soon', 'in-time', 'no-deadline'];

/** Of a task: its verdict once done, else the most urgent of its open parts. */
export const taskDeadlineStatus = (
  task: Pick<Task, 'leads' | 'withdrawnBy'>,
  today: PlainDate,
  calendar: WorkingCalendar,
  dueSoonWorkingDays = 10,
): DeadlineStatus => {
  const verdict = taskVerdict(task);
  if (verdict !== null) return verdict;
  const statuses = task.leads.filter(isOpenPart).map((part) => deadlineStatus(part, today, calendar, dueSoonWorkingDays));
  return urgency.find((status) => statuses.includes(status)) ?? 'no-deadline';
};
