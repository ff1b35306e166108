import type { AgencyId, Instant, PersonId, PlainDate, PlanId } from '#domain';
import type { Sql } from '#event-store';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { RuleName } from '../policy/reminder-policy.js';
import { nextRepetition, type Seat } from './plan-row.js';
import type { PlanTables } from './reminder-plan.projection.js';

/** A seat that reminders are addressed to, and how many of them. */
export interface ComingSeat {
  readonly agency: AgencyId;
  readonly seat: Seat;
  /** The one nominated by name, to whom they go where they can. */
  readonly officer: PersonId | null;
  readonly reminders: number;
}

export interface ComingSeatParts {
  readonly database: Sql;
  readonly plan: { readonly tables: PlanTables };
  readonly policies: LivePolicies;
  readonly calendar: LiveCalendar;
}

interface Group {
  readonly agency: string;
  readonly seat: string;
  readonly officer: string | null;
  readonly plan_id: string | null;
  readonly rule: string;
  readonly due_at: Date;
  readonly anchor: string | null;
  readonly count: number;
}

/** What waits or falls due until then; what the ledger has already bears no mark. Index: plan_rows by next_at. */
const GROUPS = ({ rows }: PlanTables): string => `
  select agency, seat, officer, plan_id, rule, due_at, anchor::text as anchor, count(*)::int as count
    from ${rows} where next_at <= $1 and suppressed is null
   group by agency, seat, officer, plan_id, rule, due_at, anchor`;

/** Whom the reminders between two instants are addressed to: counted by what is planned now, a repeating rule as often as it comes. */
export const comingSeats = async (
  { database, plan, policies, calendar }: ComingSeatParts,
  now: Instant,
  until: Instant,
): Promise<readonly ComingSeat[]> => {
  const [{ rows }, book, days] = await Promise.all([
    database.query<Group>(GROUPS(plan.tables), [until]),
    policies.book(),
    calendar.calendar(),
  ]);
  const times = ({ due_at, anchor, plan_id, rule }: Group): number => {
    if (anchor === null) return 1;
    const series = { rule: rule as RuleName, anchor: anchor as PlainDate, dueAt: due_at.toISOString() as Instant };
    const policy = book.ruling(plan_id as PlanId | null);
    let count = 0;
    for (let at = nextRepetition(series, now, policy, days); at <= until; at = nextRepetition(series, at, policy, days)) count += 1;
    return count;
  };
  const seats = new Map<string, ComingSeat>();
  for (const group of rows) {
    const key = [group.agency, group.seat, group.officer ?? ''].join(' ');
    const before = seats.get(key)?.reminders ?? 0;
    seats.set(key, {
      agency: group.agency as AgencyId,
      seat: group.seat as Seat,
      officer: group.officer as PersonId | null,
      reminders: before + group.count * times(group),
    });
  }
  return [...seats.values()].filter(({ reminders }) => reminders > 0);
};
