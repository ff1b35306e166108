export type { ReminderPolicy, RuleName } from './policy/reminder-policy.js';
export { firstPolicy, ruleLabel } from './policy/reminder-policy.js';
export type { Occurrence, PlannedSilence, PlanRow, Seat } from './plan/plan-row.js';
export { occurrencesUntil } from './plan/plan-row.js';
export type { Mark, PlannedTask } from './plan/planned-task.js';
export { foldPlanned, initialPlannedTask } from './plan/planned-task.js';
export { planRows } from './plan/plan-rows.js';
export { planTablesOf, reminderPlanProjection, type PlanTables } from './plan/reminder-plan.projection.js';
export { JobsByChannel } from './sweep/jobs-by-channel.js';
export type { ReadPlan } from './sweep/sweep.js';
export { channelLoads, type ChannelLoad } from './ledger/channel-states.js';
export { remindersMigrations } from './ledger/reminders.migrations.js';
export type { RefusedLine, ReminderLine, ReminderOutcome, SweepStatus, UpcomingLine } from './ledger/ledger.queries.js';
export { ReminderLedger } from './ledger/ledger.queries.js';
export { inSeat, isNominated } from './recipients/by-seat.js';
export type { AgencyNames, Recipient, RecipientDirectory } from './recipients/recipients.port.js';
export { isMutable, isMuted } from './wishes/muting.js';
export type { ReminderParts, Reminders } from './create-reminders.js';
export type { PreviewedMessage } from './preview/phone-preview.js';
export type { PreviewedMail } from './preview/preview.js';
export { createReminders } from './create-reminders.js';
export { fixedCalendar, type LiveCalendar } from './policy/live-calendar.js';
export { policyEffects, type ChangedReminder, type PolicyEffects } from './plan/policy-effects.js';
export { Replan } from './plan/replan.js';
export { fixedPolicies, type LivePolicies } from './policy/live-policies.js';
export { calendarEffects, type CalendarEffects, type MovedReminder, type TouchedDue } from './plan/calendar-effects.js';
export { CourtesyGate } from './courtesy/courtesy-gate.js';
export { channelState, recordReceipt, resumeChannel, type ChannelState } from './courtesy/receipts.js';
export { EVERYWHERE } from './holds/holds.js';
export { recordReturn, type RecordedReturn } from './returns/record-return.js';
export { ActLinks, type ActLink } from './links/act-links.js';
export { linkTarget, type LinkTarget } from './links/link-target.js';
export {
  DeliveryBook,
  type AfterRow,
  type DeliveryDetail,
  type DeliveryFilter,
  type DeliveryLine,
  type DeliveryRow,
} from './ledger/delivery-list.queries.js';
export { beat, type RoundName } from './ledger/heartbeats.js';
