import type { Instant, Task, TaskState } from '#domain';
import { initialTask } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import { evolveStored } from './task.projection.js';

/** Which past is asked for: what the system knew at a position or instant, what held at an instant. */
export interface PastQuestion {
  readonly asOf: number | string | null;
  readonly validAt: Instant | null;
}

const held = (event: StoredEvent, at: Instant | null): boolean => {
  if (at === null) return true;
  const { effectiveAt } = event.data as { readonly effectiveAt?: string };
  return Date.parse(effectiveAt ?? event.recordedAt) <= Date.parse(at);
};

/** Folds a task's stream up to a past moment; null where there was no such task yet. */
export const taskAt = async (store: EventStore, id: string, question: PastQuestion): Promise<Task | null> => {
  const events = await store.readStream(`task-${id}`, question.asOf === null ? {} : { upTo: question.asOf });
  const state = events.filter((event) => held(event, question.validAt)).reduce<TaskState>(evolveStored, initialTask);
  return state.status === 'none' ? null : state;
};
