import type { PlanDraft } from '#contracts';
import type { ReadContext } from '../rows/read-context.js';
import { checkDaysOff } from './days-off.js';
import { checkMilestones } from './milestones.js';

/** A plan that is followed already, for telling tasks that stand in both. */
export interface OtherPlan {
  /** For people: number and title. */
  readonly name: string;
  readonly tasks: readonly { readonly title: string }[];
}

export type Rows = Omit<PlanDraft, 'findings' | 'coverage'>;

/** Whatever shows only once all rows are read: the "6 rõ" of each task, and tasks that say the same. */
export const checkDraft = (rows: Rows, context: ReadContext, _otherPlans: readonly OtherPlan[]): void => {
  checkMilestones(rows, context);
  checkDaysOff(rows, context);
};
