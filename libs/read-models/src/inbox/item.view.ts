import type { Indicator, LeadPart, Task } from '#domain';
import { partDeadlineView } from '../shared/deadline.view.js';
import type { Names } from '../shared/names.js';
import type { Today } from '../shared/ports.js';
import { partListItem } from '../tasks/task-head.view.js';
import type { InboxItem } from './inbox.model.js';

/** What every entry of the inbox is shown with. */
export interface InboxContext {
  readonly names: Names;
  readonly today: Today;
}

const taskOf = (task: Task): InboxItem['task'] => ({
  kind: 'task',
  id: task.id,
  title: task.title,
  ordinal: task.ordinal,
  group: task.group,
  planId: task.planId,
});

/** A line about one lead part. */
export const partItem = ({ names, today }: InboxContext, task: Task, part: LeadPart, text: string, nextAct: string | null): InboxItem => {
  const deadline = partDeadlineView(task, part, today);
  return {
    part: partListItem(task, part, names, today),
    task: taskOf(task),
    text,
    nextAct,
    ask: null,
    due: deadline.due,
    workingDaysLeft: deadline.workingDaysLeft,
    instruction: part.internal?.instruction ?? null,
    internalDeadline: part.internal?.internalDeadline ?? null,
  };
};

const aboutWhole = (task: InboxItem['task'], text: string, nextAct: string | null, due: string | null): InboxItem => ({
  ...{ task, text, nextAct, due },
  part: null,
  ask: null,
  workingDaysLeft: null,
  instruction: null,
  internalDeadline: null,
});

/** A line about a task as a whole. */
export const taskItem = (task: Task, text: string, nextAct: string | null): InboxItem =>
  aboutWhole(taskOf(task), text, nextAct, task.deadline.due);

/** A line about an indicator. */
export const indicatorItem = ({ indicatorId, name, ordinal, planId }: Indicator, text: string): InboxItem =>
  aboutWhole({ kind: 'indicator', id: indicatorId, title: name, ordinal, group: null, planId }, text, null, null);
