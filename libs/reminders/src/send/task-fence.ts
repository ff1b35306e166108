import { holdStreams, type EventStore, type Sql } from '#event-store';
import { originOf, type Planned } from '../plan/planned.js';
import { toldAgain } from '../plan/overview-rows.js';
import type { Occurrence, PlanRow } from '../plan/plan-row.js';
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

type Head = Pick<TaskAtHead, 'planned' | 'stream' | 'version'>;

/** As many streams are read at the same time; the store shares statements among them. */
const STREAMS = 500;

/** Reads the log itself: a reminder is begun only if the task, as the log has it now, still calls for that very row. */
export class TaskFence {
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly policies: LivePolicies,
    private readonly calendar: LiveCalendar,
  ) {}

  async readMany(taskIds: Iterable<string>): Promise<ReadonlyMap<string, TaskAtHead>> {
    const ids = [...new Set(taskIds)];
    const found = new Map<string, TaskAtHead>();
    if (ids.length === 0) return found;
    const [policies, calendar] = await Promise.all([this.policies.book(), this.calendar.calendar()]);
    for (let from = 0; from < ids.length; from += STREAMS) {
      for (const [id, head] of await Promise.all(ids.slice(from, from + STREAMS).map((id) => this.#head(id)))) {
        const policy = policies.ruling(originOf(head.planned).planId);
        const rows = planRows(head.planned, policy, calendar);
        found.set(id, { ...head, policy, rows: new Map(rows.map((row) => [row.key, row])) });
      }
    }
    return found;
  }

  /** What is no task's stream is an indicator's: a stream that began stays, and ids are never given twice. */
  async #head(id: string): Promise<readonly [string, Head]> {
    const ofTask = await this.store.readStream(taskStream(id));
    const last = ofTask.at(-1);
    if (last !== undefined) return [id, { planned: foldStored(ofTask), stream: taskStream(id), version: last.version }];
    const events = await this.store.readStream(indicatorStream(id));
    return [id, { planned: foldStoredIndicator(events), stream: indicatorStream(id), version: events.at(-1)?.version ?? 0 }];
  }
}

/** Still planned, not suppressed, and due at that time under the row as it is now. */
export const isStillPlanned = (task: TaskAtHead | undefined, planKey: string, dueAt: string): boolean => {
  const row = task?.rows.get(planKey);
  return row !== undefined && row.suppressed === null && row.dueAt <= dueAt;
};

/** What an occurrence tells, by the log as it was read: nothing where the log has no more of it. */
export const toldIn =
  (tasks: ReadonlyMap<string, TaskAtHead>) =>
  ({ row, dueAt }: Pick<Occurrence, 'row' | 'dueAt'>): readonly PlanRow[] => {
    const head = tasks.get(row.taskId);
    if (row.rule !== 'overview') return [row];
    return head === undefined ? [] : toldAgain(row, dueAt, head.rows.values(), head.policy);
  };

/** Holds the streams until the transaction ends: an append to one of them waits (milliseconds) or has been seen. Gives their versions. */
export const lockHeads = async (tx: Sql, heads: ReadonlyMap<string, TaskAtHead>): Promise<ReadonlyMap<string, number>> => {
  const versions = await holdStreams(
    tx,
    [...heads.values()].map(({ stream }) => stream),
  );
  return new Map([...heads].map(([id, { stream }]) => [id, versions.get(stream) ?? 0]));
};
