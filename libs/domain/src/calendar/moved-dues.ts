import type { DayOffRule } from '../deadline/deadline.js';
import type { PlainDate } from '../shared/plain-date.js';
import { isOpenPart } from '../task/task.situation.js';
import type { LeadPart, Task } from '../task/task.state.js';
import type { DueMove } from './calendar.model.js';
import type { WorkingCalendar } from './working-calendar.js';
import { isWorkingDay, shiftedDue } from './working-days.js';

interface Change {
  readonly before: WorkingCalendar;
  readonly after: WorkingCalendar;
  readonly rule: DayOffRule;
}

/** A date that was given on its own, by an extension or a later order, rolls where its very day is off now. */
const single = (due: PlainDate, { before, after, rule }: Change): PlainDate => {
  const isTouched = isWorkingDay(due, before) && !isWorkingDay(due, after);
  return isTouched ? (shiftedDue({ kind: 'date', due }, rule, after) ?? due) : due;
};

/** The first due date of a part is counted from the words of its task; periods end on their last day whatever the calendar. */
const countedAgain = ({ deadline }: Task, part: LeadPart, change: Change): PlainDate | null => {
  const { due, dueHistory } = part;
  if (due === null || dueHistory.length > 1) return due === null ? null : single(due, change);
  if (due === shiftedDue(deadline, change.rule, change.before)) return shiftedDue(deadline, change.rule, change.after);
  return single(due, change);
};

/** Due dates of open parts that would be others by the changed calendar: proposals, for the Office to confirm one by one. */
export const movedDues = (task: Task, change: Change): readonly DueMove[] =>
  task.leads.filter(isOpenPart).flatMap((part): readonly DueMove[] => {
    const due = countedAgain(task, part, change);
    return due === null || part.due === null || due === part.due ? [] : [{ taskId: task.id, part: part.id, from: part.due, due }];
  });
