import type { PlanId } from '#domain';
import type { PlannedIndicator } from './planned-indicator.js';
import type { PlannedTask } from './planned-task.js';

/** Whatever reminders are planned for. */
export type Planned = PlannedTask | PlannedIndicator;

export const isIndicator = (planned: Planned): planned is PlannedIndicator => 'indicator' in planned;

/** The plan that gave it, and the version of its stream that is planned for. */
export const originOf = (planned: Planned): { readonly planId: PlanId | null; readonly version: number } => {
  const state = isIndicator(planned) ? planned.indicator : planned.task;
  return state.status === 'none' ? { planId: null, version: 0 } : state;
};
