import {
  evolve,
  initialTask,
  type Instant,
  type LeadPart,
  type Recorded,
  type SituationName,
  type TaskEvent,
  type TaskState,
} from '#domain';

/** Whose turn it is, as far as reminders care. */
export type Turn = 'working' | 'with-approver' | 'suspended' | 'final';

/**
 * Since when the present reminders of a part are planned, by the system's own time: rules count from what was recorded, so
 * what fell before is not sent afterwards.
 */
export interface Mark {
  readonly signature: string;
  readonly since: Instant;
  /** By `entry` and `review` the earlier rules are shown as suppressed; a `change` replaces what was planned before. */
  readonly cause: 'entry' | 'review' | 'change';
}

/** A task with the marks of its lead parts: what the reminder plan folds from the log. */
export interface PlannedTask {
  readonly task: TaskState;
  readonly marks: Readonly<Record<string, Mark>>;
}

export const initialPlannedTask: PlannedTask = { task: initialTask, marks: {} };

const TURNS: Readonly<Record<SituationName, Turn>> = {
  awaiting: 'working',
  'reassignment-requested': 'working',
  acknowledged: 'working',
  'in-progress': 'working',
  returned: 'working',
  submitted: 'with-approver',
  approved: 'with-approver',
  suspended: 'suspended',
  completed: 'final',
  withdrawn: 'final',
  cancelled: 'final',
  superseded: 'final',
  'closed-not-done': 'final',
};

export const turnOf = ({ situation }: LeadPart): Turn => TURNS[situation.name];

const signatureOf = (part: LeadPart): string => `${String(part.subjectVersion)}/${part.unreviewed ? 'unreviewed' : ''}/${turnOf(part)}`;

const markOf = (part: LeadPart, before: Mark | undefined, recordedAt: Instant): Mark => {
  const signature = signatureOf(part);
  if (before?.signature === signature) return before;
  if (before === undefined) return { signature, since: recordedAt, cause: 'entry' };
  const isReview = before.signature.includes('/unreviewed/') && !part.unreviewed;
  return { signature, since: recordedAt, cause: isReview ? 'review' : 'change' };
};

export const foldPlanned = (planned: PlannedTask, event: TaskEvent, recorded: Recorded): PlannedTask => {
  const task = evolve(planned.task, event, recorded);
  if (task.status === 'none') return { task, marks: planned.marks };
  const marks = task.leads.map((part) => [part.id, markOf(part, planned.marks[part.id], recorded.recordedAt)] as const);
  return { task, marks: Object.fromEntries(marks) };
};
