import {
  agenciesConcerned,
  type AgencyId,
  type IndicatorCommand,
  type LeadPart,
  type PlanCommand,
  type ReportCommand,
  type Task,
  type TaskCommandType,
  type TaskFacts,
} from '#domain';

/** Who asks; `Actor` and the application's `CommandActor` both fit. */
export interface Asking {
  readonly roles: readonly string[];
  readonly agencies: readonly AgencyId[];
  readonly via: string;
}

/** In which capacity a command may be given. Each row of the table names all that may. */
type Capacity = 'office' | 'lead' | 'coordinator' | 'approver' | 'consolidator' | 'assigning-authority' | 'clock';

/** WHO MAY ORDER WHAT. The one place that says it; the work model's column "who". */
const mayOrder: Readonly<Record<TaskCommandType, readonly Capacity[]>> = {
  EnterTask: ['office'],
  AmendTask: ['office'],
  AssignPart: ['office'],
  WithdrawPart: ['office'],
  NameCoordinator: ['office'],
  ReleaseCoordinator: ['office'],
  DesignateApprover: ['office'],
  ReplaceApprover: ['office'],
  NameConsolidator: ['office'],
  AssignFollowUp: ['office'],
  RecordBaseline: ['office'],
  WithdrawBaseline: ['office'],

  AcknowledgeAssignment: ['lead'],
  AssignInternally: ['lead'],
  RequestReassignment: ['lead'],
  ReassignPart: ['office'],
  InsistAssignment: ['office'],

  AskCoordination: ['lead'],
  AcknowledgeAsk: ['coordinator'],
  GiveOpinion: ['coordinator'],
  RequestRelease: ['coordinator'],
  ReleaseAsk: ['lead', 'office'],
  RecordDelivery: ['office'],
  AcceptSilence: ['lead', 'office'],
  SendConsolidatedReport: ['consolidator'],

  ReportProgress: ['lead'],
  SubmitCompletion: ['lead'],
  WithdrawSubmission: ['lead'],
  ConfirmSentDate: ['office'],
  CorrectSentDate: ['office'],
  ApproveCompletion: ['approver'],
  RecordApproval: ['office'],
  ReturnCompletion: ['approver'],
  ConfirmCompletion: ['office'],

  RequestExtension: ['lead'],
  GrantExtension: ['assigning-authority', 'office'],
  RefuseExtension: ['assigning-authority', 'office'],
  ClaimObjectiveCause: ['lead'],
  ConfirmCause: ['assigning-authority', 'office'],
  RefuseCause: ['assigning-authority', 'office'],

  AddMilestone: ['office'],
  ChangeMilestone: ['office'],
  WithdrawMilestone: ['office'],
  ReportMilestone: ['lead'],
  ConfirmMilestoneDate: ['office'],
  SetRecurrence: ['office'],
  CloseRecurring: ['office'],
  OpenCycle: ['clock'],
  MissCycle: ['clock'],
  ReportCycle: ['lead'],
  SignCycle: ['approver'],
  ReturnCycle: ['approver'],
  ConfirmCycleDate: ['office'],

  SucceedPart: ['office'],
  SucceedCoordinator: ['office'],
  SucceedApprover: ['office'],
  ConfirmTakeover: ['lead'],

  UrgePart: ['office', 'consolidator'],
  ChangeDeadline: ['office'],
  Suspend: ['office'],
  Resume: ['office'],
  Cancel: ['office'],
  Supersede: ['office'],
  CloseNotDone: ['office'],
  Reopen: ['office'],
};

/** Why not, in the words of the capacity that is missing. */
const refusals: Readonly<Record<Capacity, string>> = {
  office: 'TASK.OFFICE_ONLY',
  lead: 'TASK.NOT_YOUR_PART',
  coordinator: 'TASK.NOT_ASKED',
  approver: 'TASK.NOT_YOUR_APPROVAL',
  consolidator: 'TASK.NOT_CONSOLIDATOR',
  'assigning-authority': 'TASK.NOT_ASSIGNING_AUTHORITY',
  clock: 'TASK.SYSTEM_ONLY',
};

interface Case {
  readonly actor: Asking;
  /** An agency of the actor's, or null where none is named. */
  readonly agency: AgencyId | null;
  readonly task: Task | null;
  readonly part: LeadPart | null;
  readonly isSuperior: TaskFacts['isSuperior'];
}

const isOffice = ({ roles, via }: Asking): boolean => via === 'system' || roles.includes('office') || roles.includes('administrator');

const isAsked = ({ agency, task, part }: Case): boolean =>
  part === null
    ? (task?.coordinators.some(({ holder }) => holder === agency) ?? false)
    : part.asks.some(({ agencyId }) => agencyId === agency);

const holds: Readonly<Record<Capacity, (given: Case) => boolean>> = {
  office: ({ actor }) => isOffice(actor),
  lead: ({ agency, part }) => part !== null && part.holder === agency,
  coordinator: (given) => given.agency !== null && isAsked(given),
  approver: ({ agency, part, isSuperior }) =>
    agency !== null && part !== null && part.approver !== null && (part.approver === agency || isSuperior(agency, part.approver)),
  consolidator: ({ agency, task }) => agency !== null && task?.consolidator === agency,
  'assigning-authority': ({ agency, task, isSuperior }) =>
    agency !== null && task !== null && (task.assigningAuthority === agency || isSuperior(agency, task.assigningAuthority)),
  /** What time brings about, nobody orders; the system itself is let through before. */
  clock: () => false,
};

/** First policy: by role and agency. Positions within an agency are not told apart yet. */
export class TaskPolicy {
  // eslint-disable-next-line max-params -- the application's port: who, what, for whom, on what
  forbids(
    actor: Asking,
    command: TaskCommandType,
    onBehalfOf: AgencyId | null,
    task: Task | null,
    part: LeadPart | null,
    isSuperior: TaskFacts['isSuperior'] = () => false,
  ): string | null {
    if (actor.via === 'system') return null;
    if (onBehalfOf !== null && !actor.agencies.includes(onBehalfOf)) return 'ACTOR.NOT_YOUR_AGENCY';
    const given: Case = { actor, agency: onBehalfOf, task, part, isSuperior };
    const capacities = mayOrder[command];
    return capacities.some((capacity) => holds[capacity](given)) ? null : refusals[capacities[0] ?? 'office'];
  }

  maySee(actor: Asking, task: Task): boolean {
    return isOffice(actor) || agenciesConcerned(task).some((agency) => actor.agencies.includes(agency));
  }

  isOffice(actor: Asking): boolean {
    return isOffice(actor);
  }

  forbidsDirective(actor: Asking, onBehalfOf: AgencyId | null, task: Task, isSuperior: TaskFacts['isSuperior']): string | null {
    const given = { actor, agency: onBehalfOf, task, isSuperior };
    const may =
      isOffice(actor) ||
      holds['assigning-authority']({ ...given, part: null }) ||
      task.leads.some((part) => holds.approver({ ...given, part }));
    return may ? null : 'REMARK.NOT_DIRECTING';
  }

  forbidsOnPlan(actor: Asking, _command: PlanCommand['type'], onBehalfOf: AgencyId | null): string | null {
    if (onBehalfOf !== null && actor.via !== 'system' && !actor.agencies.includes(onBehalfOf)) return 'ACTOR.NOT_YOUR_AGENCY';
    return isOffice(actor) ? null : 'PLAN.OFFICE_ONLY';
  }

  /** The directory of agencies, its groups and reorganisations are the Office's and the administrator's. */
  forbidsOnDirectory(actor: Asking, onBehalfOf: AgencyId | null): string | null {
    if (onBehalfOf !== null && actor.via !== 'system' && !actor.agencies.includes(onBehalfOf)) return 'ACTOR.NOT_YOUR_AGENCY';
    return isOffice(actor) ? null : 'AGENCY.OFFICE_ONLY';
  }

  /** Agencies answer for their own lines; whether they have any, the report knows. All else of closing a period is the Office's. */
  forbidsOnReport(actor: Asking, command: ReportCommand['type'], onBehalfOf: AgencyId | null): string | null {
    if (onBehalfOf !== null && actor.via !== 'system' && !actor.agencies.includes(onBehalfOf)) return 'ACTOR.NOT_YOUR_AGENCY';
    if (command === 'ConfirmLines' || command === 'ObjectToLines') return null;
    return isOffice(actor) ? null : 'REPORT.OFFICE_ONLY';
  }

  forbidsOnIndicator(
    actor: Asking,
    command: IndicatorCommand['type'],
    onBehalfOf: AgencyId | null,
    leads: readonly AgencyId[],
  ): string | null {
    if (actor.via === 'system') return null;
    if (onBehalfOf !== null && !actor.agencies.includes(onBehalfOf)) return 'ACTOR.NOT_YOUR_AGENCY';
    if (isOffice(actor)) return null;
    if (command !== 'ReportMeasurement' && command !== 'CorrectMeasurement') return 'INDICATOR.OFFICE_ONLY';
    return onBehalfOf !== null && leads.includes(onBehalfOf) ? null : 'INDICATOR.NOT_YOUR_INDICATOR';
  }
}
