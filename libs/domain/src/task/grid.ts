import type { LeadPartId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import { cycleDueToMeet } from './cycles.js';
import { overdueSince } from './task.deadline.js';
import { isUnassigned } from './task.situation.js';
import type { Cycle, LeadPart, Task, Verdict } from './task.state.js';

export interface GridLine {
  readonly task: TaskId;
  readonly part: LeadPartId;
  /** The period counted; null: the part itself. */
  readonly cycle: number | null;
}

/** What is listed beside the grid, each with its number, and counted in no rate. */
export interface OutsideGrid {
  readonly noDeadline: readonly GridLine[];
  readonly suspended: readonly GridLine[];
  /** Withdrawn, cancelled, superseded, closed without being done. */
  readonly ended: readonly GridLine[];
  readonly unreviewed: readonly GridLine[];
  /** Taken over by a reorganisation when it was overdue already, and not given another due date since. */
  readonly inherited: readonly GridLine[];
  /** Tasks without a lead part. */
  readonly unassigned: readonly TaskId[];
}

/** The state of lead parts (lượt giao) at a cut-off: the four cells add up, and with `outside` they hold every part (of a recurring part: every period) once. */
export interface Grid {
  readonly cutOff: PlainDate;
  readonly doneOnTime: readonly GridLine[];
  readonly doneLate: readonly GridLine[];
  readonly openInTime: readonly GridLine[];
  readonly openOverdue: readonly GridLine[];
  /** Of those open in time: sent on time, awaiting approval. */
  readonly openInTimeSubmitted: readonly GridLine[];
  /** Of those overdue: sent late, awaiting approval. */
  readonly openOverdueSubmitted: readonly GridLine[];
  /** Of those overdue: an extension is asked for and undecided. */
  readonly openOverdueExtensionAsked: readonly GridLine[];
  readonly outside: OutsideGrid;
}

type Cell = 'doneOnTime' | 'doneLate' | 'openInTime' | 'openOverdue' | Exclude<keyof OutsideGrid, 'unassigned'>;

/** Something that is counted: a part, or one period of a recurring part. */
interface Placed {
  readonly line: GridLine;
  readonly cell: Cell;
  /** Sent, and waiting for approval or signature. */
  readonly submitted: boolean;
  readonly extensionAsked: boolean;
}

const endedNames: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'closed-not-done']);

/** Its due date had passed under the predecessor, and no later one has been given since: that lateness is not the holder's. */
const isInheritedLate = ({ takeover, due }: LeadPart): boolean =>
  takeover?.overdueSince != null && due !== null && due < takeover.overdueSince;

const completedCell = (part: LeadPart, verdict: Verdict): Cell => {
  if (verdict === null) return 'noDeadline';
  if (verdict === 'on-time') return 'doneOnTime';
  return isInheritedLate(part) ? 'inherited' : 'doneLate';
};

const cellOf = (part: LeadPart, cutOff: PlainDate): Cell => {
  const { situation } = part;
  if (endedNames.has(situation.name)) return 'ended';
  if (situation.name === 'completed') return completedCell(part, situation.verdict);
  if (part.unreviewed) return 'unreviewed';
  if (situation.name === 'suspended') return 'suspended';
  if (part.due === null) return 'noDeadline';
  if (overdueSince(part, cutOff) === null) return 'openInTime';
  return isInheritedLate(part) ? 'inherited' : 'openOverdue';
};

const partPlaced = (task: Task, part: LeadPart, cutOff: PlainDate): Placed => ({
  line: { task: task.id, part: part.id, cycle: null },
  cell: cellOf(part, cutOff),
  submitted: part.situation.name === 'submitted' || part.situation.name === 'approved',
  extensionAsked: part.extensions.some(({ outcome }) => outcome.kind === 'pending'),
});

/** A period counts by its own date; one that is no longer asked for is left out, but where it was missed it is listed. */
const cycleCell = (part: LeadPart, cycle: Cycle, cutOff: PlainDate): Cell | null => {
  const { outcome } = cycle;
  if (outcome.kind === 'done') return outcome.onTime ? 'doneOnTime' : 'doneLate';
  if (outcome.kind === 'lapsed') return cycle.missed === null ? null : 'ended';
  if (part.unreviewed) return 'unreviewed';
  if (part.situation.name === 'suspended') return 'suspended';
  const due = cycleDueToMeet(cycle);
  if (due === null || due >= cutOff) return 'openInTime';
  return cycle.missed !== null && cycle.missed.agencyId !== part.holder && part.takeover !== null ? 'inherited' : 'openOverdue';
};

const cyclePlaced = (task: Task, part: LeadPart, cutOff: PlainDate): readonly Placed[] =>
  part.cycles.flatMap((cycle) => {
    const cell = cycleCell(part, cycle, cutOff);
    const line = { task: task.id, part: part.id, cycle: cycle.number };
    return cell === null ? [] : [{ line, cell, submitted: cycle.outcome.kind === 'reported', extensionAsked: false }];
  });

/** A recurring part is counted by its periods; the reports that a part with a due date owes besides are not counted. */
const placedOf = (task: Task, part: LeadPart, cutOff: PlainDate): readonly Placed[] => {
  const cycles = part.due === null ? cyclePlaced(task, part, cutOff) : [];
  return cycles.length === 0 ? [partPlaced(task, part, cutOff)] : cycles;
};

/** Counts tasks as they stood at the cut-off: the caller folds the log up to it. */
export const grid = (tasks: readonly Task[], cutOff: PlainDate): Grid => {
  const placed = tasks.flatMap((task) => task.leads.flatMap((part) => placedOf(task, part, cutOff)));
  const lines = (cell: Cell, which: (placed: Placed) => boolean = () => true): readonly GridLine[] =>
    placed.filter((each) => each.cell === cell && which(each)).map(({ line }) => line);
  const submitted = (each: Placed): boolean => each.submitted;
  return {
    cutOff,
    doneOnTime: lines('doneOnTime'),
    doneLate: lines('doneLate'),
    openInTime: lines('openInTime'),
    openOverdue: lines('openOverdue'),
    openInTimeSubmitted: lines('openInTime', submitted),
    openOverdueSubmitted: lines('openOverdue', submitted),
    openOverdueExtensionAsked: lines('openOverdue', ({ extensionAsked }) => extensionAsked),
    outside: {
      noDeadline: lines('noDeadline'),
      suspended: lines('suspended'),
      ended: lines('ended'),
      unreviewed: lines('unreviewed'),
      inherited: lines('inherited'),
      unassigned: tasks.filter(isUnassigned).map(({ id }) => id),
    },
  };
};

/** A rate is never shown without its numbers; `ratio` null under five (no percentage of so few). */
export interface Rate {
  readonly of: number;
  readonly count: number;
  readonly ratio: number | null;
}

const rate = (count: number, of: number): Rate => ({ count, of, ratio: of < 5 ? null : count / of });

/** Completion: done ÷ (done + open overdue). Punctuality: on time ÷ done. Shown together or not at all. */
export const gridRates = (counted: Grid): { readonly completion: Rate; readonly punctuality: Rate } => {
  const done = counted.doneOnTime.length + counted.doneLate.length;
  return {
    completion: rate(done, done + counted.openOverdue.length),
    punctuality: rate(counted.doneOnTime.length, done),
  };
};
