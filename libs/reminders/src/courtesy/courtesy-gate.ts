import { addDays, dateInVietnam, type Instant } from '#domain';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { Database } from '../shared/transaction.js';
import { A_WEEK, morningAfter, opensAt, weekOf } from './courtesy-hours.js';

/** Takes the person's day for this delivery, unless another has it or the week is full. The primary key is the lock. */
const TAKE = `
  insert into rem.courtesy_days (recipient_key, day, delivery_id)
  select d.recipient_key, $2::date, d.id from rem.deliveries d
   where d.id = $1
     and (select count(*) from rem.courtesy_days c
           where c.recipient_key = d.recipient_key and c.day >= $3::date and c.day <> $2::date and c.day < $3::date + 7) < ${A_WEEK}
  on conflict do nothing`;
const HELD = `
  select exists (select 1 from rem.courtesy_days where delivery_id = $1 and day = $2::date) as mine,
         exists (select 1 from rem.courtesy_days c join rem.deliveries d using (recipient_key) where d.id = $1 and c.day = $2::date) as taken`;

/**
 * Whether a courtesy may leave now: in office hours of a working day, one a day and three a week for a person. What may not is told
 * when to come again, and is never dropped.
 */
export class CourtesyGate {
  constructor(
    private readonly sql: Database,
    private readonly calendar: LiveCalendar,
  ) {}

  /** Null: now. */
  async restsUntil(deliveryId: string): Promise<Instant | null> {
    const calendar = await this.calendar.calendar();
    const { rows } = await this.sql.query<{ now: Date }>('select app_now() as now');
    const now = (rows[0]?.now ?? new Date(0)).toISOString() as Instant;
    const closed = opensAt(now, calendar);
    if (closed !== null) return closed;
    const today = dateInVietnam(now);
    await this.sql.query(TAKE, [deliveryId, today, weekOf(today)]);
    const { rows: held } = await this.sql.query<{ mine: boolean; taken: boolean }>(HELD, [deliveryId, today]);
    if (held[0]?.mine === true) return null;
    // The day is another's; or nobody's, and then the week is full.
    return held[0]?.taken === true ? morningAfter(today, calendar) : morningAfter(addDays(weekOf(today), 6), calendar);
  }
}
