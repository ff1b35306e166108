import { nameMemory, planAmendment, planEntry, reorganisation } from '#application';
import type { LogProcess, View } from '#event-store';
import { projections } from '#read-models';
import { vietnamWorkingCalendar } from '#reference-data';
import { firstPolicy, reminderPlanProjection } from '#reminders';

/** The reminder plan by the policy and the calendar in force. */
export const reminderPlan: View = reminderPlanProjection(firstPolicy, vietnamWorkingCalendar);

/** Every view of the log that this code reads. */
export const allViews: readonly View[] = [...projections, reminderPlan];

/** Everything that follows the log: what the metrics tell of. */
export const everyProjection: readonly (View | Pick<LogProcess, 'name' | 'version'>)[] = [
  ...allViews,
  planEntry,
  planAmendment,
  reorganisation,
  nameMemory,
];
