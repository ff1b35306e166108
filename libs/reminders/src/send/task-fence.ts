import type { PolicyBook, WorkingCalendar } from '#domain';
import { holdStreams, type EventStore, type Sql } from '#event-store';
import { originOf, type Planned } from '../plan/planned.js';
import type { PlanRow } from '../plan/plan-row.js';
import { planRows } from '../plan/plan-rows.js';
import { foldStored, foldStoredIndicator, indicatorStream, taskStream } from '../plan/stored-task-event.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { ReminderPolicy } from '../policy/reminder-policy.js';

/** A task or an indicator at the head of its stream, with the reminders it calls for there. */
export interface TaskAtHead {
  readonly planned: Planned;
  readonly stream: string;
  /** Under which its rows are what they are. */
  readonly policy: ReminderPolicy;
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
    const { planned, stream, version } = await this.#head(taskId);
    const policy = policies.ruling(originOf(planned).planId);
    const rows = planRows(planned, policy, calendar);
    return { planned, stream, version, policy, rows: new Map(rows.map((row) => [row.key, row])) };
  }

  /** What is no task's stream is an indicator's: a stream that began stays, and ids are never given twice. */
  async #head(id: string): Promise<Pick<TaskAtHead, 'planned' | 'stream' | 'version'>> {
    const ofTask = await this.store.readStream(taskStream(id));
    const last = ofTask.at(-1);
    if (last !== undefined) return { planned: foldStored(ofTask), stream: taskStream(id), version: last.version };
    const events = await this.store.readStream(indicatorStream(id));
    return { planned: foldStoredIndicator(events), stream: indicatorStream(id), version: events.at(-1)?.version ?? 0 };
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

/** Holds the streams until the transaction ends: an append to one of them waits (milliseconds) or has been seen. Gives their versions. */
export const lockHeads = async (tx: Sql, heads: ReadonlyMap<string, TaskAtHead>): Promise<ReadonlyMap<string, number>> => {
  const versions = await holdStreams(
    tx,
    [...heads.values()].map(({ stream }) => stream),
  );
  return new Map([...heads].map(([id, { stream }]) => [id, versions.get(stream) ?? 0]));
};
