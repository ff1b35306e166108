import type { TaskAmended } from './events/amendment.events.js';
import type {
  TaskEntered,
  PartAssigned,
  PartWithdrawn,
  CoordinatorNamed,
  CoordinatorReleased,
  ApproverDesignated,
  ApproverReplaced,
  ConsolidatorNamed,
  FollowUpAssigned,
  BaselineRecorded,
  AssignmentAcknowledged,
  InternallyAssigned,
  ReassignmentRequested,
  PartReassigned,
  AssignmentInsisted,
} from './events/assignment.events.js';
import type {
  CoordinationAsked,
  AskAcknowledged,
  OpinionGiven,
  ReleaseRequested,
  AskReleased,
  ProgressReported,
  CompletionSubmitted,
  SubmissionWithdrawn,
  SentDateConfirmed,
  SentDateCorrected,
  CompletionApproved,
  CompletionReturned,
  CompletionConfirmed,
} from './events/work.events.js';
import type {
  ExtensionRequested,
  ExtensionGranted,
  ExtensionRefused,
  PartUrged,
  DeadlineChanged,
  PartSuspended,
  PartResumed,
  PartCancelled,
  PartSuperseded,
  PartClosedNotDone,
  PartReopened,
} from './events/office.events.js';

export type * from './events/amendment.events.js';
export type * from './events/assignment.events.js';
export type * from './events/work.events.js';
export type * from './events/office.events.js';

/** Every event of a task. */
export type TaskEvent =
  | TaskAmended
  | TaskEntered
  | PartAssigned
  | PartWithdrawn
  | CoordinatorNamed
  | CoordinatorReleased
  | ApproverDesignated
  | ApproverReplaced
  | ConsolidatorNamed
  | FollowUpAssigned
  | BaselineRecorded
  | AssignmentAcknowledged
  | InternallyAssigned
  | ReassignmentRequested
  | PartReassigned
  | AssignmentInsisted
  | CoordinationAsked
  | AskAcknowledged
  | OpinionGiven
  | ReleaseRequested
  | AskReleased
  | ProgressReported
  | CompletionSubmitted
  | SubmissionWithdrawn
  | SentDateConfirmed
  | SentDateCorrected
  | CompletionApproved
  | CompletionReturned
  | CompletionConfirmed
  | ExtensionRequested
  | ExtensionGranted
  | ExtensionRefused
  | PartUrged
  | DeadlineChanged
  | PartSuspended
  | PartResumed
  | PartCancelled
  | PartSuperseded
  | PartClosedNotDone
  | PartReopened;

export type TaskEventType = TaskEvent['type'];
