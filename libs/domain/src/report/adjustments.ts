import type { FiguresPeriod } from '../figures/period-lines.js';
import { lineKey, type Adjustment, type Counted, type ReportContent, type ReportLine } from './report.content.js';

type Key = Pick<ReportLine, 'task' | 'part' | 'cycle'>;
type KnownLine = Key & Counted;

const counted = ({ holder, cell, daysLate }: Counted): Counted => ({ holder, cell, daysLate });
const isSame = (one: Counted | null, other: Counted | null): boolean =>
  one?.holder === other?.holder && one?.cell === other?.cell && one?.daysLate === other?.daysLate;

/** The lines of a locked report as known after the adjustments that later locked reports have told already. */
export const adjustedLines = (report: string, { lines }: ReportContent, later: readonly ReportContent[]): readonly KnownLine[] => {
  const known = new Map<string, KnownLine>(
    lines.map(({ task, part, cycle, ...line }) => [lineKey({ task, part, cycle }), { task, part, cycle, ...counted(line) }]),
  );
  for (const { report: adjusted, task, part, cycle, after } of later.flatMap(({ adjustments }) => adjustments)) {
    if (adjusted !== report) continue;
    if (after === null) known.delete(lineKey({ task, part, cycle }));
    else known.set(lineKey({ task, part, cycle }), { task, part, cycle, ...counted(after) });
  }
  return [...known.values()];
};

/**
 * What differs between the lines of a locked report as they are known, and as they are counted now for the same period.
 * Both of the same tasks.
 */
export const adjustmentsOf = (
  { report, period }: { readonly report: string; readonly period: FiguresPeriod },
  known: readonly KnownLine[],
  now: readonly KnownLine[],
): readonly Omit<Adjustment, 'movedBy'>[] => {
  const before = new Map(known.map((line) => [lineKey(line), line]));
  const after = new Map(now.map((line) => [lineKey(line), line]));
  return [...new Map([...before, ...after]).values()].flatMap(({ task, part, cycle }) => {
    const [was, is] = [before, after].map((lines) => lines.get(lineKey({ task, part, cycle })) ?? null);
    if (was === undefined || is === undefined || isSame(was, is)) return [];
    return [{ report, period, task, part, cycle, before: was === null ? null : counted(was), after: is === null ? null : counted(is) }];
  });
};
