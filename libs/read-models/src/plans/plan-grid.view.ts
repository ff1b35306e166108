import type { PlanView } from '#contracts';
import { deadlineStatus, isOpenPart, type LeadPart, type Task } from '#domain';
import type { Today } from '../shared/ports.js';

/** The grid at a cut-off: lead parts (lượt giao) in four cells, and what stands outside of it. */
export const gridOf = (tasks: readonly Task[], { date, calendar }: Today): PlanView['grid'] => {
  const parts = tasks.flatMap((task) => task.leads);
  const unreviewed = parts.filter((part) => part.unreviewed);
  const suspended = parts.filter((part) => !part.unreviewed && part.situation.name === 'suspended');
  const ended = parts.filter((part) => !part.unreviewed && !isOpenPart(part) && part.situation.name !== 'completed');
  const counted = parts.filter(
    (part) => !part.unreviewed && (isOpenPart(part) ? part.situation.name !== 'suspended' : part.situation.name === 'completed'),
  );
  const statuses = counted.map((part: LeadPart) => ({ part, status: deadlineStatus(part, date, calendar) }));
  const count = (...names: readonly string[]): number => statuses.filter(({ status }) => names.includes(status)).length;
  const noDeadline = count('no-deadline');
  return {
    cutOff: date,
    inGrid: counted.length - noDeadline,
    doneOnTime: count('on-time'),
    doneLate: count('late'),
    openInTime: count('in-time', 'due-soon'),
    openInTimeSubmitted: statuses.filter(({ part, status }) => part.situation.name === 'submitted' && status === 'in-time').length,
    openOverdue: count('overdue'),
    outside: {
      noDeadline,
      suspended: suspended.length,
      ended: ended.length,
      unassigned: tasks.filter((task) => task.leads.length === 0).length,
      unreviewed: unreviewed.length,
    },
  };
};
