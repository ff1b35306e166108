import { evolve, initialTask, type Task, type TaskEvent, type TaskState } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';
import { leadPartRow, taskRow } from './task.rows.js';
import { taskTables } from './task.tables.js';

/** One event of a task's stream laid over its state. */
export const evolveStored = (state: TaskState, event: StoredEvent): TaskState =>
  evolve(state, { type: event.type, data: event.data as unknown } as TaskEvent, recordedOf(event));

interface TaskWithFiles {
  readonly task: Task;
  /** Hashes; whoever may see the task may read them. */
  readonly files: readonly string[];
}

const filesOf = (event: StoredEvent): readonly string[] => {
  const { files } = event.data as { readonly files?: readonly { readonly sha256: string }[] };
  return files === undefined ? [] : files.map((file) => file.sha256);
};

const noFiles: readonly string[] = [];

const withFiles = (known: readonly string[], event: StoredEvent): readonly string[] => {
  const more = filesOf(event).filter((file) => !known.includes(file));
  return more.length === 0 ? known : [...known, ...new Set(more)];
};

const source: ViewSource<TaskWithFiles> = {
  stream: 'task',
  table: 'tasks',
  tables: ['tasks', 'lead_parts'],
  stateOf: ({ state, files }: { readonly state: Task; readonly files: readonly string[] }) => ({ task: state, files }),
  evolve: (known, event) => {
    const task = evolveStored(known?.task ?? initialTask, event);
    return task.status === 'none' ? null : { task, files: withFiles(known?.files ?? noFiles, event) };
  },
  rows: ({ task, files }) => ({
    tasks: [taskRow(task, files)],
    lead_parts: task.leads.map((part) => leadPartRow(task, part)),
  }),
};

/** Tasks folded from their streams, and their lead parts flattened. */
export const taskProjection: View = {
  name: 'tasks',
  version: 6,
  onPoison: 'park',
  tables: taskTables,
  sources: [source],
};
