import {
  addDays,
  type AgencyId,
  type CommandMeta,
  dateInVietnam,
  type DocumentRef,
  type Instant,
  type LeadPart,
  type LeadPartId,
  type PersonId,
  type Task,
  type TaskCommand,
  type TaskCommandType,
} from '#domain';

/** Where a probe is put: on a part, on an ask of it, or on the task as a whole. */
export interface Spot {
  readonly task: Task;
  readonly part: LeadPart | null;
  readonly ask: { readonly part: LeadPart | null; readonly number: number; readonly agencyId: AgencyId } | null;
  readonly now: Instant;
}

type Data = Readonly<Record<string, unknown>>;

/** An agency that has nothing to do with any task, and a person of no name: the probe asks about the situation alone. */
const ANYONE = 'co-quan-bat-ky' as AgencyId;
const SOMEONE = '00000000-0000-7000-8000-000000000000' as PersonId;
const document: DocumentRef = { number: '01', date: null, signer: null, form: null };
const TEXT = 'Nội dung';
const basis = { basis: TEXT, document };

const noAmendment = {
  amendment: null,
  dues: [],
  reassign: [],
  assign: [],
  withdraw: [],
  approvers: [],
  nameCoordinators: [],
  releaseCoordinators: [],
  acknowledgeAgain: [],
  withdrawn: false,
};

const soon = ({ now }: Spot): string => addDays(dateInVietnam(now), 30);
const afterDue = (spot: Spot): string => {
  const today = dateInVietnam(spot.now);
  const due = spot.part?.due ?? today;
  return addDays(due > today ? due : today, 30);
};
const submission = ({ part }: Spot): number =>
  (part?.submissions.find(({ outcome }) => outcome.kind === 'pending') ?? part?.submissions.at(-1))?.number ?? 0;
const provisional = ({ part }: Spot): number => part?.submissions.findLast((each) => each.provisional)?.number ?? 0;
const extension = ({ part }: Spot): number => part?.extensions.find(({ outcome }) => outcome.kind === 'pending')?.number ?? 0;
const ofAsk = ({ ask }: Spot): Data => ({ part: ask?.part?.id ?? null, ask: ask?.number ?? 0 });

/** For each command, data with which it would be accepted wherever the situation allows it at all. */
const likely: Readonly<Record<Exclude<TaskCommandType, 'EnterTask'>, (spot: Spot) => Data>> = {
  AmendTask: () => ({ ...noAmendment, wording: { title: TEXT }, ...basis }),
  AssignPart: () => ({ agencyId: ANYONE, due: null, approver: null }),
  WithdrawPart: () => basis,
  NameCoordinator: () => ({ agencyId: ANYONE }),
  ReleaseCoordinator: ({ task, ask }) => ({
    agencyId: ask?.agencyId ?? task.coordinators.find(({ released }) => !released)?.holder ?? ANYONE,
    reason: TEXT,
  }),
  DesignateApprover: () => ({ agencyId: ANYONE }),
  ReplaceApprover: () => ({ agencyId: ANYONE, reason: TEXT }),
  NameConsolidator: () => ({ agencyId: ANYONE }),
  AssignFollowUp: () => ({ personId: SOMEONE }),
  RecordBaseline: () => ({ outcome: { kind: 'in-progress' }, note: null }),
  AcknowledgeAssignment: () => ({ assignTo: null }),
  AssignInternally: () => ({ unit: TEXT, officer: null, internalDeadline: null, instruction: TEXT }),
  RequestReassignment: () => ({ reason: TEXT, proposal: null }),
  ReassignPart: () => ({ agencyId: ANYONE, reason: TEXT }),
  InsistAssignment: () => ({ reason: TEXT }),
  AskCoordination: (spot) => ({ agencies: [ANYONE], text: TEXT, replyBy: soon(spot) }),
  AcknowledgeAsk: ofAsk,
  GiveOpinion: (spot) => ({ ...ofAsk(spot), text: TEXT, files: [] }),
  RequestRelease: (spot) => ({ ...ofAsk(spot), reason: TEXT }),
  ReleaseAsk: (spot) => ({ ...ofAsk(spot), agencyId: spot.ask?.agencyId ?? ANYONE, reason: TEXT }),
  ReportProgress: () => ({ text: TEXT, percent: null, status: null, difficulties: null, files: [], period: null }),
  SubmitCompletion: () => ({ text: TEXT, document: null, sentOn: null, files: [], despiteOpenAsks: TEXT }),
  WithdrawSubmission: (spot) => ({ submission: submission(spot), reason: null }),
  ConfirmSentDate: (spot) => ({ submission: provisional(spot) }),
  CorrectSentDate: (spot) => ({
    submission: provisional(spot),
    sentOn: addDays(spot.part?.submissions.at(-1)?.sentOn ?? dateInVietnam(spot.now), -1),
    reason: TEXT,
  }),
  ApproveCompletion: (spot) => ({ submission: submission(spot), note: null }),
  RecordApproval: (spot) => ({ submission: submission(spot), document, note: null }),
  ReturnCompletion: (spot) => ({ submission: submission(spot), kind: 'incomplete', reason: TEXT, resubmitBy: null }),
  ConfirmCompletion: (spot) => ({ submission: submission(spot) }),
  RequestExtension: (spot) => ({ due: afterDue(spot), reason: TEXT, document: null }),
  GrantExtension: (spot) => ({ extension: extension(spot), due: afterDue(spot), document: null }),
  RefuseExtension: (spot) => ({ extension: extension(spot), reason: TEXT }),
  UrgePart: () => ({ text: TEXT, document: null }),
  ChangeDeadline: (spot) => ({ due: afterDue(spot), ...basis }),
  Suspend: () => basis,
  Resume: () => ({ due: null, ...basis }),
  Cancel: () => basis,
  Supersede: () => ({ by: TEXT, ...basis }),
  CloseNotDone: () => basis,
  Reopen: (spot) => ({ due: soon(spot), ...basis }),
};

/** A command as the reader might send it from this spot. The table above gives each its shape. */
export const probeOf = (type: Exclude<TaskCommandType, 'EnterTask'>, spot: Spot, meta: CommandMeta): TaskCommand => {
  const part: { readonly part?: LeadPartId } = spot.part === null ? {} : { part: spot.part.id };
  return { type, data: { ...part, ...likely[type](spot) }, meta } as TaskCommand;
};
