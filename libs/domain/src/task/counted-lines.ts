import type { AgencyId, LeadPartId, TaskId } from '../shared/ids.js';
import { addDays, daysBetween, type PlainDate } from '../shared/plain-date.js';
import { cycleDueToMeet, lastReport } from './cycles.js';
import { overdueSince } from './task.deadline.js';
import type { Cycle, LeadPart, Task, Verdict } from './task.state.js';

export interface GridLine {
  readonly task: TaskId;
  readonly part: LeadPartId;
  /** The period counted; null: the part itself. */
  readonly cycle: number | null;
}

/**
 * Where a line stands at a cut-off: in one of the grid's four cells, or listed beside it and counted in no rate. `ended`: withdrawn,
 * cancelled, superseded, closed without being done. `inherited`: taken over by a reorganisation when it was overdue already, and not
 * given another due date since.
 */
export type LineCell =
  'doneOnTime' | 'doneLate' | 'openInTime' | 'openOverdue' | 'noDeadline' | 'suspended' | 'ended' | 'unreviewed' | 'inherited';

/** One lượt giao as it is counted at a cut-off: a lead part, or one period of a recurring part. */
export interface CountedLine extends GridLine {
  readonly holder: AgencyId;
  readonly cell: LineCell;
  /** Sent, and waiting for approval or signature. */
  readonly submitted: boolean;
  /** An extension is asked for and undecided. */
  readonly extensionAsked: boolean;
  /** Calendar days late: of what is done, when it was sent; of what is open, at the cut-off. 0: not late. */
  readonly daysLate: number;
  /** By what it came to its end, null while it is open: two ends of one line are told apart by it. */
  readonly end: string | null;
}

const endedNames: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'closed-not-done']);

/** Its due date had passed under the predecessor, and no later one has been given since: that lateness is not the holder's. */
const isInheritedLate = ({ takeover, due }: LeadPart): boolean =>
  takeover?.overdueSince != null && due !== null && due < takeover.overdueSince;

const completedCell = (part: LeadPart, verdict: Verdict): LineCell => {
  if (verdict === null) return 'noDeadline';
  if (verdict === 'on-time') return 'doneOnTime';
  return isInheritedLate(part) ? 'inherited' : 'doneLate';
};

const partCell = (part: LeadPart, cutOff: PlainDate): LineCell => {
  const { situation } = part;
  if (endedNames.has(situation.name)) return 'ended';
  if (situation.name === 'completed') return completedCell(part, situation.verdict);
  if (part.unreviewed) return 'unreviewed';
  if (situation.name === 'suspended') return 'suspended';
  if (part.due === null) return 'noDeadline';
  if (overdueSince(part, cutOff) === null) return 'openInTime';
  return isInheritedLate(part) ? 'inherited' : 'openOverdue';
};

const daysAfter = (due: PlainDate | null, date: PlainDate): number => (due === null ? 0 : Math.max(0, daysBetween(due, date)));

const partDaysLate = (part: LeadPart, cutOff: PlainDate): number => {
  const { situation } = part;
  if (situation.name !== 'completed') {
    const since = overdueSince(part, cutOff);
    return since === null ? 0 : daysAfter(addDays(since, -1), cutOff);
  }
  const found = part.baseline?.outcome;
  const sent =
    situation.submission === null && found?.kind === 'done'
      ? found
      : part.submissions.find(({ number }) => number === situation.submission);
  return situation.verdict === 'late' && sent !== undefined ? daysAfter(sent.due, sent.sentOn) : 0;
};

const partEnd = ({ situation }: LeadPart): string | null => {
  if (situation.name === 'completed') return `completed ${String(situation.submission)}`;
  return endedNames.has(situation.name) ? situation.name : null;
};

const partLine = (task: Task, part: LeadPart, cutOff: PlainDate): CountedLine => ({
  task: task.id,
  part: part.id,
  cycle: null,
  holder: part.holder,
  cell: partCell(part, cutOff),
  submitted: part.situation.name === 'submitted' || part.situation.name === 'approved',
  extensionAsked: part.extensions.some(({ outcome }) => outcome.kind === 'pending'),
  daysLate: partDaysLate(part, cutOff),
  end: partEnd(part),
});

/** A period counts by its own date; one that is no longer asked for is left out, but where it was missed it is listed. */
const cycleCell = (part: LeadPart, cycle: Cycle, cutOff: PlainDate): LineCell | null => {
  const { outcome } = cycle;
  if (outcome.kind === 'done') return outcome.onTime ? 'doneOnTime' : 'doneLate';
  if (outcome.kind === 'lapsed') return cycle.missed === null ? null : 'ended';
  if (part.unreviewed) return 'unreviewed';
  if (part.situation.name === 'suspended') return 'suspended';
  const due = cycleDueToMeet(cycle);
  if (due === null || due >= cutOff) return 'openInTime';
  return cycle.missed !== null && cycle.missed.agencyId !== part.holder && part.takeover !== null ? 'inherited' : 'openOverdue';
};

const cycleDaysLate = (cycle: Cycle, cutOff: PlainDate): number => {
  const report = lastReport(cycle);
  if (cycle.outcome.kind !== 'done') return daysAfter(cycleDueToMeet(cycle), cutOff);
  return cycle.outcome.onTime || report === null ? 0 : daysAfter(cycle.due, report.sentOn);
};

const cycleLines = (task: Task, part: LeadPart, cutOff: PlainDate): readonly CountedLine[] =>
  part.cycles.flatMap((cycle) => {
    const cell = cycleCell(part, cycle, cutOff);
    if (cell === null) return [];
    return [
      {
        task: task.id,
        part: part.id,
        cycle: cycle.number,
        holder: part.holder,
        cell,
        submitted: cycle.outcome.kind === 'reported',
        extensionAsked: false,
        daysLate: cycleDaysLate(cycle, cutOff),
        end: cycle.outcome.kind === 'done' || cycle.outcome.kind === 'lapsed' ? cycle.outcome.kind : null,
      },
    ];
  });

/** A recurring part is counted by its periods; the reports that a part with a due date owes besides are not counted. */
const linesOfPart = (task: Task, part: LeadPart, cutOff: PlainDate): readonly CountedLine[] => {
  const cycles = part.due === null ? cycleLines(task, part, cutOff) : [];
  return cycles.length === 0 ? [partLine(task, part, cutOff)] : cycles;
};

/** Every lượt giao once, in the order of the tasks. The tasks are as they stood at the cut-off: the caller folds the log up to it. */
export const countedLines = (tasks: readonly Task[], cutOff: PlainDate): readonly CountedLine[] =>
  tasks.flatMap((task) => task.leads.flatMap((part) => linesOfPart(task, part, cutOff)));
