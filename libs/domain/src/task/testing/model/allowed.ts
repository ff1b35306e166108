import { dateInVietnam } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import type { TaskFacts } from '../../task.facts.js';
import { dueOf, isFinal, type Expected, type ExpectedPart } from './expected.js';

/** Whether an order has to be carried out or refused; `either`: the work model's core does not say. */
export type Answer = 'carried-out' | 'refused' | 'either';

type Type = TaskCommand['type'];

/** Orders of the holder alone. */
const holders: ReadonlySet<Type> = new Set<Type>([
  'AcknowledgeAssignment',
  'AssignInternally',
  'RequestReassignment',
  'AskCoordination',
  'ReportProgress',
  'SubmitCompletion',
  'WithdrawSubmission',
  'RequestExtension',
  'ClaimObjectiveCause',
  'ReportMilestone',
  'ReportCycle',
  'ConfirmTakeover',
]);
/** Decisions of the approver or its superior. */
const approvers: ReadonlySet<Type> = new Set<Type>(['ApproveCompletion', 'ReturnCompletion', 'SignCycle', 'ReturnCycle']);
/** What a final part still takes: it is opened again, a date or a cause of its past is settled. */
const afterTheEnd: ReadonlySet<Type> = new Set<Type>([
  'Reopen',
  'ConfirmSentDate',
  'ClaimObjectiveCause',
  'ConfirmCause',
  'RefuseCause',
  'WithdrawBaseline',
]);
/** What a suspended part still takes: acts of the Office that neither submit nor decide. */
const whileSuspended: ReadonlySet<Type> = new Set<Type>([
  'Resume',
  'WithdrawBaseline',
  'Cancel',
  'WithdrawPart',
  'Supersede',
  'CloseNotDone',
  'ChangeDeadline',
  'ConfirmSentDate',
  'DesignateApprover',
  'ReplaceApprover',
  'AddMilestone',
  'ChangeMilestone',
  'WithdrawMilestone',
  'SetRecurrence',
  'SucceedPart',
  'SucceedApprover',
  'ConfirmTakeover',
  'ReleaseAsk',
  'AcknowledgeAsk',
  'GiveOpinion',
  'RequestRelease',
  'RecordDelivery',
  'AcceptSilence',
]);
/** Of an ask, not of the part: its own outcome says whether it is open. */
const ofAsk: ReadonlySet<Type> = new Set<Type>([
  'AcknowledgeAsk',
  'GiveOpinion',
  'RequestRelease',
  'ReleaseAsk',
  'RecordDelivery',
  'AcceptSilence',
]);

const shut = (part: ExpectedPart, type: Type): boolean => {
  if (ofAsk.has(type)) return false;
  if (isFinal(part)) return !afterTheEnd.has(type);
  return part.work === 'suspended' && !whileSuspended.has(type);
};

const mayApprove = (part: ExpectedPart, { meta }: TaskCommand, known: TaskFacts): boolean => {
  const by = meta.onBehalfOf;
  return by !== null && by !== part.holder && part.approver !== null && (by === part.approver || known.isSuperior(by, part.approver));
};

const pendingNumber = ({ submissions }: ExpectedPart): number => submissions.findIndex(({ end }) => end === 'pending') + 1;

const isPending = (part: ExpectedPart, submission: number): boolean => submission > 0 && pendingNumber(part) === submission;

const decidedSubmission = (part: ExpectedPart, submission: number): Answer => {
  if (!isPending(part, submission)) return 'refused';
  return part.submissions[submission - 1]?.provisional === true ? 'either' : 'carried-out';
};

const started = ['acknowledged', 'in-progress', 'returned'];

type Rule<Of extends Type> = (part: ExpectedPart, command: Extract<TaskCommand, { type: Of }>) => Answer;

const always = (): Answer => 'carried-out';
const whilePending =
  (which: (part: ExpectedPart) => boolean) =>
  (part: ExpectedPart): Answer =>
    which(part) ? 'either' : 'refused';
const unlessApprover = (part: ExpectedPart, { data }: { readonly data: { readonly agencyId: ExpectedPart['holder'] } }): Answer =>
  part.holder === data.agencyId ? 'refused' : 'either';

/** What the rules say of an order to a part that takes such orders at all, by one who may give them; of others nothing. */
const rules: { readonly [Of in Type]?: Rule<Of> } = {
  AcknowledgeAssignment: ({ work }) => (work === 'awaiting' ? 'carried-out' : 'either'),
  SubmitCompletion: ({ work }, { data, meta }) => {
    const today = dateInVietnam(meta.now);
    return started.includes(work) && (data.sentOn ?? today) <= today ? 'carried-out' : 'refused';
  },
  WithdrawSubmission: (part, { data }) => (isPending(part, data.submission) ? 'carried-out' : 'refused'),
  ApproveCompletion: (part, { data }) => decidedSubmission(part, data.submission),
  RecordApproval: (part, { data }) => decidedSubmission(part, data.submission),
  ReturnCompletion: (part, { data }) => (isPending(part, data.submission) ? 'carried-out' : 'refused'),
  ConfirmCompletion: whilePending(({ work }) => work === 'approved'),
  RequestExtension: (part, { data, meta }) => {
    const due = dueOf(part);
    const today = dateInVietnam(meta.now);
    const possible = started.includes(part.work) && due !== null && !part.extensionPending && data.due > due && data.due >= today;
    return possible ? 'carried-out' : 'refused';
  },
  GrantExtension: whilePending(({ extensionPending }) => extensionPending),
  RefuseExtension: whilePending(({ extensionPending }) => extensionPending),
  ClaimObjectiveCause: (part) => (part.causePending ? 'refused' : isFinal(part) ? 'either' : 'carried-out'),
  ConfirmCause: whilePending(({ causePending }) => causePending),
  RefuseCause: whilePending(({ causePending }) => causePending),
  RequestReassignment: whilePending(({ submissions }) => submissions.every(({ end }) => end === 'withdrawn' || end === 'lapsed')),
  InsistAssignment: ({ work }) => (work === 'reassignment-requested' ? 'carried-out' : 'refused'),
  ReassignPart: (part, { data }) => (part.approver === data.agencyId ? 'refused' : 'either'),
  DesignateApprover: unlessApprover,
  ReplaceApprover: unlessApprover,
  RecordBaseline: ({ unreviewed }) => (unreviewed ? 'carried-out' : 'refused'),
  WithdrawBaseline: (part) => (part.reviewed === null ? 'refused' : part.reviewed.before === null && isFinal(part) ? 'refused' : 'either'),
  Suspend: always,
  Cancel: always,
  WithdrawPart: always,
  Supersede: always,
  CloseNotDone: always,
  Resume: whilePending(({ work }) => work === 'suspended'),
  Reopen: whilePending(isFinal),
};

const byRule = (part: ExpectedPart, command: TaskCommand): Answer => {
  const rule = rules[command.type] as Rule<Type> | undefined;
  return rule === undefined ? 'either' : rule(part, command);
};

export const answerTo = ({ parts, withdrawn }: Expected, command: TaskCommand, known: TaskFacts): Answer => {
  if (command.type === 'AmendTask' || command.type === 'AssignPart') return withdrawn ? 'refused' : 'either';
  const id = 'part' in command.data ? command.data.part : null;
  const part = id === null ? undefined : parts.get(id);
  if (part === undefined) return 'either';
  if (shut(part, command.type)) return 'refused';
  if (holders.has(command.type) && command.meta.onBehalfOf !== part.holder) return 'refused';
  if (approvers.has(command.type) && !mayApprove(part, command, known)) return 'refused';
  if (command.type === 'RecordApproval' && part.approver === null) return 'refused';
  return byRule(part, command);
};
