import { addWorkingDays } from '../../../calendar/working-days.js';
import { dateInVietnam, type PlainDate } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import type { TaskFacts } from '../../task.facts.js';
import { chairman } from '../scenario.js';
import { amend } from './amendment.js';
import { addPart, assigned, close, dayOf, end, reassign, redate } from './changes.js';
import { dueOf, expectedOnTime, type Expected, type ExpectedPart } from './expected.js';

type Effect<Type extends TaskCommand['type']> = (
  part: ExpectedPart,
  command: Extract<TaskCommand, { type: Type }>,
  known: TaskFacts,
) => void;
type Effects = { readonly [Type in TaskCommand['type']]?: Effect<Type> };

/** Taking a part up, and reporting on it, change what a waiting request for another lead stands upon. */
const takeUp = (part: ExpectedPart): void => {
  if (part.work === 'awaiting') part.work = part.again ?? 'acknowledged';
  part.again = null;
  if (part.work === 'reassignment-requested' && part.beneath[0] === 'awaiting') part.beneath = ['acknowledged'];
  part.acknowledged = true;
};
const atWork = (part: ExpectedPart): void => {
  takeUp(part);
  if (part.work === 'acknowledged') part.work = 'in-progress';
  if (part.work === 'reassignment-requested') part.beneath = ['in-progress'];
};
const finish = (part: ExpectedPart, verdict: ExpectedPart['verdict']): void => {
  close(part, 'completed');
  part.verdict = verdict;
  part.unreviewed = false;
};
const verdictOf = (onTime: boolean | null): ExpectedPart['verdict'] => (onTime === null ? null : onTime ? 'on-time' : 'late');

const approve = (part: ExpectedPart, number: number, known: TaskFacts): void => {
  const submission = part.submissions[number - 1];
  end(part, number, { end: 'approved' });
  part.unreviewed = false;
  if (known.policy.needsConfirmation) part.work = 'approved';
  else finish(part, verdictOf(submission?.onTime ?? null));
};

/** What each order does to its part when it is carried out, by the words of the work model. Others leave the part as it is. */
const effects: Effects = {
  AcknowledgeAssignment: takeUp,
  AssignInternally: takeUp,
  ReportProgress: atWork,
  ReportMilestone: atWork,
  ReportCycle: atWork,
  RequestReassignment: (part) => {
    part.beneath = [part.work];
    part.again = null;
    part.work = 'reassignment-requested';
  },
  InsistAssignment: (part) => {
    part.work = part.beneath[0] ?? 'awaiting';
    part.beneath = [];
  },
  ReassignPart: (part, { data }) => reassign(part, data.agencyId),
  SubmitCompletion: (part, command) => {
    const today = dateInVietnam(command.meta.now);
    const sentOn = command.data.sentOn ?? today;
    const onTime = expectedOnTime(part, part.submissions, sentOn);
    const { assignment } = part;
    part.submissions.push({ sentOn, onTime, assignment, provisional: sentOn < today, end: 'pending', resubmitBy: null });
    part.work = 'submitted';
  },
  WithdrawSubmission: (part, { data }) => {
    end(part, data.submission, { end: 'withdrawn' });
    const standing = part.submissions.filter((submission) => submission.end !== 'withdrawn').at(-1);
    part.work = standing?.end === 'incomplete' || standing?.end === 'not-acceptable' ? 'returned' : 'in-progress';
  },
  ConfirmSentDate: (part, { data }) => end(part, data.submission, { provisional: false }),
  CorrectSentDate: (part, { data }) => {
    const before = part.submissions.slice(0, data.submission - 1);
    end(part, data.submission, { sentOn: data.sentOn, onTime: expectedOnTime(part, before, data.sentOn), provisional: false });
  },
  ApproveCompletion: (part, { data }, known) => approve(part, data.submission, known),
  RecordApproval: (part, { data }, known) => approve(part, data.submission, known),
  ReturnCompletion: (part, { data, meta }, known) => {
    const resubmitBy = data.resubmitBy ?? addWorkingDays(dateInVietnam(meta.now), known.policy.resubmissionDays, known.calendar);
    end(part, data.submission, { end: data.kind, resubmitBy });
    part.work = 'returned';
  },
  ConfirmCompletion: (part, { data }) => finish(part, verdictOf(part.submissions[data.submission - 1]?.onTime ?? null)),
  RequestExtension: (part) => {
    part.extensionPending = true;
  },
  GrantExtension: (part, command) => {
    part.extensionPending = false;
    redate(part, command.data.due, dayOf(command));
  },
  RefuseExtension: (part) => {
    part.extensionPending = false;
  },
  ClaimObjectiveCause: (part) => {
    part.causePending = true;
  },
  ConfirmCause: (part) => {
    part.causePending = false;
  },
  RefuseCause: (part) => {
    part.causePending = false;
  },
  RecordBaseline: (part, { data: { outcome } }) => {
    const before = outcome.kind === 'in-progress' ? null : { ...part, dues: [...part.dues], submissions: [...part.submissions] };
    if (outcome.kind === 'done') finish(part, verdictOf(expectedOnTime(part, [], outcome.sentOn)));
    if (outcome.kind === 'overtaken') close(part, 'superseded');
    part.unreviewed = false;
    part.reviewed = { before };
  },
  WithdrawBaseline: (part) => {
    Object.assign(part, part.reviewed?.before ?? part, { unreviewed: true, reviewed: null });
  },
  DesignateApprover: (part, { data }) => {
    part.approver = data.agencyId;
  },
  ReplaceApprover: (part, { data }) => {
    part.approver = data.agencyId;
  },
  ChangeDeadline: (part, command) => redate(part, command.data.due, dayOf(command)),
  Suspend: (part) => {
    part.beneath = [part.work, ...part.beneath];
    part.work = 'suspended';
  },
  Resume: (part, command) => {
    const [work = 'awaiting', ...beneath] = part.beneath;
    part.work = work;
    part.beneath = beneath;
    if (command.data.due !== null) redate(part, command.data.due, dayOf(command));
  },
  Cancel: (part) => close(part, 'cancelled'),
  WithdrawPart: (part) => close(part, 'withdrawn'),
  Supersede: (part) => close(part, 'superseded'),
  CloseNotDone: (part) => close(part, 'closed-not-done'),
  Reopen: (part, command) => {
    part.work = part.acknowledged ? 'in-progress' : 'awaiting';
    if (command.data.due !== null) redate(part, command.data.due, dayOf(command));
  },
  /** Its periods were all its work: the mark of a late entry stays, for nobody has reviewed it. */
  CloseRecurring: (part) => {
    if (dueOf(part) !== null) return;
    close(part, 'completed');
    part.verdict = null;
  },
  SucceedPart: (part, { data }) => {
    part.holder = data.agencyId;
    if (part.approver === data.agencyId) part.approver = null;
  },
  SucceedApprover: (part, { data }) => {
    part.approver = data.agencyId === part.holder ? null : data.agencyId;
  },
};

export const expectedAtFirst = (command: Extract<TaskCommand, { type: 'EnterTask' }>): Expected => {
  const { leads, deadline, late } = command.data;
  const parts = leads.map((lead, index): [string, ExpectedPart] => [
    `L0${String(index + 1)}`,
    { ...assigned(lead.agencyId, lead.approver, deadline.due, dayOf(command)), unreviewed: late },
  ]);
  return { parts: new Map(parts), consolidator: null, withdrawn: false };
};

/** Changes what is expected by an order that was carried out. */
export const apply = (expected: Expected, command: TaskCommand, known: TaskFacts, due: PlainDate | null): void => {
  if (command.type === 'AssignPart') {
    addPart(expected, assigned(command.data.agencyId, command.data.approver ?? chairman, command.data.due ?? due, dayOf(command)));
    return;
  }
  if (command.type === 'AmendTask') amend(expected, command);
  if (command.type === 'NameConsolidator') expected.consolidator = command.data.agencyId;
  const id = 'part' in command.data ? command.data.part : null;
  const part = id === null ? undefined : expected.parts.get(id);
  const effect = effects[command.type] as Effect<TaskCommand['type']> | undefined;
  if (part !== undefined) effect?.(part, command, known);
};
