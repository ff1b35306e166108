export type * from './ports.js';
export type { CalendarChange, PolicyChange, CommandOutcome, Request } from './commands.js';
export {
  ActOnAgency,
  ActOnIndicator,
  ActOnReport,
  ActOnTask,
  AmendPlan,
  ChangeAgencyGroup,
  ChangeCalendar,
  ChangePolicy,
  CloseDraft,
  ConfirmSuccession,
  CorrectPlanDraft,
  DraftPlan,
  EnterLetter,
  EnterPlan,
  ForgetAgencyName,
  RecordReorganisation,
  RemarkOnTask,
  TurnCorrection,
} from './commands.js';
export { Application, type ApplicationPorts } from './application.js';
export { applicationProviders, commandHandlers } from './command-handlers.js';
export { assertEveryCommandHasOneHandler } from './command-catalogue.js';
export { APPLICATION_PORTS } from './tokens.js';
export { nameMemory, NameMemoryProcess, NAMES_STREAM } from './agency-names/name-memory.process.js';
export { CalendarOfTheLog } from './calendar/calendar-of-the-log.js';
export { calendarDates, CalendarDatesProcess } from './calendar/calendar-dates.process.js';
export type { ComparedIndicator, ComparedTask, ComparisonTerms, PairedRow, PlanComparison } from './amendment/comparison.js';
export { planAmendment, PlanAmendmentProcess } from './amendment/plan-amendment.process.js';
export { groupChangeOf, reorganisationOf, successionLinesOf } from './reorganisation/reorganisation-file.js';
export { reorganisation, ReorganisationProcess } from './reorganisation/reorganisation.process.js';
export { digestOf, reportIdOf } from './report/report-content.js';
export { foldAgencyNames, foldIndicator, foldPlan, foldReorganisation, foldReport, foldTask, taskFold } from './shared/aggregates.js';
export { CycleClock, type TasksForTheClock } from './task/cycle-clock.js';
export { defaultPolicy, GatheredTaskFacts } from './task/task-facts.source.js';
export { type CurrentDraft, currentDraft } from './plan/current-draft.js';
export { LATE_AFTER_DAYS, type EntryTerms, type PreparedEntry } from './plan/prepare-entry.js';
export { planEntry, PlanEntryProcess } from './plan/plan-entry.process.js';
export type { RowProblem } from './plan/row-problems.js';
export { PoliciesOfTheLog, type PolicyVersion } from './policy/policies-of-the-log.js';
