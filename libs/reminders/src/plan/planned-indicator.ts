import {
  dateInVietnam,
  evolveIndicator,
  initialIndicator,
  type AgencyId,
  type Indicator,
  type IndicatorEvent,
  type IndicatorState,
  type Instant,
  type PlainDate,
  type Recorded,
} from '#domain';
import type { Mark } from './planned-task.js';

/** An indicator with the day of its entry, and since when each agency has followed it. */
export interface PlannedIndicator {
  readonly indicator: IndicatorState;
  readonly enteredOn: PlainDate | null;
  readonly marks: Readonly<Record<string, Pick<Mark, 'since' | 'cause'>>>;
}

export const initialPlannedIndicator: PlannedIndicator = { indicator: initialIndicator, enteredOn: null, marks: {} };

/** Whoever follows it later is not asked for what fell before. */
const marksOf = (indicator: Indicator, before: PlannedIndicator, since: Instant): PlannedIndicator['marks'] => {
  const cause = before.enteredOn === null ? 'entry' : 'change';
  return Object.fromEntries(indicator.leads.map((agency: AgencyId) => [agency, before.marks[agency] ?? { since, cause }]));
};

export const foldPlannedIndicator = (planned: PlannedIndicator, event: IndicatorEvent, recorded: Recorded): PlannedIndicator => {
  const indicator = evolveIndicator(planned.indicator, event, recorded);
  if (indicator.status === 'none') return planned;
  return {
    indicator,
    enteredOn: planned.enteredOn ?? dateInVietnam(recorded.recordedAt),
    marks: marksOf(indicator, planned, recorded.recordedAt),
  };
};
