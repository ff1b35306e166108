import { dueToMeet, type AgencyId, type PlainDate } from '#domain';
import type { EventStore } from '#event-store';
import { foldStored, taskStream } from '../plan/stored-task-event.js';
import type { ActBinding } from './act-links.js';

/** The work behind a link, as the log has it now. */
export interface LinkTarget {
  readonly title: string;
  readonly holder: AgencyId;
  readonly due: PlainDate | null;
  /** Whether that very assignment still awaits its receipt. */
  readonly isAwaited: boolean;
}

/** Null where there is no such task or part any more. */
export const linkTarget = async (
  store: Pick<EventStore, 'readStream'>,
  binding: Omit<ActBinding, 'person'>,
): Promise<LinkTarget | null> => {
  const { task } = foldStored(await store.readStream(taskStream(binding.task)));
  if (task.status !== 'entered') return null;
  const part = task.leads.find(({ id }) => id === binding.part);
  if (part === undefined) return null;
  const isAwaited = part.situation.name === 'awaiting' && part.assignment === binding.assignment;
  return { title: task.title, holder: part.holder, due: dueToMeet(part) ?? part.due, isAwaited };
};
