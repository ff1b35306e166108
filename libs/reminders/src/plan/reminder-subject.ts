import { isIndicator, type Planned } from './planned.js';

/** What a reminder is about, in the words of its document. */
export interface ReminderSubject {
  readonly kind: 'task' | 'indicator';
  readonly id: string;
  readonly ordinal: string | null;
  readonly title: string;
}

/** Null before it was entered. */
export const subjectOf = (planned: Planned): ReminderSubject | null => {
  if (isIndicator(planned)) {
    const { indicator } = planned;
    if (indicator.status === 'none') return null;
    return { kind: 'indicator', id: indicator.indicatorId, ordinal: indicator.ordinal, title: indicator.name };
  }
  const { task } = planned;
  return task.status === 'none' ? null : { kind: 'task', id: task.id, ordinal: task.ordinal, title: task.title };
};
