import type { AgencyId, LeadPart, TaskCommandType } from '#domain';
import type { Refusal } from '../shared/outcomes.js';
import { type Acting, actForTask, isRefusal } from './acting.js';
import { ASK_COMMANDS, asksOf, completeAsk } from './complete-ask.js';
import { itemMeant } from './complete-number.js';
import { completePart, extensionMeant, submissionMeant } from './complete-part.js';

type Data = Readonly<Record<string, unknown>>;

/** A command with nothing left out: what `decide` needs but for its meta. */
export interface CompleteCommand {
  readonly type: TaskCommandType;
  readonly data: Data;
  readonly onBehalfOf: AgencyId | null;
  /** The lead part concerned; null for the whole task and for the general request to coordinate. */
  readonly part: LeadPart | null;
}

const WHOLE_TASK: ReadonlySet<TaskCommandType> = new Set([
  'EnterTask',
  'AssignPart',
  'NameCoordinator',
  'ReleaseCoordinator',
  'NameConsolidator',
  'SendConsolidatedReport',
  'AssignFollowUp',
  'SucceedCoordinator',
]);
const OF_SUBMISSION: ReadonlySet<TaskCommandType> = new Set([
  'WithdrawSubmission',
  'ConfirmSentDate',
  'CorrectSentDate',
  'ApproveCompletion',
  'RecordApproval',
  'ReturnCompletion',
  'ConfirmCompletion',
]);
const OF_EXTENSION: ReadonlySet<TaskCommandType> = new Set(['GrantExtension', 'RefuseExtension']);
/** Commands whose part, left out, means every open part. */
const OF_ALL_PARTS: ReadonlySet<TaskCommandType> = new Set(['SetRecurrence']);

/** Fills in what the client may leave out where it can mean one thing only: agency, part, ask, submission, extension. */
export const completeCommand = (given: Acting, body: Data): CompleteCommand | Refusal => {
  const { onBehalfOf: _agency, effectiveAt: _time, ...data } = body;
  const acting = meantForCoordinator(given, data) ? { ...given, type: 'AcknowledgeAsk' as const } : given;
  if (WHOLE_TASK.has(acting.type)) return completed(acting, data, actForTask(acting));
  if (OF_ALL_PARTS.has(acting.type) && data['part'] == null) return completed(acting, { ...data, part: null }, actForTask(acting));
  if (ASK_COMMANDS.has(acting.type)) return ofAsk(acting, data);
  return ofPart(acting, data);
};

/** "Tiếp nhận" by an agency that leads no part but is asked to coordinate is the acknowledgement of that request. */
const meantForCoordinator = ({ type, task, actor, onBehalfOf }: Acting, data: Data): boolean => {
  if (type !== 'AcknowledgeAssignment' || data['part'] !== undefined) return false;
  const mine = onBehalfOf === null ? actor.agencies : [onBehalfOf];
  return !task.leads.some(({ holder }) => mine.includes(holder)) && asksOf(task).some(({ ask }) => mine.includes(ask.agencyId));
};

const completed = (
  { type }: Acting,
  data: Data,
  right: { readonly agencyId: AgencyId | null; readonly part: LeadPart | null } | Refusal,
): CompleteCommand | Refusal => (isRefusal(right) ? right : { type, data, onBehalfOf: right.agencyId, part: right.part });

const ofAsk = (acting: Acting, data: Data): CompleteCommand | Refusal => {
  const meant = completeAsk(acting, data);
  if (isRefusal(meant)) return meant;
  return completed(acting, { ...data, part: meant.part?.id ?? null, ask: meant.ask }, meant);
};

const ofPart = (acting: Acting, data: Data): CompleteCommand | Refusal => {
  const right = completePart(acting, data['part']);
  if (isRefusal(right)) return right;
  const number = numberMeant(acting.type, data, right.part);
  return isRefusal(number) ? number : completed(acting, { ...data, ...number, part: right.part.id }, right);
};

const numberMeant = (type: TaskCommandType, data: Data, part: LeadPart): Data | Refusal => {
  if (OF_SUBMISSION.has(type)) return { submission: data['submission'] ?? submissionMeant(type, part) };
  if (OF_EXTENSION.has(type)) return { extension: data['extension'] ?? extensionMeant(part) };
  return itemMeant(type, data, part);
};
