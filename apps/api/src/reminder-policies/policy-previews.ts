import type pg from 'pg';
import type { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import type { PolicyEffectsView } from '#contracts';
import type { Instant, PlanId, PolicySettings } from '#domain';
import type { Clock } from '#platform';
import type { AgencyQueries } from '#read-models';
import { planTablesOf, policyEffects, ruleLabel, seatLabel } from '#reminders';
import { reminderPlan } from '#schema';

/** As many days ahead a change is shown. */
const DAYS = 30;
/** As many reminders are shown one by one. */
const SHOWN = 100;

/** What a changed policy would do to the reminders of the coming days, before anybody confirms it. */
export class PolicyPreviews {
  constructor(
    private readonly pool: pg.Pool,
    private readonly policies: PoliciesOfTheLog,
    private readonly calendar: CalendarOfTheLog,
    private readonly agencies: AgencyQueries,
    private readonly clock: Clock,
  ) {}

  async of(planId: PlanId | null, settings: PolicySettings): Promise<PolicyEffectsView> {
    const [before, calendar, names] = await Promise.all([this.policies.book(), this.calendar.calendar(), this.agencies.names()]);
    const now = this.clock.now();
    const { version } = before.policy(planId);
    // The event that the change would be: what is shown is what is then planned.
    const after = before.with(
      planId,
      { type: 'PolicyAdopted', data: { planId, settings, basis: '', effectiveAt: now } },
      { version: version + 1, recordedAt: now },
    );
    const until = new Date(Date.parse(now) + DAYS * 86_400_000).toISOString() as Instant;
    const change = { before, after, calendar, now, until, planId, shown: SHOWN };
    const { first, byRule, ...counts } = await policyEffects(this.pool, planTablesOf(reminderPlan), change);
    return {
      version,
      days: DAYS,
      ...counts,
      byRule: byRule.map(({ rule, ...ofRule }) => ({ ...ofRule, rule: ruleLabel(rule) })),
      first: first.map(({ subject, row, from, to }) => ({
        ...subject,
        agency: { id: row.agency, name: names.get(row.agency) ?? row.agency },
        seat: row.seat,
        seatLabel: seatLabel(row.seat),
        rule: ruleLabel(row.rule),
        from,
        to,
      })),
    };
  }
}
