import type { PlanId, TaskFacts } from '#domain';
import type { CalendarSource, PolicySource } from '../ports.js';
import { defaultPolicy } from '../task/task-facts.source.js';

interface Sources {
  readonly calendar: CalendarSource;
  /** Left out: the terms that ship with the system. */
  readonly policies?: PolicySource;
}

/**
 * For what the system carries out: agencies were checked when a person decided; one that is dissolved since does not undo the plan.
 * `planId`: whose terms of work count.
 */
export const systemFacts = async ({ calendar, policies }: Sources, planId: PlanId | null = null): Promise<TaskFacts> => ({
  calendar: await calendar.calendar(),
  policy: (await policies?.book())?.ruling(planId) ?? defaultPolicy,
  isActiveAgency: () => true,
  isMember: () => false,
  isSuperior: () => false,
});
