import type { WorkingCalendar } from '#domain';

/** The working calendar, which the Office changes while reminders are planned and sent. */
export interface LiveCalendar {
  /** As it was when it was last read: enough for planning, since what was planned under another calendar is planned again. */
  readonly latest: WorkingCalendar;
  /** As it is now: what a reminder is begun by. */
  calendar(): Promise<WorkingCalendar>;
}

/** A calendar that nobody changes. */
export const fixedCalendar = (calendar: WorkingCalendar): LiveCalendar => ({
  latest: calendar,
  calendar: () => Promise.resolve(calendar),
});
