import type { PlainDate } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import type { Task } from '../../task.state.js';
import * as steps from '../steps.js';
import { heirs } from './world.js';

/** What a reorganisation orders of one task: each open part, each coordinating part, each approver that ended. */
export const successionsIn = (task: Task, on: PlainDate): readonly TaskCommand[] => [
  ...task.leads.flatMap((each) => {
    const to = heirs.get(each.holder);
    return to === undefined || to === null ? [] : [steps.succeed(each.holder, to, { of: each.id, on, effectiveOn: on })];
  }),
  ...task.coordinators.flatMap((each) => {
    const to = heirs.get(each.holder);
    return to === undefined || to === null || each.released
      ? []
      : [steps.succeedCoordinator(each.id, each.holder, to, { on, effectiveOn: on })];
  }),
  ...task.leads.flatMap((each) => {
    const to = each.approver === null ? undefined : heirs.get(each.approver);
    return to === undefined || each.approver === null
      ? []
      : [steps.succeedApprover(each.approver, to, { of: each.id, on, effectiveOn: on })];
  }),
];
