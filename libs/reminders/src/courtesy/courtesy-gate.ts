import { dateInVietnam, type Instant, type PlainDate } from '#domain';
import type { Sql } from '#event-store';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { weekOf } from './courtesy-hours.js';
import { restOf, type Rest, type Rung } from './courtesy-rest.js';

/** Of one person one message is judged at a time, so that two at once do not both find the day free. */
const HELD = `
  select app_now() as now, pg_advisory_xact_lock(hashtextextended('dondoc-courtesy ' || recipient_key, 0)),
         exists (select 1 from rem.ledger l where l.delivery_id = d.id and l.outcome is null and l.rule = 'urged-urgently') as urgent
    from rem.deliveries d where d.id = $1`;
/** What was begun or sent, or may have been; what came back waits for another day and counts there. Index: courtesy_days_recipient. */
const RUNG = `
  select count(*) filter (where c.day = $2::date)::int as today, count(*)::int as "thisWeek"
    from rem.deliveries own
    join rem.courtesy_days c on c.recipient_key = own.recipient_key and c.delivery_id <> own.id
                            and c.day between $3::date and $3::date + 6
    join rem.deliveries d on d.id = c.delivery_id and d.status in ('claimed', 'handing-over', 'sent', 'uncertain')
   where own.id = $1`;
const TAKE = `
  insert into rem.courtesy_days (recipient_key, day, delivery_id)
  select recipient_key, $2::date, id from rem.deliveries where id = $1
  on conflict (delivery_id) do update set day = excluded.day`;

/**
 * Whether a courtesy may leave now: in office hours of a working day, so many a day and a week for a person, as the general policy
 * has it. What may not is told when to come again, and is never dropped.
 */
export class CourtesyGate {
  constructor(
    private readonly database: Database,
    private readonly policies: LivePolicies,
    private readonly calendar: LiveCalendar,
  ) {}

  /** Null: now, and the person's day counts it. */
  async restOf(deliveryId: string): Promise<Rest | null> {
    const [book, calendar] = await Promise.all([this.policies.book(), this.calendar.calendar()]);
    return inTransaction(this.database, async (tx) => {
      const { rows } = await tx.query<{ now: Date; urgent: boolean }>(HELD, [deliveryId]);
      const held = rows[0];
      if (held === undefined) throw new Error(`There is no delivery ${deliveryId}`);
      const now = held.now.toISOString() as Instant;
      const today = dateInVietnam(now);
      const rung = await rungIn(tx, deliveryId, today);
      const rest = restOf({ now, isUrgent: held.urgent, rung }, book.ruling(null), calendar);
      if (rest === null) await tx.query(TAKE, [deliveryId, today]);
      return rest;
    });
  }
}

const rungIn = async (tx: Sql, deliveryId: string, today: PlainDate): Promise<Rung> => {
  const { rows } = await tx.query<{ today: number; thisWeek: number }>(RUNG, [deliveryId, today, weekOf(today)]);
  return rows[0] ?? { today: 0, thisWeek: 0 };
};
