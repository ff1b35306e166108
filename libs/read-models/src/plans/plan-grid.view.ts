import type { PlanView } from '#contracts';
import { grid, type PlainDate, type Task } from '#domain';

/** The grid at a cut-off: lead parts (lượt giao) in four cells, and what stands outside of it. */
export const gridView = (tasks: readonly Task[], cutOff: PlainDate): PlanView['grid'] => {
  const counted = grid(tasks, cutOff);
  const { doneOnTime, doneLate, openInTime, openOverdue, outside } = counted;
  return {
    cutOff,
    inGrid: doneOnTime.length + doneLate.length + openInTime.length + openOverdue.length,
    doneOnTime: doneOnTime.length,
    doneLate: doneLate.length,
    openInTime: openInTime.length,
    openInTimeSubmitted: counted.openInTimeSubmitted.length,
    openOverdue: openOverdue.length,
    outside: {
      noDeadline: outside.noDeadline.length,
      suspended: outside.suspended.length,
      ended: outside.ended.length,
      unassigned: outside.unassigned.length,
      unreviewed: outside.unreviewed.length,
      inherited: outside.inherited.length,
    },
  };
};
