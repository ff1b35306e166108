import { assertNever } from '../shared/decision.js';
import * as amendment from './decide/amendment.js';
import * as approval from './decide/approval.js';
import * as assignment from './decide/assignment.js';
import * as cause from './decide/cause.js';
import * as consolidation from './decide/consolidation.js';
import * as coordination from './decide/coordination.js';
import * as cycle from './decide/cycle.js';
import * as entry from './decide/entry.js';
import * as extension from './decide/extension.js';
import * as milestone from './decide/milestone.js';
import * as office from './decide/office.js';
import * as progress from './decide/progress.js';
import * as recurrence from './decide/recurrence.js';
import { refuse, sceneOf, type Scene, type TaskDecision } from './decide/scene.js';
import * as silence from './decide/silence.js';
import * as submission from './decide/submission.js';
import * as succession from './decide/succession.js';
import type { TaskCommand } from './task.commands.js';
import type { TaskFacts } from './task.facts.js';
import type { TaskState } from './task.state.js';

/**
 * What a command makes of a task: events, nothing (already true), or the reason why not. Who may act for which agency, and who the
 * Office is, the policy has settled before; that the agency acting holds the part, approves it or was asked, is settled here.
 */
export const decide = (command: TaskCommand, state: TaskState, facts: TaskFacts): TaskDecision => {
  if (command.type === 'EnterTask') return entry.enterTask(command, state, facts);
  if (state.status === 'none') return refuse('TASK.NOT_ENTERED');
  return decideOn(command, sceneOf(state, facts, command.meta));
};

const decideOn = (command: Exclude<TaskCommand, { type: 'EnterTask' }>, scene: Scene): TaskDecision => {
  switch (command.type) {
    case 'AmendTask':
      return amendment.amendTask(command, scene);
    case 'AssignPart':
      return entry.assignPart(command, scene);
    case 'WithdrawPart':
      return office.withdrawPart(command, scene);
    case 'NameCoordinator':
      return coordination.nameCoordinator(command, scene);
    case 'ReleaseCoordinator':
      return coordination.releaseCoordinator(command, scene);
    case 'DesignateApprover':
      return assignment.designateApprover(command, scene);
    case 'ReplaceApprover':
      return assignment.replaceApprover(command, scene);
    case 'NameConsolidator':
      return entry.nameConsolidator(command, scene);
    case 'AssignFollowUp':
      return entry.assignFollowUp(command, scene);
    case 'RecordBaseline':
      return office.recordBaseline(command, scene);
    case 'AcknowledgeAssignment':
      return assignment.acknowledge(command, scene);
    case 'AssignInternally':
      return assignment.assignInternally(command, scene);
    case 'RequestReassignment':
      return assignment.requestReassignment(command, scene);
    case 'ReassignPart':
      return assignment.reassignPart(command, scene);
    case 'WithdrawBaseline':
      return office.withdrawBaseline(command, scene);
    case 'InsistAssignment':
      return assignment.insistAssignment(command, scene);
    case 'AskCoordination':
      return coordination.askCoordination(command, scene);
    case 'AcknowledgeAsk':
      return coordination.acknowledgeAsk(command, scene);
    case 'GiveOpinion':
      return coordination.giveOpinion(command, scene);
    case 'RequestRelease':
      return coordination.requestRelease(command, scene);
    case 'ReleaseAsk':
      return coordination.releaseAsk(command, scene);
    case 'RecordDelivery':
      return silence.recordDelivery(command, scene);
    case 'AcceptSilence':
      return silence.acceptSilence(command, scene);
    case 'SendConsolidatedReport':
      return consolidation.sendConsolidatedReport(command, scene);
    case 'ReportProgress':
      return progress.reportProgress(command, scene);
    case 'UrgePart':
      return progress.urgePart(command, scene);
    case 'SubmitCompletion':
      return submission.submitCompletion(command, scene);
    case 'WithdrawSubmission':
      return submission.withdrawSubmission(command, scene);
    case 'ConfirmSentDate':
      return submission.confirmSentDate(command, scene);
    case 'CorrectSentDate':
      return submission.correctSentDate(command, scene);
    case 'ApproveCompletion':
      return approval.approveCompletion(command, scene);
    case 'RecordApproval':
      return approval.recordApproval(command, scene);
    case 'ReturnCompletion':
      return approval.returnCompletion(command, scene);
    case 'ConfirmCompletion':
      return approval.confirmCompletion(command, scene);
    case 'RequestExtension':
      return extension.requestExtension(command, scene);
    case 'GrantExtension':
      return extension.grantExtension(command, scene);
    case 'RefuseExtension':
      return extension.refuseExtension(command, scene);
    case 'ClaimObjectiveCause':
      return cause.claimObjectiveCause(command, scene);
    case 'ConfirmCause':
      return cause.confirmCause(command, scene);
    case 'RefuseCause':
      return cause.refuseCause(command, scene);
    case 'AddMilestone':
      return milestone.addMilestone(command, scene);
    case 'ChangeMilestone':
      return milestone.changeMilestone(command, scene);
    case 'WithdrawMilestone':
      return milestone.withdrawMilestone(command, scene);
    case 'ReportMilestone':
      return milestone.reportMilestone(command, scene);
    case 'ConfirmMilestoneDate':
      return milestone.confirmMilestoneDate(command, scene);
    case 'SetRecurrence':
      return recurrence.setRecurrence(command, scene);
    case 'CloseRecurring':
      return recurrence.closeRecurring(command, scene);
    case 'OpenCycle':
      return recurrence.openCycle(command, scene);
    case 'MissCycle':
      return recurrence.missCycle(command, scene);
    case 'ReportCycle':
      return cycle.reportCycle(command, scene);
    case 'SignCycle':
      return cycle.signCycle(command, scene);
    case 'ReturnCycle':
      return cycle.returnCycle(command, scene);
    case 'ConfirmCycleDate':
      return cycle.confirmCycleDate(command, scene);
    case 'SucceedPart':
      return succession.succeedPart(command, scene);
    case 'SucceedCoordinator':
      return succession.succeedCoordinator(command, scene);
    case 'SucceedApprover':
      return succession.succeedApprover(command, scene);
    case 'ConfirmTakeover':
      return succession.confirmTakeover(command, scene);
    case 'ChangeDeadline':
      return office.changeDeadline(command, scene);
    case 'Suspend':
      return office.suspend(command, scene);
    case 'Resume':
      return office.resume(command, scene);
    case 'Cancel':
      return office.cancel(command, scene);
    case 'Supersede':
      return office.supersede(command, scene);
    case 'CloseNotDone':
      return office.closeNotDone(command, scene);
    case 'Reopen':
      return office.reopen(command, scene);
    default:
      return assertNever(command);
  }
};
