import type { Instant, PersonId } from '#domain';
import type { Sql } from '#event-store';
import type { OrderKind, Ordering, OrderOutcome, OrderTarget, RecordedOrder } from './order.js';

export interface NewOrder {
  readonly kind: OrderKind;
  readonly target: OrderTarget;
  readonly until?: Instant;
  readonly holdId?: string;
  readonly madeDelivery?: string;
}

export const insertOrder = async (tx: Sql, { kind, target, until, holdId, madeDelivery }: NewOrder, by: Ordering): Promise<string> => {
  const [planKey, delivery] = 'planKey' in target ? [target.planKey, null] : [null, target.delivery];
  const { rows } = await tx.query<{ id: string }>(
    `insert into rem.orders (kind, task_id, plan_key, delivery_id, until, hold_id, made_delivery, reason, person_id, request_key, request_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      ...[kind, by.taskId, planKey, delivery, until ?? null, holdId ?? null, madeDelivery ?? null],
      ...[by.reason, by.person, by.request?.key ?? null, by.request?.hash ?? null],
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('An order was not inserted');
  return id;
};

/** What the same person was answered to the same request; null: it is new. Index: orders_request. */
export const answeredBefore = async (tx: Sql, { person, request }: Ordering): Promise<OrderOutcome | null> => {
  if (request === null) return null;
  const { rows } = await tx.query<{ id: string; made_delivery: string | null; same: boolean }>(
    'select id, made_delivery, request_hash = $3 as same from rem.orders where person_id = $1 and request_key = $2',
    [person, request.key, request.hash],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return row.same ? { ok: true, id: row.id, delivery: row.made_delivery } : { ok: false, code: 'REQUEST.KEY_REUSED' };
};

interface OrderRow {
  readonly id: string;
  readonly kind: OrderKind;
  readonly plan_key: string | null;
  readonly delivery_id: string | null;
  readonly made_delivery: string | null;
  readonly until: Date | null;
  readonly active: boolean;
  readonly reason: string;
  readonly person_id: string;
  readonly ordered_at: Date;
}

const instant = (date: Date | null): Instant | null => (date === null ? null : (date.toISOString() as Instant));

/** Orders about a task, and about letters that tell of it among others, oldest first. Index: orders_task, orders_delivery, ledger_task. */
export const ordersOfTask = async (sql: Sql, taskId: string): Promise<readonly RecordedOrder[]> => {
  const { rows } = await sql.query<OrderRow>(
    `select o.id, o.kind, o.plan_key, o.delivery_id, o.made_delivery, o.until, o.kind = 'hold' and l.id is null and o.until > app_now() as active, o.reason,
            o.person_id, o.ordered_at
       from rem.orders o left join rem.orders l on l.hold_id = o.id
      where o.task_id = $1 or o.delivery_id in (select delivery_id from rem.ledger where task_id = $1)
      order by o.ordered_at, o.id`,
    [taskId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    planKey: row.plan_key,
    deliveryId: row.delivery_id,
    madeDelivery: row.made_delivery,
    until: instant(row.until),
    isActive: row.active,
    reason: row.reason,
    person: row.person_id as PersonId,
    at: row.ordered_at.toISOString() as Instant,
  }));
};
