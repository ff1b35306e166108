import { isBefore } from '../../shared/instant.js';
import type { Recorded } from '../../shared/meta.js';
import type { CoordinatorNamed, PartAssigned, TaskEntered } from '../task.events.js';
import type { ClockSpan, CoordinatingPart, LeadPart, Task } from '../task.state.js';
import { momentOf } from './part.js';

export const enter = (event: TaskEntered, recorded: Recorded): Task => {
  const { effectiveAt: _effective, taskId, ...head } = event.data;
  return {
    status: 'entered',
    id: taskId,
    ...head,
    leads: [],
    coordinators: [],
    consolidator: null,
    consolidatedReports: [],
    followUp: null,
    enteredAt: momentOf(event, recorded),
    version: recorded.version,
    ownVersion: recorded.version,
  };
};

/** The time in which the task had no lead belongs to the Office, and to the first part's clock. */
const unassignedSpan = (task: Task, event: PartAssigned): readonly ClockSpan[] =>
  task.leads.length === 0 && isBefore(task.enteredAt.effective, event.data.effectiveAt)
    ? [{ holder: { kind: 'office' }, from: task.enteredAt.effective, to: event.data.effectiveAt }]
    : [];

export const assign = (task: Task, event: PartAssigned, recorded: Recorded): Task => {
  const at = momentOf(event, recorded);
  const { part: id, agencyId: holder, due, unreviewed } = event.data;
  const part: LeadPart = {
    id,
    holder,
    approver: null,
    approverProposed: false,
    formerApprovers: [],
    situation: { name: 'awaiting' },
    unreviewed,
    due,
    dueHistory: [{ due, from: at }],
    subjectVersion: 1,
    assignment: 1,
    holdings: [{ agencyId: holder, from: at, by: 'assignment' }],
    takeover: null,
    assignedAt: at,
    acknowledgedAt: null,
    internal: null,
    progress: null,
    reportedAt: [],
    submissions: [],
    extensions: [],
    causes: [],
    asks: [],
    milestones: [],
    recurrence: null,
    cycles: [],
    urged: null,
    lastActAt: at.effective,
    version: recorded.version,
    clock: [...unassignedSpan(task, event), { holder: { kind: 'lead', agencyId: holder }, from: at.effective, to: null }],
  };
  return { ...task, leads: [...task.leads, part] };
};

export const nameCoordinator = (task: Task, event: CoordinatorNamed, recorded: Recorded): Task => {
  const { part: id, agencyId: holder } = event.data;
  const part: CoordinatingPart = {
    id,
    holder,
    formerHolders: [],
    participation: {
      number: 0,
      agencyId: holder,
      coordinatingPart: id,
      text: null,
      replyBy: null,
      askedAt: momentOf(event, recorded),
      acknowledgedAt: null,
      releaseRequested: null,
      delivered: null,
      predecessors: [],
      outcome: { kind: 'open' },
    },
    released: false,
    version: recorded.version,
  };
  return { ...task, coordinators: [...task.coordinators, part] };
};
