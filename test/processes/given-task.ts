import { randomUUID } from 'node:crypto';
import { knownEventTypes, type Instant, type TaskId } from '#domain';
import type { EventStore } from '#event-store';
import { plainCalendar } from '../../libs/reminders/src/testing/changing-rules.js';
import { decided } from '../../libs/reminders/src/testing/decided.js';
import { entryOf, type NewTask } from '../../libs/reminders/src/testing/new-task.js';

/** Enters a task with nothing but who does it by when, as of an instant of the system's clock. */
export const giveTask = async (store: Pick<EventStore, 'append'>, task: NewTask, now: Instant, id = randomUUID()): Promise<void> => {
  const meta = { commandId: randomUUID(), actor: null, onBehalfOf: null, now, via: 'system' } as const;
  const events = decided([], { type: 'EnterTask', data: entryOf(id as TaskId, task), meta }, plainCalendar);
  const newest = events.map((event) => ({ ...event, schemaVersion: knownEventTypes.get(event.type)?.version ?? 1 }));
  const answer = await store.append({ streamId: `task-${id}`, expected: 'any', events: newest, actor: 'system' });
  if (answer.outcome !== 'appended') throw new Error(answer.outcome);
};
