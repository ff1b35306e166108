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
const today = ({ now }: Spot): string => dateInVietnam(now);
const report: Data = { text: TEXT, document: null, sentOn: null, files: [] };
const cause = ({ part }: Spot): number => part?.causes.find(({ outcome }) => outcome.kind === 'pending')?.number ?? 0;
const milestone = ({ part }: Spot, kind: string): number => part?.milestones.find(({ outcome }) => outcome.kind === kind)?.number ?? 0;
const provisionalMilestone = ({ part }: Spot): number =>
  part?.milestones.find(({ outcome }) => outcome.kind === 'reported' && outcome.provisional)?.number ?? 0;
const cycle = ({ part }: Spot, ...kinds: readonly string[]): number =>
  part?.cycles.find(({ outcome }) => kinds.includes(outcome.kind))?.number ?? 0;
const provisionalCycle = ({ part }: Spot): number => part?.cycles.find(({ reports }) => reports.at(-1)?.provisional === true)?.number ?? 0;
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
  WithdrawBaseline: () => ({ reason: TEXT }),
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
  RecordDelivery: (spot) => ({ ...ofAsk(spot), agencyId: spot.ask?.agencyId ?? ANYONE, on: today(spot), evidence: TEXT, document: null }),
  AcceptSilence: (spot) => ({ ...ofAsk(spot), agencyId: spot.ask?.agencyId ?? ANYONE }),
  SendConsolidatedReport: () => ({ period: null, text: TEXT, difficulties: null, document: null, files: [] }),
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
  GrantExtension: (spot) => ({ extension: extension(spot), due: afterDue(spot), document }),
  RefuseExtension: (spot) => ({ extension: extension(spot), reason: TEXT, document }),
  ClaimObjectiveCause: () => ({ text: TEXT, from: null, to: null, document, files: [] }),
  ConfirmCause: (spot) => ({ cause: cause(spot), document, note: null }),
  RefuseCause: (spot) => ({ cause: cause(spot), document, reason: TEXT }),
  AddMilestone: (spot) => ({ text: TEXT, due: soon(spot), ...basis }),
  ChangeMilestone: (spot) => ({ milestone: milestone(spot, 'open'), text: TEXT, due: soon(spot), ...basis }),
  WithdrawMilestone: (spot) => ({ milestone: milestone(spot, 'open'), ...basis }),
  ReportMilestone: (spot) => ({ milestone: milestone(spot, 'open'), ...report }),
  ConfirmMilestoneDate: (spot) => ({ milestone: provisionalMilestone(spot), sentOn: null, reason: null }),
  SetRecurrence: ({ part }) => ({
    part: part?.id ?? null,
    schedule: { kind: 'yearly' },
    since: null,
    dueAfter: 1,
    signed: false,
    ...basis,
  }),
  CloseRecurring: () => basis,
  OpenCycle: ({ part }) => ({ cycle: (part?.cycles.length ?? 0) + 1 }),
  MissCycle: (spot) => ({ cycle: cycle(spot, 'open') }),
  ReportCycle: (spot) => ({ cycle: cycle(spot, 'open', 'returned'), ...report }),
  SignCycle: (spot) => ({ cycle: cycle(spot, 'reported'), note: null }),
  ReturnCycle: (spot) => ({ cycle: cycle(spot, 'reported'), reason: TEXT, resubmitBy: null }),
  ConfirmCycleDate: (spot) => ({ cycle: provisionalCycle(spot), sentOn: null, reason: null }),
  SucceedPart: ({ part }) => ({ from: part?.holder ?? ANYONE, agencyId: ANYONE, ...basis }),
  SucceedCoordinator: ({ task, ask }) => ({
    part: task.coordinators.find(({ holder, released }) => holder === ask?.agencyId && !released)?.id ?? null,
    from: ask?.agencyId ?? ANYONE,
    agencyId: ANYONE,
    ...basis,
  }),
  SucceedApprover: ({ part }) => ({ from: part?.approver ?? ANYONE, agencyId: ANYONE, ...basis }),
  ConfirmTakeover: () => ({}),
  UrgePart: () => ({ text: TEXT, document: null, urgent: false }),
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
