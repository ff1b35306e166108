import type { AgencyEventType, IndicatorEventType, Instant, PersonId, PlanEventType, Recorded, TaskEventType } from '#domain';
import { type KnownEventTypes, knownEventTypes, type StoredEvent } from '#event-store';

const taskEvents: Record<TaskEventType, number> = {
  TaskEntered: 1,
  PartAssigned: 1,
  PartWithdrawn: 1,
  CoordinatorNamed: 1,
  CoordinatorReleased: 1,
  ApproverDesignated: 1,
  ApproverReplaced: 1,
  ConsolidatorNamed: 1,
  FollowUpAssigned: 1,
  BaselineRecorded: 1,
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
  ExtensionRefused: 1,
  PartUrged: 1,
  DeadlineChanged: 1,
  PartSuspended: 1,
  PartResumed: 1,
  PartCancelled: 1,
  PartSuperseded: 1,
  PartClosedNotDone: 1,
  PartReopened: 1,
};
const planEvents: Record<PlanEventType, number> = {
  PlanDrafted: 1,
  DraftCorrected: 1,
  PlanEntered: 1,
  PlanEntryCompleted: 1,
  PlanClosed: 1,
};
const indicatorEvents: Record<IndicatorEventType, number> = { IndicatorEntered: 1, MeasurementReported: 1 };
const agencyEvents: Record<AgencyEventType, number> = { AgencyRegistered: 1, AgencyRenamed: 1, AgencyDissolved: 1, MembershipChanged: 1 };

/** Every event type that the running code reads, with its newest schema version. */
export const allEventTypes: KnownEventTypes = knownEventTypes(taskEvents, planEvents, indicatorEvents, agencyEvents);

const recordedOf = (stored: StoredEvent): Recorded => ({
  version: stored.version,
  recordedAt: stored.recordedAt as Instant,
  actor: stored.actor === 'system' ? null : (stored.actor as PersonId),
  onBehalfOf: (stored.meta['onBehalfOf'] ?? null) as Recorded['onBehalfOf'],
});

/** Folds a stream with an aggregate's `evolve`; the store has refused types it does not know. The stored literal and data are what `decide` once produced. */
export const folder =
  <State, Event>(initial: State, evolve: (state: State, event: Event, recorded: Recorded) => State) =>
  (history: readonly StoredEvent[]): State =>
    history.reduce(
      (state, stored) => evolve(state, { type: stored.type, data: stored.data as unknown } as Event, recordedOf(stored)),
      initial,
    );
