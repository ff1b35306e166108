import { laterOf } from '../../shared/instant.js';
import type { Recorded } from '../../shared/meta.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { TaskEvent } from '../task.events.js';
import type { FinalSituation, LeadPart, Moment, Situation, Submission, Task } from '../task.state.js';
import { turnClock } from './clock.js';
import { lapseAsk, lapseCycle, lapsePending } from './lapse.js';

export const momentOf = (event: TaskEvent, recorded: Recorded): Moment => ({
  effective: event.data.effectiveAt,
  recorded: recorded.recordedAt,
});

/** A review that finds the work going on is no act of that work: what held before it may still be recorded. */
const isAct = (event: TaskEvent): boolean =>
  event.type !== 'BaselineWithdrawn' && !(event.type === 'BaselineRecorded' && event.data.outcome.kind === 'in-progress');

/** A change that is no act leaves the last act as it found it, or gives back the one that stood before. */
const lastActOf = (part: LeadPart, event: TaskEvent, changed: LeadPart): LeadPart['lastActAt'] =>
  isAct(event) ? laterOf(part.lastActAt, event.data.effectiveAt) : changed.lastActAt;

/** Changes one lead part and whatever follows from any change: version, last act, clock. Unknown parts change nothing. */
export const onPart = (
  task: Task,
  event: Extract<TaskEvent, { data: { part: LeadPart['id'] } }>,
  recorded: Recorded,
  change: (part: LeadPart, at: Moment) => LeadPart,
): Task => {
  const at = momentOf(event, recorded);
  return {
    ...task,
    leads: task.leads.map((part) => {
      if (part.id !== event.data.part) return part;
      const changed = change(part, at);
      return turnClock({ ...changed, version: recorded.version, lastActAt: lastActOf(part, event, changed) }, at.effective);
    }),
  };
};

/** A new due date, or the same one confirmed: only a change enters the history and voids planned reminders. */
export const withDue = (part: LeadPart, due: PlainDate | null, from: Moment): LeadPart =>
  due === part.due ? part : { ...part, due, dueHistory: [...part.dueHistory, { due, from }], subjectVersion: part.subjectVersion + 1 };

export const withSubmission = (part: LeadPart, number: number, change: (submission: Submission) => Submission): readonly Submission[] =>
  part.submissions.map((submission) => (submission.number === number ? change(submission) : submission));

/** What was pending lapses with the closing act; what was decided stays in the history. */
export const close = (part: LeadPart, situation: FinalSituation, at: Moment): LeadPart => ({
  ...part,
  ...lapsePending(part, at),
  asks: part.asks.map(lapseAsk(at)),
  cycles: part.cycles.map((cycle) => lapseCycle(cycle, at)),
  situation,
});

export const reassign = (part: LeadPart, holder: LeadPart['holder'], assignment: number, at: Moment): LeadPart => ({
  ...part,
  ...lapsePending(part, at),
  holder,
  holdings: [...part.holdings, { agencyId: holder, from: at, by: 'reassignment' }],
  takeover: null,
  assignment,
  assignedAt: at,
  acknowledgedAt: null,
  internal: null,
  // An amendment reassigns a suspended part too: the suspension goes on.
  situation: part.situation.name === 'suspended' ? { ...part.situation, was: { name: 'awaiting' } } : { name: 'awaiting' },
  subjectVersion: part.subjectVersion + 1,
});

/** Reporting is work: the part is in progress unless it waits for something else. */
const reported = (situation: Situation): Situation => {
  if (situation.name === 'awaiting' || situation.name === 'acknowledged') return { name: 'in-progress' };
  return situation.name === 'reassignment-requested' ? { ...situation, was: 'in-progress' } : situation;
};

/** Whatever is reported of a part: it takes the fair clock back from who owes an answer. */
export const atWork = (part: LeadPart, at: Moment): LeadPart => ({
  ...part,
  reportedAt: [...part.reportedAt, at.effective],
  situation: reported(part.situation),
});

export const acknowledged = (situation: Situation): Situation => {
  if (situation.name === 'awaiting') return { name: situation.was ?? 'acknowledged' };
  if (situation.name === 'reassignment-requested' && situation.was === 'awaiting') return { ...situation, was: 'acknowledged' };
  return situation;
};

/** The submission before `number` that still counts: withdrawn ones were never sent. */
export const standingSubmissionBefore = (part: LeadPart, number: number): Submission | null =>
  part.submissions.filter((submission) => submission.number < number && submission.outcome.kind !== 'withdrawn').at(-1) ?? null;

/** A withdrawn submission gives back what stood before it: an earlier return, or work in progress. */
export const afterWithdrawal = (part: LeadPart, number: number): Situation => {
  const before = standingSubmissionBefore(part, number);
  if (before?.outcome.kind !== 'returned') return { name: 'in-progress' };
  const { how, reason, resubmitBy } = before.outcome;
  return { name: 'returned', submission: before.number, kind: how, reason, resubmitBy };
};
