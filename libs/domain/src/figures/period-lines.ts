import type { PlainDate } from '../shared/plain-date.js';
import { countedLines, type CountedLine, type GridLine } from '../task/counted-lines.js';
import type { Task } from '../task/task.state.js';

/** From its first day to its cut-off, both included. */
export interface FiguresPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** How a line came into a period: open at its beginning, given within it, or at its end when it began and opened again since. */
export type Origin = 'carriedOver' | 'given' | 'reopened';

export interface PeriodLine extends CountedLine {
  readonly origin: Origin;
}

const keyOf = ({ task, part, cycle }: GridLine): string => `${task} ${part} ${String(cycle)}`;

const originOf = (before: CountedLine | undefined, line: CountedLine): Origin | null => {
  if (before === undefined) return 'given';
  if (before.end === null) return 'carriedOver';
  return before.end === line.end ? null : 'reopened';
};

/**
 * The lượt giao that a period counts: what was at its end when the period began is left out.
 * @param before the tasks as they stood at the end of the day before the period
 * @param at the tasks as they stood at the end of its last day
 */
export const periodLines = (before: readonly Task[], at: readonly Task[], { from, to }: FiguresPeriod): readonly PeriodLine[] => {
  const then = new Map(countedLines(before, from).map((line) => [keyOf(line), line]));
  return countedLines(at, to).flatMap((line) => {
    const origin = originOf(then.get(keyOf(line)), line);
    return origin === null ? [] : [{ ...line, origin }];
  });
};
