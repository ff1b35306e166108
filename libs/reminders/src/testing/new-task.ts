import { plainDate, type AgencyId, type PlanId, type TaskCommand, type TaskId } from '#domain';

export interface NewTask {
  readonly leads: readonly string[];
  readonly coordinators?: readonly string[];
  readonly approver?: string;
  readonly due: string | null;
  readonly late?: boolean;
  readonly planId?: PlanId;
  readonly title?: string;
}

/** The entry of a task with nothing but who does it by when. */
export const entryOf = (taskId: TaskId, task: NewTask): Extract<TaskCommand, { type: 'EnterTask' }>['data'] => {
  const due = task.due === null ? null : plainDate(task.due);
  const approver = (task.approver ?? null) as AgencyId | null;
  return {
    taskId,
    planId: task.planId ?? null,
    row: null,
    ordinal: null,
    group: null,
    groupTitle: null,
    title: task.title ?? 'Xây dựng đề án',
    deadline: { text: 'thời hạn', kind: due === null ? 'none' : 'date', start: null, due, recurrence: null },
    funding: null,
    output: null,
    assigningAuthority: 'ubnd-tinh' as AgencyId,
    late: task.late ?? false,
    source: null,
    findings: [],
    printed: { leads: '', coordinators: '', approvers: '' },
    leads: task.leads.map((agencyId) => ({ agencyId: agencyId as AgencyId, approver, approverProposed: false })),
    coordinators: (task.coordinators ?? []) as AgencyId[],
  };
};
