import { assertNever } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import { amend } from './evolve/amendment.js';
import { onAsk, released, releaseCoordinator } from './evolve/asks.js';
import { claimCause, decideCause } from './evolve/cause.js';
import { isFinalSituation } from './evolve/clock.js';
import { approve, confirm, correctSentDate, giveBack, recordBaseline, submit, withdrawBaseline } from './evolve/completion.js';
import { closeRecurring, openCycle, resumeCycles, setRecurrence, turnCycle } from './evolve/cycle.js';
import { grantExtension, refuseExtension, requestExtension } from './evolve/extension.js';
import { turnMilestone } from './evolve/milestone.js';
import { assign, enter, nameCoordinator } from './evolve/opening.js';
import { acknowledged, afterWithdrawal, atWork, close, momentOf, onPart, reassign, withDue, withSubmission } from './evolve/part.js';
import { succeedCoordinator, succeedPart } from './evolve/succession.js';
import type { TaskEvent } from './task.events.js';
import type { Task, TaskState } from './task.state.js';

/** What the state becomes by an event of the log. Total and dull: it checks nothing and never throws. */
export const evolve = (state: TaskState, event: TaskEvent, recorded: Recorded): TaskState => {
  if (event.type === 'TaskEntered') return enter(event, recorded);
  if (state.status === 'none') return state;
  return { ...apply(state, event, recorded), version: recorded.version };
};

const apply = (task: Task, event: Exclude<TaskEvent, { type: 'TaskEntered' }>, recorded: Recorded): Task => {
  switch (event.type) {
    case 'TaskAmended':
      return amend(task, event, recorded);
    case 'PartAssigned':
      return assign(task, event, recorded);
    case 'CoordinatorNamed':
      return nameCoordinator(task, event, recorded);
    case 'CoordinatorReleased':
      return releaseCoordinator(task, event, recorded);
    case 'ConsolidatorNamed':
      return { ...task, consolidator: event.data.agencyId, ownVersion: recorded.version };
    case 'FollowUpAssigned':
      return { ...task, followUp: event.data.personId, ownVersion: recorded.version };
    case 'ApproverDesignated':
      return onPart(task, event, recorded, (part) => ({
        ...part,
        approver: event.data.agencyId,
        approverProposed: event.data.proposed,
      }));
    case 'ApproverReplaced':
      return onPart(task, event, recorded, (part) => ({ ...part, approver: event.data.agencyId, approverProposed: false }));
    case 'BaselineRecorded':
      return onPart(task, event, recorded, (part, at) => recordBaseline(part, event, at, recorded.version));
    case 'BaselineWithdrawn':
      return onPart(task, event, recorded, withdrawBaseline);
    case 'AssignmentAcknowledged':
      return onPart(task, event, recorded, (part, at) => ({
        ...part,
        acknowledgedAt: part.acknowledgedAt ?? at,
        situation: acknowledged(part.situation),
      }));
    case 'InternallyAssigned': {
      const { effectiveAt: _effective, part: _part, ...internal } = event.data;
      return onPart(task, event, recorded, (part) => ({ ...part, internal }));
    }
    case 'ReassignmentRequested':
      return onPart(task, event, recorded, (part) => {
        const { name } = part.situation;
        const was = name === 'acknowledged' || name === 'in-progress' ? name : 'awaiting';
        return {
          ...part,
          situation: { name: 'reassignment-requested', reason: event.data.reason, proposal: event.data.proposal, was },
        };
      });
    case 'PartReassigned':
      return onPart(task, event, recorded, (part, at) => reassign(part, event.data.agencyId, event.data.assignment, at));
    case 'AssignmentInsisted':
      return onPart(task, event, recorded, (part) =>
        part.situation.name === 'reassignment-requested' ? { ...part, situation: { name: part.situation.was } } : part,
      );
    case 'CoordinationAsked': {
      const { ask: number, agencyId, coordinatingPart, text, replyBy } = event.data;
      const open = {
        acknowledgedAt: null,
        releaseRequested: null,
        delivered: null,
        predecessors: [],
        outcome: { kind: 'open' },
      } as const;
      return onPart(task, event, recorded, (part, askedAt) => ({
        ...part,
        asks: [...part.asks, { number, agencyId, coordinatingPart, text, replyBy, askedAt, ...open }],
      }));
    }
    case 'AskAcknowledged':
      return onAsk(task, event, recorded, (ask, at) => ({ ...ask, acknowledgedAt: ask.acknowledgedAt ?? at }));
    case 'OpinionGiven':
      return onAsk(task, event, recorded, (ask, at) => ({
        ...ask,
        acknowledgedAt: ask.acknowledgedAt ?? at,
        outcome: { kind: 'answered', at, text: event.data.text, files: event.data.files },
      }));
    case 'ReleaseRequested':
      return onAsk(task, event, recorded, (ask) => ({ ...ask, releaseRequested: event.data.reason }));
    case 'AskReleased':
      return releaseAsk(task, event, recorded);
    case 'AskDelivered': {
      const { on, evidence } = event.data;
      return onAsk(task, event, recorded, (ask) => ({ ...ask, delivered: { on, evidence } }));
    }
    case 'SilenceAccepted':
      return onAsk(task, event, recorded, (ask, at) => ({ ...ask, outcome: { kind: 'silent', at } }));
    case 'ConsolidatedReportSent':
      return reportTogether(task, event, recorded);
    case 'ProgressReported': {
      const { text, percent, status, difficulties, files } = event.data;
      return onPart(task, event, recorded, (part, at) =>
        atWork({ ...part, progress: { text, percent, status, difficulties, files, at } }, at),
      );
    }
    case 'CompletionSubmitted':
      return onPart(task, event, recorded, (part, at) => submit(part, event, at));
    case 'SubmissionWithdrawn':
      return onPart(task, event, recorded, (part, at) => ({
        ...part,
        submissions: withSubmission(part, event.data.submission, (submission) => ({
          ...submission,
          outcome: { kind: 'withdrawn', at },
        })),
        situation: afterWithdrawal(part, event.data.submission),
      }));
    case 'SentDateConfirmed':
      return onPart(task, event, recorded, (part) => ({
        ...part,
        submissions: withSubmission(part, event.data.submission, (submission) => ({ ...submission, provisional: false })),
      }));
    case 'SentDateCorrected':
      return onPart(task, event, recorded, (part) => correctSentDate(part, event));
    case 'CompletionApproved':
      return onPart(task, event, recorded, (part, at) => approve(part, event, at));
    case 'CompletionReturned':
      return onPart(task, event, recorded, (part, at) => giveBack(part, event, at));
    case 'CompletionConfirmed':
      return onPart(task, event, recorded, (part, at) => confirm(part, event, at));
    case 'ExtensionRequested':
      return onPart(task, event, recorded, (part, at) => requestExtension(part, event, at));
    case 'ExtensionGranted':
      return onPart(task, event, recorded, (part, at) => grantExtension(part, event, at));
    case 'ExtensionRefused':
      return onPart(task, event, recorded, (part, at) => refuseExtension(part, event, at));
    case 'ObjectiveCauseClaimed':
      return onPart(task, event, recorded, (part, at) => claimCause(part, event, at));
    case 'CauseConfirmed':
    case 'CauseRefused':
      return onPart(task, event, recorded, (part, at) => decideCause(part, event, at));
    case 'MilestoneAdded':
    case 'MilestoneChanged':
    case 'MilestoneWithdrawn':
    case 'MilestoneDateConfirmed':
      return onPart(task, event, recorded, (part, at) => turnMilestone(part, event, at));
    case 'MilestoneReported':
      return onPart(task, event, recorded, (part, at) => atWork(turnMilestone(part, event, at), at));
    case 'RecurrenceSet':
      return onPart(task, event, recorded, (part) => setRecurrence(part, event));
    case 'RecurringClosed':
      return onPart(task, event, recorded, (part, at) => closeRecurring(part, event, at));
    case 'CycleOpened':
      return onPart(task, event, recorded, (part, at) => openCycle(part, event, at));
    case 'CycleReported':
      return onPart(task, event, recorded, (part, at) => atWork(turnCycle(part, event, at), at));
    case 'CycleMissed':
    case 'CycleSigned':
    case 'CycleReturned':
    case 'CycleDateConfirmed':
      return onPart(task, event, recorded, (part, at) => turnCycle(part, event, at));
    case 'PartSucceeded':
      return succeedPart(task, event, recorded);
    case 'CoordinatorSucceeded':
      return succeedCoordinator(task, event, recorded);
    case 'ApproverSucceeded':
      return onPart(task, event, recorded, (part) => ({
        ...part,
        approver: event.data.agencyId,
        approverProposed: false,
        formerApprovers: [...part.formerApprovers, event.data.from],
      }));
    case 'TakeoverConfirmed':
      return onPart(task, event, recorded, (part, at) => ({
        ...part,
        takeover: part.takeover === null ? null : { ...part.takeover, confirmedAt: part.takeover.confirmedAt ?? at },
      }));
    case 'PartUrged':
      return onPart(task, event, recorded, (part, at) => ({ ...part, urged: { at, urgent: event.data.urgent } }));
    case 'DeadlineChanged':
      return onPart(task, event, recorded, (part, at) => withDue(part, event.data.due, at));
    case 'PartSuspended':
      return onPart(task, event, recorded, (part) =>
        isFinalSituation(part.situation) || part.situation.name === 'suspended'
          ? part
          : { ...part, situation: { name: 'suspended', basis: event.data.basis, was: part.situation } },
      );
    case 'PartResumed':
      return onPart(task, event, recorded, (part, at) =>
        withDue(
          part.situation.name === 'suspended' ? resumeCycles({ ...part, situation: part.situation.was }, at) : part,
          event.data.due,
          at,
        ),
      );
    case 'PartWithdrawn':
      return onPart(task, event, recorded, (part, at) => close(part, { name: 'withdrawn', basis: event.data.basis }, at));
    case 'PartCancelled':
      return onPart(task, event, recorded, (part, at) => close(part, { name: 'cancelled', basis: event.data.basis }, at));
    case 'PartSuperseded':
      return onPart(task, event, recorded, (part, at) =>
        close(part, { name: 'superseded', basis: event.data.basis, by: event.data.by }, at),
      );
    case 'PartClosedNotDone':
      return onPart(task, event, recorded, (part, at) => close(part, { name: 'closed-not-done', basis: event.data.basis }, at));
    case 'PartReopened':
      return onPart(task, event, recorded, (part, at) => {
        const reopened = withDue(resumeCycles(part, at), event.data.due, at);
        return {
          ...reopened,
          situation: { name: part.acknowledgedAt === null ? 'awaiting' : 'in-progress' },
          subjectVersion: part.subjectVersion + 1,
        };
      });
    default:
      return assertNever(event);
  }
};

/** Released from ask 0, an agency no longer coordinates. */
const releaseAsk = (task: Task, event: Extract<TaskEvent, { type: 'AskReleased' }>, recorded: Recorded): Task => {
  const { coordinatingPart, agencyId, reason, part } = event.data;
  const next = onAsk(task, event, recorded, (ask, at) => released(ask, at, reason));
  if (part !== null) return next;
  return {
    ...next,
    coordinators: next.coordinators.map((coordinator) =>
      coordinator.id === coordinatingPart || (coordinatingPart === null && coordinator.holder === agencyId)
        ? { ...coordinator, released: true }
        : coordinator,
    ),
  };
};

const reportTogether = (task: Task, event: Extract<TaskEvent, { type: 'ConsolidatedReportSent' }>, recorded: Recorded): Task => {
  const { report: number, effectiveAt: _effective, ...report } = event.data;
  return { ...task, consolidatedReports: [...task.consolidatedReports, { number, ...report, at: momentOf(event, recorded) }] };
};
