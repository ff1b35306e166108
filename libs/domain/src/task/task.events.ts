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
  BaselineWithdrawn,
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
  AskDelivered,
  SilenceAccepted,
  ConsolidatedReportSent,
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
  ObjectiveCauseClaimed,
  CauseConfirmed,
  CauseRefused,
  PartUrged,
  DeadlineChanged,
  PartSuspended,
  PartResumed,
  PartCancelled,
  PartSuperseded,
  PartClosedNotDone,
  PartReopened,
} from './events/office.events.js';
import type {
  MilestoneAdded,
  MilestoneChanged,
  MilestoneWithdrawn,
  MilestoneReported,
  MilestoneDateConfirmed,
} from './events/milestone.events.js';
import type {
  RecurrenceSet,
  RecurringClosed,
  CycleOpened,
  CycleMissed,
  CycleReported,
  CycleSigned,
  CycleReturned,
  CycleDateConfirmed,
} from './events/cycle.events.js';
import type { PartSucceeded, CoordinatorSucceeded, ApproverSucceeded, TakeoverConfirmed } from './events/succession.events.js';

export type * from './events/amendment.events.js';
export type * from './events/assignment.events.js';
export type * from './events/work.events.js';
export type * from './events/office.events.js';
export type * from './events/milestone.events.js';
export type * from './events/cycle.events.js';
export type * from './events/succession.events.js';

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
  | BaselineWithdrawn
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
  | AskDelivered
  | SilenceAccepted
  | ConsolidatedReportSent
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
  | ObjectiveCauseClaimed
  | CauseConfirmed
  | CauseRefused
  | PartUrged
  | DeadlineChanged
  | PartSuspended
  | PartResumed
  | PartCancelled
  | PartSuperseded
  | PartClosedNotDone
  | PartReopened
  | MilestoneAdded
  | MilestoneChanged
  | MilestoneWithdrawn
  | MilestoneReported
  | MilestoneDateConfirmed
  | RecurrenceSet
  | RecurringClosed
  | CycleOpened
  | CycleMissed
  | CycleReported
  | CycleSigned
  | CycleReturned
  | CycleDateConfirmed
  | PartSucceeded
  | CoordinatorSucceeded
  | ApproverSucceeded
  | TakeoverConfirmed;

export type TaskEventType = TaskEvent['type'];
