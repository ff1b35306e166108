import { initialTask, type Task, type TaskState } from '#domain';
import type { EventStore } from '#event-store';
import type { Past } from '../past/past-question.js';
import { evolveStored } from './task.projection.js';

/** Folds a task's stream up to a past moment; null where there was no such task yet. */
export const taskAt = async (store: Pick<EventStore, 'readStream'>, id: string, { moment }: Past): Promise<Task | null> => {
  const events = await store.readStream(`task-${id}`, { upTo: moment.position });
  const held = moment.held === null ? events : events.filter(moment.held.holds);
  const state = held.reduce<TaskState>(evolveStored, initialTask);
  return state.status === 'none' ? null : state;
};
