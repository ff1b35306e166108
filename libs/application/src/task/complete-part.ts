import type { LeadPart, TaskCommandType } from '#domain';
import { type Refusal, refuse } from '../shared/outcomes.js';
import { type Acting, isRefusal, onlyAgency, refuseRight, type Right, rightsOn } from './acting.js';

const FINAL: ReadonlySet<string> = new Set(['completed', 'withdrawn', 'cancelled', 'superseded', 'closed-not-done']);
const isOpen = (part: LeadPart): boolean => !FINAL.has(part.situation.name);
const isNow = (name: string) => (part: LeadPart) => part.situation.name === name;
const hasPendingSubmission = (part: LeadPart): boolean => part.submissions.some(({ outcome }) => outcome.kind === 'pending');
const hasProvisionalDate = (part: LeadPart): boolean => part.submissions.some(({ provisional }) => provisional);
const hasPendingExtension = (part: LeadPart): boolean => part.extensions.some(({ outcome }) => outcome.kind === 'pending');

const hasPendingCause = (part: LeadPart): boolean => part.causes.some(({ outcome }) => outcome.kind === 'pending');
const hasOpenMilestone = (part: LeadPart): boolean => part.milestones.some(({ outcome }) => outcome.kind === 'open');
const hasReportedCycle = (part: LeadPart): boolean => part.cycles.some(({ outcome }) => outcome.kind === 'reported');

/** Which parts a command can only mean, where the client named none and the actor has the right on several. */
const meant: Partial<Record<TaskCommandType, (part: LeadPart) => boolean>> = {
  ApproveCompletion: hasPendingSubmission,
  ReturnCompletion: hasPendingSubmission,
  RecordApproval: hasPendingSubmission,
  WithdrawSubmission: hasPendingSubmission,
  ConfirmSentDate: hasProvisionalDate,
  CorrectSentDate: hasProvisionalDate,
  ConfirmCompletion: isNow('approved'),
  GrantExtension: hasPendingExtension,
  RefuseExtension: hasPendingExtension,
  ConfirmCause: hasPendingCause,
  RefuseCause: hasPendingCause,
  ChangeMilestone: hasOpenMilestone,
  WithdrawMilestone: hasOpenMilestone,
  ReportMilestone: hasOpenMilestone,
  ConfirmMilestoneDate: (part) => part.milestones.some(({ outcome }) => outcome.kind === 'reported' && outcome.provisional),
  CloseRecurring: (part) => part.recurrence !== null,
  ReportCycle: (part) => part.cycles.some(({ outcome }) => outcome.kind === 'open' || outcome.kind === 'returned'),
  SignCycle: hasReportedCycle,
  ReturnCycle: hasReportedCycle,
  ConfirmCycleDate: (part) => part.cycles.some(({ reports }) => reports.at(-1)?.provisional === true),
  ConfirmTakeover: (part) => part.takeover?.confirmedAt === null,
  ReassignPart: isNow('reassignment-requested'),
  InsistAssignment: isNow('reassignment-requested'),
  RecordBaseline: (part) => part.unreviewed,
  WithdrawBaseline: (part) => part.baseline !== undefined,
  Resume: isNow('suspended'),
  Reopen: (part) => !isOpen(part),
};

/** The part that is meant, and the agency with the right on it. */
export const completePart = (acting: Acting, named: unknown): (Right & { readonly part: LeadPart }) | Refusal => {
  const parts = named === undefined ? acting.task.leads : acting.task.leads.filter(({ id }) => id === named);
  if (parts.length === 0 && named !== undefined) return refuse('rule', 'TASK.NO_SUCH_PART', { part: named });
  const rights = parts.flatMap((part) => rightsOn(acting, part));
  if (rights.length === 0) return nothingToActOn(acting, parts);
  const part = onlyPart(acting.type, [...new Set(rights.flatMap((right) => right.part ?? []))]);
  if (isRefusal(part)) return part;
  const right = onlyAgency(rights.filter((each) => each.part === part));
  return isRefusal(right) ? right : { agencyId: right.agencyId, part };
};

const nothingToActOn = (acting: Acting, parts: readonly LeadPart[]): Refusal =>
  parts.length === 0 && rightsOn(acting, null).length > 0
    ? refuse('rule', 'TASK.NO_LEAD_PART', { task: acting.task.id })
    : refuseRight(acting, parts.length === 1 ? (parts[0] ?? null) : null);

const onlyPart = (type: TaskCommandType, parts: readonly LeadPart[]): LeadPart | Refusal => {
  const fitting = parts.length === 1 ? parts : parts.filter(meant[type] ?? isOpen);
  const [part, ...others] = fitting.length > 0 ? fitting : parts;
  if (part !== undefined && others.length === 0) return part;
  const choices = (fitting.length > 0 ? fitting : parts).map(({ id, holder }) => ({ part: id, agency: holder }));
  return refuse('invalid', 'COMMAND.PART_AMBIGUOUS', { choices });
};

/** The pending submission; else the last, so that the decider can say "already true"; 0: there is none. */
export const submissionMeant = (type: TaskCommandType, part: LeadPart): number => {
  const wanted = [...part.submissions].reverse();
  const date = type === 'ConfirmSentDate' || type === 'CorrectSentDate';
  const found = wanted.find(({ outcome, provisional }) => (date ? provisional : outcome.kind === 'pending'));
  return (found ?? wanted[0])?.number ?? 0;
};

/** The pending request; else the last; 0: there is none. */
export const extensionMeant = (part: LeadPart): number =>
  (part.extensions.find(({ outcome }) => outcome.kind === 'pending') ?? part.extensions.at(-1))?.number ?? 0;
