import {
  plainDate,
  type AgencyDirectory,
  type AgencyId,
  type Deadline,
  type PlainDate,
  type PlanDocument,
  type PlanId,
  type PlanIndicatorRow,
  type PlanTaskRow,
} from '#domain';
import type { AgencyRef, DraftDeadline, DraftIndicator, DraftTask, PlanDraft } from '#contracts';
import type { PlanDecisions } from './plan-decisions.js';
import { RowAgencies, unique } from './row-agencies.js';
import { indicatorIdOf, taskIdOf } from './row-ids.js';

export interface PlanRowsOptions {
  readonly planId: PlanId;
  /** Proposed as the approver of rows that name none. */
  readonly assigningAuthority: AgencyId;
  /** Groups are expanded to their members of this day. */
  readonly effectiveOn: PlainDate;
  readonly decisions?: PlanDecisions | undefined;
}

/** Something about a row that a person has to settle before it can be entered as it stands. */
export interface RowProblem {
  readonly kind: 'task' | 'indicator';
  /** 0-based. */
  readonly row: number;
  readonly code: string;
  /** Vietnamese. */
  readonly message: string;
}

export interface PlanRowsOfDraft {
  readonly document: PlanDocument;
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  readonly tasks: readonly PlanTaskRow[];
  readonly indicators: readonly PlanIndicatorRow[];
  readonly problems: readonly RowProblem[];
}

type Lead = PlanTaskRow['leads'][number];
type Tell = (code: string, message: string) => void;

const dateOf = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));
const deadlineOf = (draft: DraftDeadline): Deadline => ({ ...draft, start: dateOf(draft.start), due: dateOf(draft.due) });
const printedOf = (refs: readonly AgencyRef[]): string => refs.map(({ text }) => text).join('; ');

interface Approver {
  readonly agencyId: AgencyId | null;
  readonly isProposed: boolean;
}

class TaskRowMaker {
  private readonly codes: Set<string>;

  constructor(
    private readonly task: DraftTask,
    private readonly row: number,
    private readonly agencies: RowAgencies,
    private readonly options: PlanRowsOptions,
    private readonly problem: Tell,
  ) {
    this.codes = new Set(task.findings);
  }

  make(groupTitle: string | null): PlanTaskRow {
    const { task, row } = this;
    const leads = this.leads();
    const holders = new Set(leads.map(({ agencyId }) => agencyId));
    if (task.title === '') this.tell('missing-title', 'Nhiệm vụ không có nội dung.');
    const { due } = task.deadline;
    if (due !== null && due < this.options.effectiveOn)
      this.tell('due-before-effective', `Thời hạn ${due} trước ngày kế hoạch có hiệu lực.`);
    return {
      taskId: taskIdOf(this.options.planId, row),
      row,
      ordinal: task.ordinal,
      group: task.group,
      groupTitle,
      title: task.title,
      deadline: deadlineOf(task.deadline),
      funding: task.funding,
      output: task.output,
      leads,
      coordinators: this.members(task.coordinators, 'coordinator').filter((id) => !holders.has(id)),
      printed: task.printed ?? {
        leads: printedOf(task.leads),
        coordinators: printedOf(task.coordinators),
        approvers: printedOf(task.approvers),
      },
      source: task.source,
      findings: [...this.codes],
    };
  }

  private leads(): readonly Lead[] {
    const approver = this.approver();
    return this.members(this.task.leads, 'lead').map((agencyId): Lead => {
      const isOwn = agencyId === approver.agencyId;
      if (isOwn) this.tell('approver-is-lead', `Cơ quan ${agencyId} vừa chủ trì vừa phê duyệt; cần chỉ định cấp phê duyệt khác.`);
      return { agencyId, approver: isOwn ? null : approver.agencyId, approverProposed: !isOwn && approver.isProposed };
    });
  }

  private members(refs: readonly AgencyRef[], role: 'lead' | 'coordinator'): readonly AgencyId[] {
    for (const ref of refs) this.checkRef(ref, role);
    const members = unique(refs.flatMap((ref) => this.agencies.membersOf(ref)));
    return role === 'lead' ? members.filter((id) => this.agencies.record(id)?.isPersonalOffice !== true) : members;
  }

  private checkRef(ref: AgencyRef, role: 'lead' | 'coordinator'): void {
    const word = role === 'lead' ? 'chủ trì' : 'phối hợp';
    if (ref.kind === 'unresolved') {
      this.tell(`unresolved-${role}`, `Chưa rõ cơ quan ${word} "${ref.text}"; không lập lượt giao.`);
      return;
    }
    if (role !== 'lead') return;
    if (this.agencies.isOpenGroup(ref)) this.tell('open-group-lead', `"${ref.text}" không nêu tên cơ quan; không lập lượt giao.`);
    else if (this.agencies.membersOf(ref).length === 0)
      this.tell('no-members', `"${ref.text}" không còn cơ quan nào vào ngày kế hoạch có hiệu lực.`);
    else if (this.agencies.record(ref.id)?.isPersonalOffice === true)
      this.tell('personal-office-lead', `"${ref.text}" là chức danh, không giao chủ trì.`);
  }

  /** The highest of those named; none named: a proposal; named without saying who: to be designated. */
  private approver(): Approver {
    const { approvers } = this.task;
    if (approvers.length === 0) return this.proposed();
    const agencyId = this.agencies.highest(approvers);
    if (approvers.length > 1) this.codes.add('several-approvers');
    if (agencyId === null) this.codes.add('approver-to-designate');
    return { agencyId, isProposed: false };
  }

  private proposed(): Approver {
    const decided = this.options.decisions?.proposedApprovers.find(({ rows }) => rows.includes(this.row))?.approver;
    this.codes.add('approver-proposed');
    return { agencyId: (decided as AgencyId | undefined) ?? this.options.assigningAuthority, isProposed: true };
  }

  private tell(code: string, message: string): void {
    this.codes.add(code);
    this.problem(code, message);
  }
}

const indicatorRow = (draft: DraftIndicator, row: number, agencies: RowAgencies, planId: PlanId, problem: Tell): PlanIndicatorRow => {
  for (const { kind, text } of draft.leads)
    if (kind === 'unresolved') problem('unresolved-lead', `Chưa rõ cơ quan "${text}" của chỉ tiêu.`);
  if (draft.name === '') problem('missing-title', 'Chỉ tiêu không có tên.');
  return {
    indicatorId: indicatorIdOf(planId, row),
    row,
    ordinal: draft.ordinal,
    name: draft.name,
    unit: draft.unit,
    targets: draft.targets,
    leads: unique(draft.leads.flatMap((ref) => agencies.membersOf(ref))),
    printedLeads: draft.printedLeads ?? printedOf(draft.leads),
    source: draft.source,
    findings: draft.findings,
  };
};

/**
 * Makes rows ready to be entered of a reviewed draft: groups expanded, approvers chosen, ids derived. Nothing is dropped in
 * silence: what makes no part stands in the row's findings and in `problems`.
 */
export const planRowsOf = (draft: PlanDraft, directory: AgencyDirectory, options: PlanRowsOptions): PlanRowsOfDraft => {
  const agencies = new RowAgencies(directory, options.effectiveOn);
  const problems: RowProblem[] = [];
  const tellOf =
    (kind: RowProblem['kind'], row: number): Tell =>
    (code, message) =>
      problems.push({ kind, row, code, message });
  // Drafts stored before groups were named by their index name them by ordinal alone.
  const titles = new Map(draft.groups.map(({ ordinal, title }) => [ordinal, title]));
  const groupTitleOf = ({ group, groupIndex }: DraftTask): string | null =>
    (groupIndex === null ? undefined : draft.groups[groupIndex]?.title) ?? (group === null ? null : (titles.get(group) ?? null));
  const { number, issuedOn, issuer, title } = draft.document;
  return {
    document: { number, issuedOn: dateOf(issuedOn), issuer, title },
    groups: draft.groups,
    tasks: draft.tasks.map((task, row) => new TaskRowMaker(task, row, agencies, options, tellOf('task', row)).make(groupTitleOf(task))),
    indicators: draft.indicators.map((indicator, row) => indicatorRow(indicator, row, agencies, options.planId, tellOf('indicator', row))),
    problems,
  };
};
