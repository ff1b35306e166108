import type { Instant } from '#domain';
import type { Sql } from '#event-store';
import type { Occurrence } from '../plan/plan-row.js';

/** When each row that somebody held is, or was, free again. */
export type HeldRows = ReadonlyMap<string, Instant>;

/** Of several holds of one row the last counts. Index: orders_row, orders_lift. */
const HOLDS = `
  select h.plan_key, max(least(h.until, l.ordered_at)) as free_at
    from rem.orders h left join rem.orders l on l.hold_id = h.id
   where h.kind = 'hold' and h.plan_key is not null
   group by h.plan_key`;

export const readHeldRows = async (sql: Sql): Promise<HeldRows> => {
  const { rows } = await sql.query<{ plan_key: string; free_at: Date }>(HOLDS);
  return new Map(rows.map(({ plan_key, free_at }) => [plan_key, free_at.toISOString() as Instant]));
};

/** From when on it may be told: when it falls due, or later, when a hold on it ends. */
export const readyAt = ({ row, dueAt }: Occurrence, holds: HeldRows): Instant => {
  const free = holds.get(row.key);
  return free !== undefined && free > dueAt ? free : dueAt;
};
