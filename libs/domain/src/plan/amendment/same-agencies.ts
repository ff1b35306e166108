import type { AgencyId } from '../../shared/ids.js';
import type { PlanIndicatorRow, PlanTaskRow } from '../plan.model.js';
import { plainText } from './likeness.js';

type Agencies = readonly AgencyId[];

interface Named {
  /** By the old version. */
  readonly old: Agencies;
  /** By the new version, groups with their members of today. */
  readonly now: Agencies;
  /** By the new version, groups with their members on the days of the earlier versions. */
  readonly earlier: readonly Agencies[];
  readonly isPrintedTheSame: boolean;
}

const without = (one: Agencies, other: Agencies): Agencies => one.filter((agency) => !other.includes(agency));
const both = (one: Agencies, other: Agencies): Agencies => one.filter((agency) => other.includes(agency));

/** The day on which the new version would have named most of whom the old one names. */
const closest = ({ old, now, earlier }: Named): Agencies =>
  earlier.reduce((best, each) => (both(old, each).length > both(old, best).length ? each : best), earlier[0] ?? now);

/**
 * A group's members change from year to year ("UBND các huyện, thành phố"), and a line that names it is no other line for that: what
 * has become of an agency since is a succession, and no amendment. So whoever is named by both versions as of an earlier day stays,
 * and whoever belongs by now to a group that both name does not come in by it.
 */
const namedBy = (named: Named): Agencies => {
  const { old, now, isPrintedTheSame } = named;
  const then = closest(named);
  if (isPrintedTheSame && without(old, then).length + without(then, old).length === 0) return old;
  const lost = without(then, now);
  const isOldGroup = lost.length > 0 && without(lost, old).length === 0;
  return [...both(old, then), ...without(isOldGroup ? both(now, then) : now, old)];
};

const leadsOf = ({ leads }: PlanTaskRow): Agencies => leads.map(({ agencyId }) => agencyId);

/**
 * The new row with the agencies that it names, seen from the old one.
 *
 * @param earlier The new row as on the days of the earlier versions.
 */
export const withAgenciesOf = (old: PlanTaskRow, next: PlanTaskRow, earlier: readonly PlanTaskRow[]): PlanTaskRow => {
  const known = [...next.leads, ...earlier.flatMap(({ leads }) => leads), ...old.leads];
  const leads = namedBy({
    old: leadsOf(old),
    now: leadsOf(next),
    earlier: earlier.map(leadsOf),
    isPrintedTheSame: plainText(old.printed.leads) === plainText(next.printed.leads),
  });
  const coordinators = namedBy({
    old: old.coordinators,
    now: next.coordinators,
    earlier: earlier.map((row) => row.coordinators),
    isPrintedTheSame: plainText(old.printed.coordinators) === plainText(next.printed.coordinators),
  });
  return {
    ...next,
    leads: leads.flatMap((agency) => known.find(({ agencyId }) => agencyId === agency) ?? []),
    coordinators: without(coordinators, leads),
  };
};

/** As for a task's row. */
export const withLeadsOf = (old: PlanIndicatorRow, next: PlanIndicatorRow, earlier: readonly PlanIndicatorRow[]): PlanIndicatorRow => ({
  ...next,
  leads: namedBy({
    old: old.leads,
    now: next.leads,
    earlier: earlier.map(({ leads }) => leads),
    isPrintedTheSame: plainText(old.printedLeads) === plainText(next.printedLeads),
  }),
});
