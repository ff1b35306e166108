import type { TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import { countedLines, type CountedLine, type GridLine, type LineCell } from './counted-lines.js';
import { isUnassigned } from './task.situation.js';
import type { Task } from './task.state.js';

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

/** Counts tasks as they stood at the cut-off: the caller folds the log up to it. */
export const grid = (tasks: readonly Task[], cutOff: PlainDate): Grid => {
  const counted = countedLines(tasks, cutOff);
  const lines = (cell: LineCell, which: (line: CountedLine) => boolean = () => true): readonly GridLine[] =>
    counted.filter((line) => line.cell === cell && which(line)).map(({ task, part, cycle }) => ({ task, part, cycle }));
  const submitted = (line: CountedLine): boolean => line.submitted;
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
