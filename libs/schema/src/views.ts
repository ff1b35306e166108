import { calendarDates, nameMemory, planAmendment, planEntry, reorganisation } from '#application';
import type { LogProcess, View } from '#event-store';
import { projections } from '#read-models';
import { vietnamWorkingCalendar } from '#reference-data';
import { fixedCalendar, fixedPolicies, reminderPlanProjection, type LiveCalendar, type LivePolicies } from '#reminders';
import { shippedPolicy } from '#domain';

/** The reminder plan by what ships with the system; the worker plans by policies and calendar of the log, and plans anew what others planned without it. */
export const reminderPlan: View = reminderPlanProjection(fixedPolicies(shippedPolicy), fixedCalendar(vietnamWorkingCalendar));

/** Every view of the log that this code reads. */
export const allViews: readonly View[] = [...projections, reminderPlan];

/** The same, planning reminders by policies and a calendar that change. */
export const viewsBy = (policies: LivePolicies, calendar: LiveCalendar): readonly View[] => [
  ...projections,
  reminderPlanProjection(policies, calendar),
];

/** Everything that follows the log: what the metrics tell of. */
export const everyProjection: readonly (View | Pick<LogProcess, 'name' | 'version'>)[] = [
  ...allViews,
  planEntry,
  planAmendment,
  reorganisation,
  nameMemory,
  calendarDates,
];
