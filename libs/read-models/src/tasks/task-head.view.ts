import type { PartListItem, TaskListItem } from '#contracts';
import { taskSituation, type AgencyId, type LeadPart, type Task } from '#domain';
import { partDeadlineView, taskDeadlineView } from '../shared/deadline.view.js';
import { workLabel } from '../shared/labels.js';
import type { Names } from '../shared/names.js';
import type { Today } from '../shared/ports.js';

/** The approver where all parts have the same one. */
const commonApprover = (task: Task): AgencyId | null => {
  const approvers = new Set(task.leads.map((part) => part.approver));
  const [first] = approvers;
  return approvers.size === 1 && first !== undefined ? first : null;
};

export const taskHead = (task: Task, names: Names, today: Today) => {
  const { work } = taskSituation(task);
  return {
    id: task.id,
    planId: task.planId,
    ordinal: task.ordinal,
    row: task.row,
    group: task.group,
    groupTitle: task.groupTitle,
    title: task.title,
    work,
    workLabel: workLabel(work),
    deadline: taskDeadlineView(task, today),
    leads: task.leads.map((part) => names.agency(part.holder)),
    coordinators: task.coordinators.filter((part) => !part.released).map((part) => names.agency(part.holder)),
    approver: names.agencyOrNull(commonApprover(task)),
    version: task.version,
  };
};

export const taskListItem = (task: Task, names: Names, today: Today): TaskListItem => ({
  ...taskHead(task, names, today),
  parts: {
    total: task.leads.length,
    completed: task.leads.filter((part) => part.situation.name === 'completed').length,
    overdue: task.leads.filter((part) => partDeadlineView(task, part, today).status === 'overdue').length,
  },
  printed: { ...task.printed },
});

export const partListItem = (task: Task, part: LeadPart, names: Names, today: Today): PartListItem => ({
  task: { id: task.id, ordinal: task.ordinal, group: task.group, title: task.title, planId: task.planId },
  part: part.id,
  agency: names.agency(part.holder),
  approver: names.agencyOrNull(part.approver),
  work: part.situation.name,
  workLabel: workLabel(part.situation.name),
  deadline: partDeadlineView(task, part, today),
  unreviewed: part.unreviewed,
  percent: part.progress?.percent ?? null,
});
