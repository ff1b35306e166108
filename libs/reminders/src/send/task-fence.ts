import type { PolicyBook, WorkingCalendar } from '#domain';
import { holdStreams, type EventStore, type Sql } from '#event-store';
import type { PlannedTask } from '../plan/planned-task.js';
import type { PlanRow } from '../plan/plan-row.js';
import { planRows } from '../plan/plan-rows.js';
import { foldStored, taskStream } from '../plan/stored-task-event.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';

/** A task at the head of its stream, with the reminders it calls for there. */
export interface TaskAtHead {
  readonly planned: PlannedTask;
  readonly version: number;
  readonly rows: ReadonlyMap<string, PlanRow>;
}

/** Reads the log itself: a reminder is begun only if the task, as the log has it now, still calls for that very row. */
export class TaskFence {
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly policies: LivePolicies,
    private readonly calendar: LiveCalendar,
  ) {}

  async #read(taskId: string, policies: PolicyBook, calendar: WorkingCalendar): Promise<TaskAtHead> {
    const events = await this.store.readStream(taskStream(taskId));
    const planned = foldStored(events);
    const { task } = planned;
    const rows = planRows(planned, policies.ruling(task.status === 'none' ? null : task.planId), calendar);
    return { planned, version: events.at(-1)?.version ?? 0, rows: new Map(rows.map((row) => [row.key, row])) };
  }

  async readMany(taskIds: Iterable<string>): Promise<ReadonlyMap<string, TaskAtHead>> {
    const found = new Map<string, TaskAtHead>();
    const ids = new Set(taskIds);
    if (ids.size === 0) return found;
    const [policies, calendar] = await Promise.all([this.policies.book(), this.calendar.calendar()]);
    for (const id of ids) found.set(id, await this.#read(id, policies, calendar));
    return found;
  }
}

/** Still planned, not suppressed, and due at that time under the row as it is now. */
export const isStillPlanned = (task: TaskAtHead | undefined, planKey: string, dueAt: string): boolean => {
  const row = task?.rows.get(planKey);
  return row !== undefined && row.suppressed === null && row.dueAt <= dueAt;
};

/** Holds the tasks' streams until the transaction ends: an append to one of them waits (milliseconds) or has been seen. Gives their versions. */
export const lockHeads = async (tx: Sql, taskIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const versions = await holdStreams(tx, taskIds.map(taskStream));
  return new Map(taskIds.map((id) => [id, versions.get(taskStream(id)) ?? 0]));
};
