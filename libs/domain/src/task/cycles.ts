import { nextPeriod } from '../recurrence/periods.js';
import type { Period } from '../recurrence/schedule.js';
import { addDays, earliest, type PlainDate } from '../shared/plain-date.js';
import { isFinalSituation } from './evolve/clock.js';
import type { Cycle, CycleReport, LeadPart } from './task.state.js';

/** The newest report on a period. */
export const lastReport = (cycle: Cycle): CycleReport | null => cycle.reports.at(-1) ?? null;

/** Whether the lead agency still owes the report on the period. */
export const isOwed = ({ outcome }: Cycle): boolean => outcome.kind === 'open' || outcome.kind === 'returned';

/**
 * The date by which the period's report must be there to be in time; null where none is owed, or an on-time one waits for its
 * signature. A return gives until "resubmit by" to a report that was on time.
 */
export const cycleDueToMeet = (cycle: Cycle): PlainDate | null => {
  const report = lastReport(cycle);
  switch (cycle.outcome.kind) {
    case 'open':
      return cycle.due;
    case 'reported':
      return report?.onTime === true ? null : cycle.due;
    case 'returned':
      return report?.onTime === true && report.returned !== null && report.returned.resubmitBy > cycle.due
        ? report.returned.resubmitBy
        : cycle.due;
    case 'done':
    case 'lapsed':
      return null;
  }
};

/** The earliest date that the part's periods ask for. */
export const nextCycleDue = (part: LeadPart): PlainDate | null => earliest(part.cycles.map(cycleDueToMeet).filter((due) => due !== null));

/** The period that follows those opened so far; null where the part is not reported on by periods. */
export const followingPeriod = ({ recurrence, cycles }: LeadPart): Period | null => {
  if (recurrence === null) return null;
  const last = cycles.reduce<PlainDate | null>((latest, { period }) => (latest === null || period.to > latest ? period.to : latest), null);
  return nextPeriod(recurrence.schedule, recurrence.since, last);
};

/** The verdict of a report on a period, were it sent on that date: one in its time after an on-time one came back stays on time. */
export const measureReport = (cycle: Cycle, number: number, sentOn: PlainDate): boolean => {
  const before = cycle.reports.filter((report) => report.number < number).at(-1);
  if (before?.returned != null && before.onTime && sentOn <= before.returned.resubmitBy) return true;
  return sentOn <= cycle.due;
};

/** What the clock brings about for a part: it notes a period as missed, or opens the next one. */
export interface ClockAct {
  readonly type: 'MissCycle' | 'OpenCycle';
  readonly cycle: number;
  /** The first day on which it is true. */
  readonly from: PlainDate;
}

/** A suspended or closed part is asked for nothing. */
const rests = ({ situation }: LeadPart): boolean => situation.name === 'suspended' || isFinalSituation(situation);

/** What comes of the part's periods by the passing of days alone, the next of each kind. */
const comingClockActs = (part: LeadPart): readonly ClockAct[] => {
  if (rests(part)) return [];
  const next = followingPeriod(part);
  return [
    ...part.cycles
      .filter(({ outcome, missed }) => outcome.kind === 'open' && missed === null)
      .map(({ number, due }): ClockAct => ({ type: 'MissCycle', cycle: number, from: addDays(due, 1) })),
    ...(next === null ? [] : [{ type: 'OpenCycle' as const, cycle: part.cycles.length + 1, from: next.from }]),
  ];
};

/** What the clock has to do about a part by the end of that day. After a long rest more may follow from it. */
export const clockActs = (part: LeadPart, today: PlainDate): readonly ClockAct[] =>
  part.recurrence === null ? [] : comingClockActs(part).filter(({ from }) => from <= today);

/** The first day on which the clock has something to do; null where it never has. */
export const nextClockDay = (part: LeadPart): PlainDate | null =>
  part.recurrence === null ? null : earliest(comingClockActs(part).map(({ from }) => from));
