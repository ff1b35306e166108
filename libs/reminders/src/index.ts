export type { ReminderPolicy, RuleName } from './policy/reminder-policy.js';
export { firstPolicy, ruleLabel } from './policy/reminder-policy.js';
export type { Occurrence, PlannedSilence, PlanRow, Seat } from './plan/plan-row.js';
export { occurrencesUntil, repetition } from './plan/plan-row.js';
export type { Mark, PlannedTask } from './plan/planned-task.js';
export { foldPlanned, initialPlannedTask } from './plan/planned-task.js';
export { planRows } from './plan/plan-rows.js';
export { planTablesOf, reminderPlanProjection, type PlanTables } from './plan/reminder-plan.projection.js';
export { comingSeats, type ComingSeat, type ComingSeatParts } from './plan/coming-seats.js';
export { JobsByChannel } from './sweep/jobs-by-channel.js';
export type { ReadPlan } from './sweep/sweep.js';
export { channelLoads, type ChannelLoad } from './ledger/channel-states.js';
export { remindersMigrations } from './ledger/reminders.migrations.js';
export type { RefusedLine, SweepStatus } from './ledger/ledger.queries.js';
export type { ReminderLine, ReminderOutcome } from './ledger/task-reminders.js';
export { ReminderLedger } from './ledger/ledger.queries.js';
export { seatLabel } from './plan/seat-label.js';
export { policyLabel } from './policy/policy-label.js';
export { inSeat, isNominated } from './recipients/by-seat.js';
export type { AgencyNames, Recipient, RecipientDirectory, StandInWords } from './recipients/recipients.port.js';
export { isMutable, isMuted, mutingInWords, withMuting } from './wishes/muting.js';
export { MuteLinks, type MuteLink } from './links/mute-links.js';
export type { LetterParts, ReminderParts, Reminders } from './create-reminders.js';
export { createPhonePreview, createPreview, createReminders } from './create-reminders.js';
export { rowsTold, type ForetoldLetter, type LetterWish, type ToldRow } from './preview/foretold-letter.js';
export type { ForetoldMessage, PhonePreview } from './preview/phone-preview.js';
export type { Preview } from './preview/preview.js';
export { isIndicator } from './plan/planned.js';
export { fixedCalendar, type LiveCalendar } from './policy/live-calendar.js';
export { policyEffects, type ChangedReminder, type PolicyEffects } from './plan/policy-effects.js';
export { Replan } from './plan/replan.js';
export { fixedPolicies, type LivePolicies } from './policy/live-policies.js';
export { calendarEffects, type CalendarEffects, type MovedReminder, type TouchedDue } from './plan/calendar-effects.js';
export type { TaskAtHead } from './send/task-fence.js';
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
export { createOrders } from './create-reminders.js';
export { refusalInWords, type Ordering, type OrderOutcome, type OrderRefusal, type OrderTarget } from './orders/order.js';
export type { RecordedOrder } from './orders/order.js';
export type { ReminderOrders } from './orders/reminder-orders.js';
export { Together } from './shared/together.js';
