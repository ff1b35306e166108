import { evolve, initialTask, type TaskEvent, type TaskState } from '#domain';
import type { Projection, Sql, StoredEvent } from '#event-store';
import { upsert } from '../shared/bulk-write.js';
import { byStream, recordedOf } from '../shared/recorded.js';
import { leadPartRow, taskRow } from './task.rows.js';
import { taskDdl, taskTables } from './task.ddl.js';

/** One event of a task's stream laid over its state. */
export const evolveStored = (state: TaskState, event: StoredEvent): TaskState =>
  evolve(state, { type: event.type, data: event.data as unknown } as TaskEvent, recordedOf(event));

const loadStates = async (tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TaskState>> => {
  const { rows } = await tx.query<{ id: string; state: TaskState }>('select id, state from rm.tasks where id = any($1::uuid[])', [ids]);
  return new Map(rows.map((row) => [row.id, row.state]));
};

/** Events already in the state are passed over, so that a page delivered twice changes nothing. */
const foldNew = (state: TaskState, events: readonly StoredEvent[]): TaskState =>
  events.reduce(
    (folded, event) => (folded.status !== 'none' && event.version <= folded.version ? folded : evolveStored(folded, event)),
    state,
  );

const filesOf = (taskId: string, events: readonly StoredEvent[]) =>
  events.flatMap((event) => {
    const { files } = event.data as { readonly files?: readonly { readonly sha256: string }[] };
    return (files ?? []).map((file) => ({ sha256: file.sha256, task_id: taskId }));
  });

/** Tasks folded from their streams, their lead parts flattened, and which task refers to which file. */
export const taskProjection: Projection = {
  name: 'tasks',
  version: 1,
  ddl: taskDdl,
  tables: taskTables,
  async project(tx, events) {
    const streams = byStream(events, 'task');
    if (streams.size === 0) return;
    const states = await loadStates(tx, [...streams.keys()]);
    const tasks = [...streams].flatMap(([id, own]) => {
      const state = foldNew(states.get(id) ?? initialTask, own);
      return state.status === 'none' ? [] : [state];
    });
    await upsert(tx, 'rm.tasks', ['id'], tasks.map(taskRow));
    await upsert(
      tx,
      'rm.lead_parts',
      ['task_id', 'part'],
      tasks.flatMap((task) => task.leads.map((part) => leadPartRow(task, part))),
    );
    await upsert(
      tx,
      'rm.task_files',
      ['sha256', 'task_id'],
      [...new Map([...streams].flatMap(([id, own]) => filesOf(id, own)).map((file) => [`${file.sha256} ${file.task_id}`, file])).values()],
    );
  },
};
