import type { CoordinatingPartView, LeadPartView } from '#contracts';
import { deadlineSentence, type CoordinatingPart, type LeadPart, type PlainDate, type Task } from '#domain';
import { partDeadlineView } from '../shared/deadline.view.js';
import { workLabel } from '../shared/labels.js';
import type { Names } from '../shared/names.js';
import type { Today } from '../shared/ports.js';
import { causeView, cycleView, milestoneView, recurrenceView, takeoverView } from './part-attached.view.js';
import { askView, extensionView, reasonOf, submissionView, when, whenOrNull } from './submission.view.js';

const internalView = (part: LeadPart, names: Names): LeadPartView['internal'] => {
  if (part.internal === null) return null;
  const { unit, officer, internalDeadline, instruction } = part.internal;
  return { unit, officer: officer === null ? null : names.person(officer), internalDeadline, instruction };
};

const progressView = (part: LeadPart): LeadPartView['progress'] => {
  if (part.progress === null) return null;
  const { text, percent, status, difficulties, at } = part.progress;
  return { text, percent, status, difficulties, at: when(at) };
};

/** The version from which a change to the part, or to the whole task, makes the reader's copy stale. */
export const partVersion = (task: Task, part: LeadPart): number => Math.max(part.version, task.ownVersion);

export const leadPartView = (task: Task, part: LeadPart, names: Names, today: Today, acts: readonly string[]): LeadPartView => ({
  part: part.id,
  agency: names.agency(part.holder),
  approver: names.agencyOrNull(part.approver),
  approverProposed: part.approverProposed,
  work: part.situation.name,
  workLabel: workLabel(part.situation.name),
  deadline: partDeadlineView(task, part, today),
  deadlineSentence: deadlineSentence(task.deadline, part.due, today.dayOffRuleOf(task.planId), today.calendar),
  unreviewed: part.unreviewed,
  assignment: part.assignment,
  assignedAt: when(part.assignedAt),
  acknowledgedAt: whenOrNull(part.acknowledgedAt),
  internal: internalView(part, names),
  progress: progressView(part),
  reason: reasonOf(part),
  submissions: part.submissions.map((submission) => submissionView(submission, names)),
  extensions: part.extensions.map(extensionView),
  causes: part.causes.map((cause) => causeView(cause, names)),
  asks: part.asks.map((ask) => askView(part.id, ask, names, today.date)),
  milestones: part.milestones.map((milestone) => milestoneView(milestone, today)),
  recurrence: recurrenceView(part.recurrence),
  cycles: part.cycles.map((cycle) => cycleView(cycle, today)),
  takeover: takeoverView(part.takeover, names),
  etag: `"v${String(partVersion(task, part))}"`,
  acts: [...acts],
});

export const coordinatingPartView = (
  part: CoordinatingPart,
  names: Names,
  today: PlainDate,
  acts: readonly string[],
): CoordinatingPartView => ({
  part: part.id,
  agency: names.agency(part.holder),
  released: part.released,
  participation: askView(null, part.participation, names, today),
  acts: [...acts],
});
