import { addWorkingDays } from '../calendar/working-days.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { nextPeriod } from '../recurrence/periods.js';
import type { Period, PresetName } from '../recurrence/schedule.js';
import { addMonths, plainDate, type PlainDate } from '../shared/plain-date.js';
import type { Indicator, Measurement } from './indicator.evolve.js';

/** Asked for on the periods of NĐ 09/2019/NĐ-CP where no policy says on which. */
const PERIODS_BY_DEFAULT: PresetName = 'half-yearly';
/** Working days from the cut-off of a period to the due date of its report, as for a recurring task. */
const DUE_AFTER = 5;
/** An indicator whose targets name no year is asked for as long. */
const MONTHS_WITHOUT_TARGET_YEAR = 60;

/** A following agency owes a figure for a period: from its cut-off on, until the due date. */
export interface ReportRequest {
  readonly period: Period;
  readonly due: PlainDate;
  /** From this day on the next period is asked for instead. */
  readonly until: PlainDate;
}

const yearsIn = (text: string): readonly string[] => text.match(/\b\d{4}\b/gu) ?? [];

const lastDay = ({ targets }: Indicator, enteredOn: PlainDate): PlainDate => {
  const year = targets
    .flatMap(({ period }) => yearsIn(period))
    .sort()
    .at(-1);
  return year === undefined ? addMonths(enteredOn, MONTHS_WITHOUT_TARGET_YEAR) : plainDate(`${year}-12-31`);
};

/** A figure counts on its day; one given for a target's year, no later than that year's cut-off. */
const countsOn = ({ on, period }: Measurement): PlainDate => {
  const year = yearsIn(period ?? '').at(-1);
  const cutOff = year === undefined ? on : plainDate(`${year}-12-14`);
  return on < cutOff ? on : cutOff;
};

/**
 * The figures that are owed and not given: of each period that is cut off from the day of entry on, up to the last year of a target. A
 * figure answers its own period and those before it; an indicator that is closed or withdrawn is not asked for. Pure: periods to come
 * are among them.
 * @param every Null: no figure is asked for. Undefined: by the half-year.
 */
export const reportRequests = (
  indicator: Indicator,
  enteredOn: PlainDate,
  every: PresetName | null | undefined,
  calendar: WorkingCalendar,
): readonly ReportRequest[] => {
  if (every === null || indicator.closed !== null || indicator.withdrawnBy !== undefined) return [];
  const schedule = { kind: every ?? PERIODS_BY_DEFAULT };
  const answered = indicator.measurements.map(countsOn).sort().at(-1);
  const end = lastDay(indicator, enteredOn);
  const found: ReportRequest[] = [];
  for (let period = nextPeriod(schedule, enteredOn, null); period.to <= end;) {
    const next = nextPeriod(schedule, enteredOn, period.to);
    const isAnswered = answered !== undefined && answered >= period.from;
    if (!isAnswered) found.push({ period, due: addWorkingDays(period.to, DUE_AFTER, calendar), until: next.to });
    period = next;
  }
  return found;
};
