import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import type {
  CycleDateConfirmed,
  CycleMissed,
  CycleOpened,
  CycleReported,
  CycleReturned,
  CycleSigned,
  RecurrenceSet,
  RecurringClosed,
} from '../task.events.js';
import type { Cycle, CycleReport, LeadPart, Moment } from '../task.state.js';
import { lapseCycle } from './lapse.js';
import { close } from './part.js';

type CycleEvent = CycleMissed | CycleReported | CycleSigned | CycleReturned | CycleDateConfirmed;

export const setRecurrence = (part: LeadPart, { data }: RecurrenceSet): LeadPart => {
  const { schedule, since, dueAfter, signed, basis } = data;
  return { ...part, recurrence: { schedule, since, dueAfter, signed, basis } };
};

export const openCycle = (part: LeadPart, { data }: CycleOpened, openedAt: Moment): LeadPart => {
  const { cycle: number, period, due } = data;
  return { ...part, cycles: [...part.cycles, { number, period, due, openedAt, reports: [], missed: null, outcome: { kind: 'open' } }] };
};

/** No further period; where nothing else is asked of the part, it is completed, without a verdict of its own. */
export const closeRecurring = (part: LeadPart, { data }: RecurringClosed, at: Moment): LeadPart => {
  const ended: LeadPart = { ...part, recurrence: null };
  return data.completes
    ? close(ended, { name: 'completed', submission: null, verdict: null, on: at.effective }, at)
    : { ...ended, cycles: ended.cycles.map((cycle) => lapseCycle(cycle, at)) };
};

/** Work goes on from that day: periods whose due date fell into the rest are not asked for. */
export const resumeCycles = (part: LeadPart, at: Moment): LeadPart => {
  const today = dateInVietnam(at.effective);
  const isOver = ({ outcome, missed, due }: Cycle): boolean => outcome.kind === 'open' && missed === null && due < today;
  return {
    ...part,
    recurrence: part.recurrence === null ? null : { ...part.recurrence, since: laterDate(part.recurrence.since, today) },
    cycles: part.cycles.map((cycle) => (isOver(cycle) ? lapseCycle(cycle, at) : cycle)),
  };
};

const laterDate = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? other : one);

const withReport = (cycle: Cycle, number: number, change: (report: CycleReport) => CycleReport): readonly CycleReport[] =>
  cycle.reports.map((report) => (report.number === number ? change(report) : report));

const reported = (cycle: Cycle, { data }: CycleReported, at: Moment): Cycle => {
  const { report: number, text, document, sentOn, provisional, onTime, files, reportedBy, agencyId, needsSignature } = data;
  const report: CycleReport = {
    number,
    text,
    document,
    sentOn,
    provisional,
    onTime,
    files,
    reportedBy,
    reportedAt: at,
    returned: null,
  };
  return {
    ...cycle,
    reports: [...cycle.reports, report],
    outcome: needsSignature ? { kind: 'reported', report: number } : { kind: 'done', report: number, onTime, agencyId, at },
  };
};

/** Done by the report that was signed, on behalf of whoever had reported it. */
const signed = (part: LeadPart, cycle: Cycle, { data }: CycleSigned, at: Moment): Cycle => {
  const onTime = cycle.reports.find(({ number }) => number === data.report)?.onTime ?? false;
  return { ...cycle, outcome: { kind: 'done', report: data.report, onTime, agencyId: part.holder, at } };
};

const dated = (cycle: Cycle, { data }: CycleDateConfirmed): Cycle => {
  const { report: number, sentOn, onTime } = data;
  const reports = withReport(cycle, number, (report) => ({ ...report, sentOn, onTime, provisional: false }));
  const { outcome } = cycle;
  return { ...cycle, reports, outcome: outcome.kind === 'done' && outcome.report === number ? { ...outcome, onTime } : outcome };
};

const changed = (part: LeadPart, cycle: Cycle, event: CycleEvent, at: Moment): Cycle => {
  switch (event.type) {
    case 'CycleMissed':
      return { ...cycle, missed: { at, agencyId: event.data.agencyId } };
    case 'CycleReported':
      return reported(cycle, event, at);
    case 'CycleSigned':
      return signed(part, cycle, event, at);
    case 'CycleReturned': {
      const { report: number, reason, resubmitBy } = event.data;
      const reports = withReport(cycle, number, (report) => ({ ...report, returned: { at, reason, resubmitBy } }));
      return { ...cycle, reports, outcome: { kind: 'returned', report: number } };
    }
    case 'CycleDateConfirmed':
      return dated(cycle, event);
  }
};

export const turnCycle = (part: LeadPart, event: CycleEvent, at: Moment): LeadPart => ({
  ...part,
  cycles: part.cycles.map((cycle) => (cycle.number === event.data.cycle ? changed(part, cycle, event, at) : cycle)),
});
