import type { TaskFacts } from '#domain';
import type { CalendarSource } from '../ports.js';
import { defaultPolicy } from '../task/task-facts.source.js';

/** For what the system carries out: agencies were checked when a person decided; one that is dissolved since does not undo the plan. */
export const systemFacts = async (source: CalendarSource): Promise<TaskFacts> => ({
  calendar: await source.calendar(),
  policy: defaultPolicy,
  isActiveAgency: () => true,
  isMember: () => false,
  isSuperior: () => false,
});
