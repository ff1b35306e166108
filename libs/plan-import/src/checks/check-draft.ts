import type { ReadContext } from '../rows/read-context.js';
import { checkTitles } from './clear-tasks.js';
import { checkDaysOff } from './days-off.js';
import type { OtherPlan, Rows } from './draft-rows.js';
import { checkMilestones } from './milestones.js';
import { checkRowsAbove } from './rows-above.js';
import { checkSameTasks } from './same-tasks.js';

/** Whatever shows only once all rows are read: the "6 rõ" of each task, and tasks that say the same. */
export const checkDraft = (rows: Rows, context: ReadContext, otherPlans: readonly OtherPlan[]): void => {
  checkTitles(rows, context);
  checkMilestones(rows, context);
  checkDaysOff(rows, context);
  checkRowsAbove(rows, context);
  checkSameTasks(rows, context, otherPlans);
};
