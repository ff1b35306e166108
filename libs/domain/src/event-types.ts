import type { AgencyEventType } from './agency/agency.model.js';
import type { AgencyGroupEventType } from './agency-group/agency-group.model.js';
import type { AgencyNamesEventType } from './agency-names/agency-names.model.js';
import type { CalendarEventType } from './calendar/calendar.model.js';
import type { IndicatorEventType } from './indicator/indicator.model.js';
import type { PlanEventType } from './plan/plan.model.js';
import type { PolicyEventType } from './policy/policy.model.js';
import type { RemarkEventType } from './remarks/remarks.model.js';
import type { ReorganisationEventType } from './reorganisation/reorganisation.model.js';
import type { ReportEventType } from './report/report.model.js';
import type { TaskEventType } from './task/task.events.js';
import { upcasters, type Upcaster } from './upcasters.js';

/** The newest schema version of an event type, and the steps that lead to it from the first. */
export interface EventSchema {
  readonly version: number;
  readonly upcasters: readonly Upcaster[];
}

/** Newest schema version of each event type. A type left out of its aggregate's list does not compile. */
export const taskEventTypes = {
  TaskEntered: 1,
  TaskAmended: 1,
  PartAssigned: 1,
  PartWithdrawn: 1,
  CoordinatorNamed: 1,
  CoordinatorReleased: 1,
  ApproverDesignated: 1,
  ApproverReplaced: 1,
  ConsolidatorNamed: 1,
  FollowUpAssigned: 1,
  BaselineRecorded: 1,
  BaselineWithdrawn: 1,
  AssignmentAcknowledged: 1,
  InternallyAssigned: 1,
  ReassignmentRequested: 1,
  PartReassigned: 1,
  AssignmentInsisted: 1,
  CoordinationAsked: 1,
  AskAcknowledged: 1,
  OpinionGiven: 1,
  ReleaseRequested: 1,
  AskReleased: 1,
  AskDelivered: 1,
  SilenceAccepted: 1,
  ConsolidatedReportSent: 1,
  ProgressReported: 1,
  CompletionSubmitted: 1,
  SubmissionWithdrawn: 1,
  SentDateConfirmed: 1,
  SentDateCorrected: 1,
  CompletionApproved: 1,
  CompletionReturned: 1,
  CompletionConfirmed: 1,
  ExtensionRequested: 1,
  ExtensionGranted: 1,
  ExtensionRefused: 2,
  ObjectiveCauseClaimed: 1,
  CauseConfirmed: 1,
  CauseRefused: 1,
  PartUrged: 2,
  DeadlineChanged: 1,
  PartSuspended: 1,
  PartResumed: 1,
  PartCancelled: 1,
  PartSuperseded: 1,
  PartClosedNotDone: 1,
  PartReopened: 1,
  MilestoneAdded: 1,
  MilestoneChanged: 1,
  MilestoneWithdrawn: 1,
  MilestoneReported: 1,
  MilestoneDateConfirmed: 1,
  RecurrenceSet: 1,
  RecurringClosed: 1,
  CycleOpened: 1,
  CycleMissed: 1,
  CycleReported: 1,
  CycleSigned: 1,
  CycleReturned: 1,
  CycleDateConfirmed: 1,
  PartSucceeded: 1,
  CoordinatorSucceeded: 1,
  ApproverSucceeded: 1,
  TakeoverConfirmed: 1,
} as const satisfies Record<TaskEventType, number>;

export const planEventTypes = {
  PlanDrafted: 1,
  DraftCorrected: 2,
  CorrectionUndone: 1,
  CorrectionRedone: 1,
  DraftClosed: 1,
  PlanEntered: 1,
  PlanEntryCompleted: 1,
  PlanAmended: 1,
  PlanAmendmentCompleted: 1,
  PlanClosed: 1,
} as const satisfies Record<PlanEventType, number>;

export const indicatorEventTypes = {
  IndicatorEntered: 1,
  IndicatorAmended: 1,
  IndicatorSucceeded: 1,
  MeasurementReported: 2,
  MeasurementConfirmed: 1,
  MeasurementCorrected: 1,
  TaskLinked: 1,
  TaskUnlinked: 1,
  IndicatorRebased: 1,
  IndicatorClosed: 1,
} as const satisfies Record<IndicatorEventType, number>;

export const agencyEventTypes = {
  AgencyRegistered: 1,
  AgencyRenamed: 1,
  AgencyDissolved: 1,
  AgencySucceeded: 1,
  MembershipChanged: 1,
} as const satisfies Record<AgencyEventType, number>;

export const agencyGroupEventTypes = { AgencyGroupChanged: 1 } as const satisfies Record<AgencyGroupEventType, number>;

export const reorganisationEventTypes = {
  ReorganisationRecorded: 1,
  SuccessionConfirmed: 1,
  SuccessionCompleted: 1,
} as const satisfies Record<ReorganisationEventType, number>;

export const agencyNamesEventTypes = { AgencyNameRemembered: 1, AgencyNameForgotten: 1 } as const satisfies Record<
  AgencyNamesEventType,
  number
>;

export const calendarEventTypes = {
  CalendarOpened: 1,
  CalendarDayDeclared: 1,
  CalendarDayRevoked: 1,
  CalendarYearPublished: 1,
} as const satisfies Record<CalendarEventType, number>;

export const reportEventTypes = {
  CutOffTaken: 1,
  CutOffWithdrawn: 1,
  LinesConfirmed: 1,
  LinesObjected: 1,
  ObjectionAnswered: 1,
  ReportConfirmed: 1,
  ReportLocked: 1,
} as const satisfies Record<ReportEventType, number>;
export const policyEventTypes = { PolicyAdopted: 3, PolicyWithdrawn: 1 } as const satisfies Record<PolicyEventType, number>;
export const remarkEventTypes = { RemarkAdded: 1, RemarkEdited: 1, RemarkRemoved: 1, RemarkSeen: 1 } as const satisfies Record<
  RemarkEventType,
  number
>;

/** Every event type that this code can read. A reader that meets another one stops until newer code runs. */
export const knownEventTypes: ReadonlyMap<string, EventSchema> = new Map(
  [
    taskEventTypes,
    planEventTypes,
    indicatorEventTypes,
    agencyEventTypes,
    agencyGroupEventTypes,
    agencyNamesEventTypes,
    reorganisationEventTypes,
    calendarEventTypes,
    reportEventTypes,
    policyEventTypes,
    remarkEventTypes,
  ]
    .flatMap((types) => Object.entries<number>(types))
    .map(([type, version]) => [type, { version, upcasters: upcasters[type] ?? [] }]),
);
