import type { AgencyId, IndicatorEvent, Instant, PersonId, Recorded, TaskEvent } from '#domain';
import type { StoredEvent } from '#event-store';
import { foldPlannedIndicator, initialPlannedIndicator, type PlannedIndicator } from './planned-indicator.js';
import { foldPlanned, initialPlannedTask, type PlannedTask } from './planned-task.js';

const recordedOf = (event: StoredEvent): Recorded => {
  const onBehalfOf = event.meta['onBehalfOf'];
  return {
    version: event.version,
    recordedAt: new Date(event.recordedAt).toISOString() as Instant,
    actor: event.actor === 'system' ? null : (event.actor as PersonId),
    onBehalfOf: typeof onBehalfOf === 'string' ? (onBehalfOf as AgencyId) : null,
  };
};

/** The log's own codec has checked the type; here it gets its name back. */
const taskEventOf = (event: StoredEvent): TaskEvent => ({ type: event.type, data: event.data as unknown }) as TaskEvent;

/** Folds stored events of one task, oldest first, onto what was folded before. */
export const foldStored = (events: readonly StoredEvent[], before: PlannedTask = initialPlannedTask): PlannedTask =>
  events.reduce((planned, event) => foldPlanned(planned, taskEventOf(event), recordedOf(event)), before);

/** The same of one indicator. */
export const foldStoredIndicator = (events: readonly StoredEvent[], before: PlannedIndicator = initialPlannedIndicator): PlannedIndicator =>
  events.reduce(
    (planned, event) =>
      foldPlannedIndicator(planned, { type: event.type, data: event.data as unknown } as IndicatorEvent, recordedOf(event)),
    before,
  );

export const taskStream = (taskId: string): string => `task-${taskId}`;

export const indicatorStream = (indicatorId: string): string => `indicator-${indicatorId}`;
