import type { LeadPartId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import { overdueSince } from './task.deadline.js';
import { isUnassigned } from './task.situation.js';
import type { LeadPart, Task } from './task.state.js';

export interface GridLine {
  readonly task: TaskId;
  readonly part: LeadPartId;
}

/** What is listed beside the grid, each with its number, and counted in no rate. */
export interface OutsideGrid {
  readonly noDeadline: readonly GridLine[];
  readonly suspended: readonly GridLine[];
  /** Withdrawn, cancelled, superseded, closed without being done. */
  readonly ended: readonly GridLine[];
  readonly unreviewed: readonly GridLine[];
  /** Tasks without a lead part. */
  readonly unassigned: readonly TaskId[];
}

/** The state of lead parts (lượt giao) at a cut-off: the four cells add up, and with `outside` they hold every part once. */
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

const endedNames: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'closed-not-done']);

const cellOf = (part: LeadPart, cutOff: PlainDate): Cell => {
  const { situation } = part;
  if (endedNames.has(situation.name)) return 'ended';
  if (situation.name === 'completed') {
    if (situation.verdict === null) return 'noDeadline';
    return situation.verdict === 'on-time' ? 'doneOnTime' : 'doneLate';
  }
  if (part.unreviewed) return 'unreviewed';
  if (situation.name === 'suspended') return 'suspended';
  if (part.due === null) return 'noDeadline';
  return overdueSince(part, cutOff) === null ? 'openInTime' : 'openOverdue';
};

const isSubmitted = ({ situation: { name } }: LeadPart): boolean => name === 'submitted' || name === 'approved';
const extensionAsked = (part: LeadPart): boolean => part.extensions.some(({ outcome }) => outcome.kind === 'pending');

/** Counts tasks as they stood at the cut-off: the caller folds the log up to it. */
export const grid = (tasks: readonly Task[], cutOff: PlainDate): Grid => {
  const placed = tasks.flatMap((task) =>
    task.leads.map((part) => ({ line: { task: task.id, part: part.id }, part, cell: cellOf(part, cutOff) })),
  );
  const lines = (cell: Cell, which: (part: LeadPart) => boolean = () => true): readonly GridLine[] =>
    placed.filter((each) => each.cell === cell && which(each.part)).map(({ line }) => line);
  return {
    cutOff,
    doneOnTime: lines('doneOnTime'),
    doneLate: lines('doneLate'),
    openInTime: lines('openInTime'),
    openOverdue: lines('openOverdue'),
    openInTimeSubmitted: lines('openInTime', isSubmitted),
    openOverdueSubmitted: lines('openOverdue', isSubmitted),
    openOverdueExtensionAsked: lines('openOverdue', extensionAsked),
    outside: {
      noDeadline: lines('noDeadline'),
      suspended: lines('suspended'),
      ended: lines('ended'),
      unreviewed: lines('unreviewed'),
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
