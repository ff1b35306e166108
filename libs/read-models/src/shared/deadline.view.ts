import type { DeadlineView } from '#contracts';
import {
  addDays,
  addWorkingDays,
  deadlineStatus,
  dueToMeet,
  isUnassigned,
  taskDeadlineStatus,
  taskSituation,
  workingDaysBetween,
  type LeadPart,
  type PlainDate,
  type Task,
} from '#domain';
import type { Today } from './ports.js';

/** A due date in so many working days or fewer is "sắp đến hạn". */
const DUE_SOON_WORKING_DAYS = 10;

type Status = DeadlineView['status'];

/** The last due date that is "sắp đến hạn" today: the days off after the tenth working day count with it. */
export const soonLimit = ({ date, calendar }: Today): PlainDate => addDays(addWorkingDays(date, DUE_SOON_WORKING_DAYS + 1, calendar), -1);

/** A task without parts has nobody's deadline but its own. */
const statusOfDate = (due: PlainDate | null, today: Today): Status => {
  if (due === null) return 'no-deadline';
  if (due < today.date) return 'overdue';
  return due <= soonLimit(today) ? 'due-soon' : 'in-time';
};

const daysLeft = (due: PlainDate | null, { date, calendar }: Today): number | null =>
  due === null ? null : workingDaysBetween(date, due, calendar);

const runs = (status: Status): boolean => ['in-time', 'due-soon', 'overdue'].includes(status);

export const partDeadlineView = (task: Task, part: LeadPart, today: Today): DeadlineView => {
  const status = deadlineStatus(part, today.date, today.calendar, DUE_SOON_WORKING_DAYS);
  return {
    text: task.deadline.text,
    kind: task.deadline.kind,
    due: part.due,
    status,
    workingDaysLeft: runs(status) ? daysLeft(dueToMeet(part), today) : null,
  };
};

/** What a task's line shows: the earliest due date of its open parts, else the task's own. */
export const taskDue = (task: Task): PlainDate | null => taskSituation(task).due ?? task.deadline.due;

export const taskDeadlineView = (task: Task, today: Today): DeadlineView => {
  const due = taskDue(task);
  const status = isUnassigned(task)
    ? statusOfDate(due, today)
    : taskDeadlineStatus(task, today.date, today.calendar, DUE_SOON_WORKING_DAYS);
  const { text, kind } = task.deadline;
  return { text, kind, due, status, workingDaysLeft: runs(status) ? daysLeft(due, today) : null };
};
