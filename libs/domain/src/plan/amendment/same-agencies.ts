import type { AgencyId } from '../../shared/ids.js';
import type { PlanIndicatorRow, PlanTaskRow } from '../plan.model.js';

const isSameSet = (one: readonly AgencyId[], other: readonly AgencyId[]): boolean =>
  one.length === other.length && one.every((agency) => other.includes(agency));

const leadsOf = ({ leads }: PlanTaskRow): readonly AgencyId[] => leads.map(({ agencyId }) => agencyId);

/**
 * A group's members change from year to year ("UBND các huyện, thành phố"), and a line that names it is no other line for that. Where
 * the new row, read on a day of an earlier version, names whom the old one names, the old ones stand: what has become of an agency
 * since is a succession, and no amendment.
 *
 * @param earlier The new row, its groups expanded to their members on the days of the earlier versions.
 */
export const withAgenciesOf = (old: PlanTaskRow, next: PlanTaskRow, earlier: readonly PlanTaskRow[]): PlanTaskRow => {
  const sameLeads = earlier.find((row) => isSameSet(leadsOf(row), leadsOf(old)));
  const isSameHelp = earlier.some(({ coordinators }) => isSameSet(coordinators, old.coordinators));
  return { ...next, leads: sameLeads?.leads ?? next.leads, coordinators: isSameHelp ? old.coordinators : next.coordinators };
};

/** As for a task's row. */
export const withLeadsOf = (old: PlanIndicatorRow, next: PlanIndicatorRow, earlier: readonly PlanIndicatorRow[]): PlanIndicatorRow =>
  earlier.some(({ leads }) => isSameSet(leads, old.leads)) ? { ...next, leads: old.leads } : next;
