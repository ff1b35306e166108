import { CommandBus } from '@nestjs/cqrs';
import { ActOnTask } from '#application';
import { plainDate, type AgencyId, type Instant, type TaskId } from '#domain';
import { systemActor } from '#identity';
import { newId } from '#platform';
import type { ApiBed } from './api-bed.js';

interface TaskToEnter {
  readonly title: string;
  readonly leads: readonly string[];
  readonly coordinators?: readonly string[];
  readonly approver?: string | null;
  readonly due?: string | null;
  /** Default: the end of the year. */
  readonly kind?: 'date' | 'year';
  readonly row?: number;
  readonly planId?: string | null;
  readonly late?: boolean;
  /** Instant at which the assignment began to hold; default: now. */
  readonly assignedOn?: string;
}

/** Enters one task as the process manager would; returns its id. */
export const enterTask = async (bed: ApiBed, task: TaskToEnter): Promise<string> => {
  const id = newId();
  const due = task.due === undefined ? '2026-12-31' : task.due;
  const outcome = await bed.app.get(CommandBus).execute(
    new ActOnTask({
      actor: systemActor,
      onBehalfOf: null,
      request: null,
      taskId: id as TaskId,
      type: 'EnterTask',
      effectiveAt: (task.assignedOn ?? null) as Instant | null,
      seenVersion: null,
      data: {
        taskId: id,
        planId: task.planId ?? null,
        row: task.row ?? 0,
        ordinal: '1',
        group: 'I',
        groupTitle: 'Nhóm I',
        title: task.title,
        deadline: {
          text: 'Năm 2026',
          kind: due === null ? 'none' : (task.kind ?? 'year'),
          start: null,
          due: due === null ? null : plainDate(due),
          recurrence: null,
        },
        funding: null,
        output: null,
        assigningAuthority: 'ubnd-tinh',
        late: task.late ?? false,
        source: null,
        findings: [],
        printed: { leads: 'Các cơ quan', coordinators: '', approvers: '' },
        leads: task.leads.map((agencyId) => ({
          agencyId: agencyId as AgencyId,
          approver: (task.approver === undefined ? 'chu-tich-ubnd-tinh' : task.approver) as AgencyId | null,
          approverProposed: false,
        })),
        coordinators: task.coordinators ?? [],
      },
    }),
  );
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.details)}`);
  return id;
};
