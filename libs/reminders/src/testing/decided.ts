import { decide, evolve, initialTask, type Instant, type TaskCommand, type TaskEvent, type TaskFacts, type WorkingCalendar } from '#domain';
import type { StoredEvent } from '#event-store';

export type Order = Omit<Extract<TaskCommand, { type: TaskCommand['type'] }>, 'meta'>;

const facts = (calendar: WorkingCalendar): TaskFacts => ({
  calendar,
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false },
  isActiveAgency: () => true,
  isMember: () => true,
  isSuperior: () => false,
});

/** What a command adds to a task's history. Throws where it is rejected. */
export const decided = (
  history: readonly StoredEvent[],
  command: Order & Pick<TaskCommand, 'meta'>,
  calendar: WorkingCalendar,
): readonly TaskEvent[] => {
  const state = history.reduce(
    (task, event) =>
      evolve(task, { type: event.type, data: event.data as unknown } as TaskEvent, {
        version: event.version,
        recordedAt: event.recordedAt as Instant,
        actor: null,
        onBehalfOf: null,
      }),
    initialTask,
  );
  const decision = decide(command as TaskCommand, state, facts(calendar));
  if (!decision.ok) throw new Error(JSON.stringify(decision.rejection));
  return decision.events;
};
