import { calendarDates, nameMemory, planAmendment, planEntry, reorganisation } from '#application';
import type { LogProcess, View } from '#event-store';
import { projections } from '#read-models';
import { vietnamWorkingCalendar } from '#reference-data';
import { firstPolicy, fixedCalendar, reminderPlanProjection, type LiveCalendar } from '#reminders';

/** The reminder plan by the policy in force; the worker plans by the calendar of the log, and plans anew what others planned without it. */
export const reminderPlan: View = reminderPlanProjection(firstPolicy, fixedCalendar(vietnamWorkingCalendar));

/** Every view of the log that this code reads. */
export const allViews: readonly View[] = [...projections, reminderPlan];

/** The same, planning reminders by a calendar that changes. */
export const viewsBy = (calendar: LiveCalendar): readonly View[] => [...projections, reminderPlanProjection(firstPolicy, calendar)];

/** Everything that follows the log: what the metrics tell of. */
export const everyProjection: readonly (View | Pick<LogProcess, 'name' | 'version'>)[] = [
  ...allViews,
  planEntry,
  planAmendment,
  reorganisation,
  nameMemory,
  calendarDates,
];
