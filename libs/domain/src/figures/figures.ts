import type { LineCell } from '../task/counted-lines.js';
import type { Origin, PeriodLine } from './period-lines.js';
import { ratesOf, type Rates } from './rate.js';

/** Upper ends of the bands of lateness, in calendar days; the last band has none: 1–30, 31–90, 91–120, more than 120. */
export const latenessBands = [30, 90, 120, Infinity] as const;

/**
 * What is published of a period. The total adds up twice: carried over + given + reopened, and the four cells + what stands outside.
 */
export interface Figures {
  /** Lượt giao. */
  readonly total: number;
  readonly tasks: number;
  readonly origins: Readonly<Record<Origin, number>>;
  readonly cells: Readonly<Record<LineCell, number>>;
  /** Of those open in time: sent on time, awaiting approval. */
  readonly inTimeSubmitted: number;
  /** Of those overdue: sent late, awaiting approval. */
  readonly overdueSubmitted: number;
  /** Of those overdue: an extension is asked for and undecided. */
  readonly overdueExtensionAsked: number;
  /** By {@link latenessBands}. */
  readonly lateness: { readonly done: readonly number[]; readonly open: readonly number[] };
  readonly rates: Rates;
}

type FiguresLine = Omit<PeriodLine, 'end'>;

const inBands = (lines: readonly FiguresLine[]): readonly number[] => {
  const bandOf = ({ daysLate }: FiguresLine): number => latenessBands.findIndex((end) => daysLate <= end);
  return latenessBands.map((_, band) => lines.filter((line) => bandOf(line) === band).length);
};

export const figuresOf = (lines: readonly FiguresLine[]): Figures => {
  const inCell = (cell: LineCell): readonly FiguresLine[] => lines.filter((line) => line.cell === cell);
  const of = (cell: LineCell): number => inCell(cell).length;
  const from = (origin: Origin): number => lines.filter((line) => line.origin === origin).length;
  const cells = {
    doneOnTime: of('doneOnTime'),
    doneLate: of('doneLate'),
    openInTime: of('openInTime'),
    openOverdue: of('openOverdue'),
    noDeadline: of('noDeadline'),
    suspended: of('suspended'),
    ended: of('ended'),
    unreviewed: of('unreviewed'),
    inherited: of('inherited'),
  };
  const overdue = inCell('openOverdue');
  return {
    total: lines.length,
    tasks: new Set(lines.map(({ task }) => task)).size,
    origins: { carriedOver: from('carriedOver'), given: from('given'), reopened: from('reopened') },
    cells,
    inTimeSubmitted: inCell('openInTime').filter(({ submitted }) => submitted).length,
    overdueSubmitted: overdue.filter(({ submitted }) => submitted).length,
    overdueExtensionAsked: overdue.filter(({ extensionAsked }) => extensionAsked).length,
    lateness: { done: inBands(inCell('doneLate')), open: inBands(overdue) },
    rates: ratesOf(cells),
  };
};
