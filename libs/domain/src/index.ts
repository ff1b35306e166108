export type { Brand } from './shared/brand.js';
export type { AgencyId, CoordinatingPartId, IndicatorId, Instant, LeadPartId, PersonId, PlanId, TaskId } from './shared/ids.js';
export type { CommandMeta, Recorded } from './shared/meta.js';
export type { Decision, Reason } from './shared/decision.js';
export { accept, assertNever, nothing, reject } from './shared/decision.js';
export type { DocumentRef, FileRef, Source } from './shared/references.js';
export { isSameValue } from './shared/same-value.js';
export { mapPersonalTexts, personalTextsIn } from './shared/personal-texts.js';
export type { PlainDate } from './shared/plain-date.js';
export {
  addDays,
  addMonths,
  dateInVietnam,
  dayOfWeek,
  daysBetween,
  earliest,
  endOfDay,
  instantInVietnam,
  lastDayOfMonth,
  parsePlainDate,
  plainDate,
} from './shared/plain-date.js';
export type { DayOffRule, Deadline, DeadlineKind, Recurrence } from './deadline/deadline.js';
export type { DeadlineFinding } from './deadline/deadline-text.js';
export type { ParsedDeadline } from './deadline/parse-deadline.js';
export { parseDeadline } from './deadline/parse-deadline.js';
export { milestonesIn, type MilestoneInText } from './deadline/milestones-in-text.js';
export {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  shiftedDue,
  workingDaysBetween,
} from './calendar/working-days.js';
export type { CalendarDay, WorkingCalendar } from './calendar/working-calendar.js';
export type * from './policy/policy.model.js';
export { shippedPolicy, type PolicySettings } from './policy/policy.settings.js';
export { PolicyBook, type RulingPolicy } from './policy/policy-book.js';
export { defaultWishes, earlyDays, hoursForWishes, mailMinute, problemOfWishes, type ReminderWishes } from './policy/reminder-wishes.js';
export type { Policy, PolicyRejection } from './policy/policy.decider.js';
export {
  decidePolicy,
  evolvePolicy,
  initialPolicy,
  offsetName,
  overviewName,
  policyRejectionSentences,
  policyStream,
} from './policy/policy.decider.js';
export type * from './calendar/calendar.model.js';
export type { CalendarRejection } from './calendar/calendar.decider.js';
export {
  CALENDAR_STREAM,
  calendarRejectionSentences,
  decideCalendar,
  evolveCalendar,
  initialCalendar,
} from './calendar/calendar.decider.js';
export { deadlineSentence } from './calendar/deadline-sentence.js';
export { movedDues } from './calendar/moved-dues.js';
export type * from './task/task.events.js';
export type * from './task/task.commands.js';
export type * from './task/task.state.js';
export { initialTask } from './task/task.state.js';
export { evolve } from './task/task.evolve.js';
export { decide } from './task/task.decider.js';
export type { TaskRejection, TaskRejectionCode } from './task/task.rejections.js';
export { rejectionSentence, rejectionSentences } from './task/task.rejections.js';
export type { Period, PresetName, Schedule } from './recurrence/schedule.js';
export { isLongerThanSixMonths, nextPeriod, periodOf } from './recurrence/periods.js';
export { agenciesConcerned } from './task/task.audience.js';
export { clockActs, cycleDueToMeet, followingPeriod, isOwed, lastReport, nextClockDay } from './task/cycles.js';
export type { TaskFinding } from './task/task.findings.js';
export { taskFindingLabels, taskFindings } from './task/task.findings.js';
export type { TaskSituation, WorkSituation } from './task/task.situation.js';
export {
  isOpenPart,
  isUnassigned,
  openAsks,
  openAsksOf,
  situationLabels,
  situationOrder,
  taskSituation,
  taskVerdict,
} from './task/task.situation.js';
export type { DeadlineStatus } from './task/task.deadline.js';
export {
  cycleStatus,
  dateStatus,
  daysOverdue,
  deadlineLabels,
  deadlineStatus,
  dueToMeet,
  milestoneStatus,
  overdueSince,
  taskDeadlineStatus,
} from './task/task.deadline.js';
export type { ClockShare, HeldSpan } from './task/fair-clock.js';
export { fairClock, heldSpans } from './task/fair-clock.js';
export type { Grid, OutsideGrid } from './task/grid.js';
export { grid } from './task/grid.js';
export type { CountedLine, GridLine, LineCell } from './task/counted-lines.js';
export { countedLines } from './task/counted-lines.js';
export type { Figures } from './figures/figures.js';
export { figuresOf, latenessBands } from './figures/figures.js';
export type { FiguresPeriod, Origin, PeriodLine } from './figures/period-lines.js';
export { periodLines } from './figures/period-lines.js';
export type { Adjustment, Counted, ReportContent, ReportLine } from './report/report.content.js';
export { lineKey } from './report/report.content.js';
export { periodKind, periodLabel, type PeriodKind } from './report/period-kind.js';
export { adjustedLines, adjustmentsOf } from './report/adjustments.js';
export type * from './report/report.model.js';
export { currentCutOff, evolveReport, initialReport, linesOfAgency, reconcilingAgencies, silentAgencies } from './report/report.state.js';
export type { ReportRejection } from './report/report.decider.js';
export { decideReport, reportRejectionSentences } from './report/report.decider.js';
export type { HeldTime } from './figures/held-time.js';
export { heldTimes } from './figures/held-time.js';
export type { Rate, Rates } from './figures/rate.js';
export type { TimelineNames } from './task/timeline/wording.js';
export { timelineDetail, timelineSentence } from './task/timeline/timeline-sentence.js';
export { baselineVerdict, dueInForceOn } from './task/verdict.js';
export type { TaskFacts } from './task/task.facts.js';
export type * from './plan/plan.model.js';
export type { Correction } from './plan/draft/corrections.js';
export { lastStanding, lastUndone, stands } from './plan/draft/corrections.js';
export type { DraftChange, DraftEdit } from './plan/draft/draft-change.js';
export { placeNow } from './plan/draft/draft-places.js';
export type * from './plan/amendment/amendment.model.js';
export type { DueRule, LineChoice, TaskComparison } from './plan/amendment/compare-task.js';
export { withAgenciesOf, withLeadsOf } from './plan/amendment/same-agencies.js';
export { chosenOrders, compareTask, withdrawTask } from './plan/amendment/compare-task.js';
export { plainText } from './plan/amendment/likeness.js';
export { matchRows, type Matchable, type RowPair } from './plan/amendment/match-rows.js';
export type { ClosedDraft, DraftedPlan, EnteredPlan, PlanState } from './plan/plan.state.js';
export { initialPlan } from './plan/plan.state.js';
export { evolvePlan } from './plan/plan.evolve.js';
export { decidePlan } from './plan/plan.decider.js';
export type { PlanRejection, PlanRejectionCode } from './plan/plan.rejections.js';
export { planRejectionSentences } from './plan/plan.rejections.js';
export type * from './indicator/indicator.model.js';
export type { IndicatorRejection } from './indicator/indicator.decider.js';
export { decideIndicator, indicatorRejectionSentences, rebasedTargets } from './indicator/indicator.decider.js';
export type { Indicator, IndicatorState, Measurement } from './indicator/indicator.evolve.js';
export { evolveIndicator, initialIndicator, measuredOf } from './indicator/indicator.evolve.js';
export type { Assessment, AssessmentStatus, MovedFigure } from './indicator/assess-indicator.js';
export { assessIndicator, assessmentLabels } from './indicator/assess-indicator.js';
export { reportRequests, type ReportRequest } from './indicator/report-requests.js';
export type { Reading } from './indicator/reading.js';
export type * from './agency/agency.model.js';
export type { AgencyEnd, AgencyLife, AgencyNamed } from './agency/agency-life.js';
export { beganAs, endedOn, existsOn, nameOn, renamedTo } from './agency/agency-life.js';
export type { Agency, AgencyRejection, AgencyState } from './agency/agency.decider.js';
export { agencyRejectionSentences, decideAgency, evolveAgency, initialAgency } from './agency/agency.decider.js';
export type * from './agency-group/agency-group.model.js';
export { changedGroup } from './agency-group/agency-group.model.js';
export type { AgencyGroupRejection } from './agency-group/agency-group.decider.js';
export {
  agencyGroupRejectionSentences,
  decideAgencyGroup,
  evolveAgencyGroup,
  initialGroupChanges,
} from './agency-group/agency-group.decider.js';
export type * from './reorganisation/reorganisation.model.js';
export type { IsActiveAgency, ReorganisationRejection } from './reorganisation/reorganisation.decider.js';
export {
  decideReorganisation,
  evolveReorganisation,
  initialReorganisation,
  reorganisationRejectionSentences,
} from './reorganisation/reorganisation.decider.js';
export { type ProposedLine, proposeSuccession, type SuccessionFinding } from './reorganisation/propose-succession.js';
export type * from './remarks/remarks.model.js';
export { decideRemarks, remarkRejectionSentences } from './remarks/remarks.decider.js';
export { evolveRemarks, initialRemarks, waitsFor, waitsForOffice } from './remarks/remarks.evolve.js';
export type * from './agency-names/agency-names.model.js';
export {
  agencyNamesRejectionSentences,
  decideAgencyNames,
  evolveAgencyNames,
  initialAgencyNames,
  nameKey,
} from './agency-names/agency-names.decider.js';
export {
  agencyEventTypes,
  agencyGroupEventTypes,
  indicatorEventTypes,
  knownEventTypes,
  planEventTypes,
  remarkEventTypes,
  reorganisationEventTypes,
  reportEventTypes,
  taskEventTypes,
} from './event-types.js';
