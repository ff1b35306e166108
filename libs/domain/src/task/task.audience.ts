import type { AgencyId } from '../shared/ids.js';
import type { Task } from './task.state.js';

/**
 * The agencies that a task concerns: leads, approvers, coordinators, asked agencies, consolidator, assigning authority; and those that
 * a reorganisation has ended, for their people keep reading what was theirs.
 */
export const agenciesConcerned = (task: Task): readonly AgencyId[] => [
  ...new Set(
    [
      ...task.leads.flatMap(({ holder, approver, formerApprovers, holdings, asks }) => [
        holder,
        approver,
        ...formerApprovers,
        ...holdings.filter((_, index) => holdings[index + 1]?.by === 'succession').map(({ agencyId }) => agencyId),
        ...asks.flatMap(({ agencyId, predecessors }) => [agencyId, ...predecessors.map((former) => former.agencyId)]),
      ]),
      ...task.coordinators.flatMap(({ holder, formerHolders }) => [holder, ...formerHolders]),
      task.consolidator,
      task.assigningAuthority,
    ].filter((agency) => agency !== null),
  ),
];
