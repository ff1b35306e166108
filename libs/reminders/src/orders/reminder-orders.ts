import { dateInVietnam, endOfDay, type Instant } from '#domain';
import type { Sql } from '#event-store';
import { linesOf } from '../ledger/delivery-states.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { isStillPlanned, type TaskFence } from '../send/task-fence.js';
import type { RecipientDirectory } from '../recipients/recipients.port.js';
import { lastDayOfHold, refused, type Ordering, type OrderOutcome, type OrderRefusal, type OrderTarget, type Refused } from './order.js';
import { answeredBefore, insertOrder } from './order-records.js';
import type { Due, EarlyLetters } from './early-letters.js';

export interface OrderParts {
  readonly database: Database;
  readonly fence: TaskFence;
  readonly recipients: RecipientDirectory;
  readonly letters: EarlyLetters;
}

/** What may be sent again: what did not come, or of which nobody knows. */
const RESENT: readonly string[] = ['uncertain', 'refused', 'returned'];

/** What ends before it begins holds nothing back, and none lasts for ever. */
const forbidsHolding = (until: Instant, now: Instant, dueAt: Instant): Refused | null => {
  if (until <= dueAt) return refused('REMINDER.HOLD_ENDS_BEFORE_DUE', dateInVietnam(dueAt));
  const last = lastDayOfHold(now, dueAt);
  return until > endOfDay(last) ? refused('REMINDER.HOLD_TOO_LONG', last) : null;
};

interface Hold {
  readonly id: string;
  readonly plan_key: string | null;
  readonly delivery_id: string | null;
}

interface FoundDelivery {
  readonly status: string;
  readonly recipient_key: string;
  readonly channel: string;
  readonly resent: boolean;
  readonly paused: boolean;
}

/** Index: orders_row, orders_delivery, orders_lift. */
const ACTIVE_HOLD = `
  select h.id, h.plan_key, h.delivery_id from rem.orders h
   where h.kind = 'hold' and h.until > app_now() and not exists (select 1 from rem.orders l where l.hold_id = h.id)`;

/**
 * What people order about reminders: to hold one back, to let it go, to send it now, to send a letter again. Each order is recorded with
 * its reason in the transaction that carries it out, under the lock of the assembly: nothing is assembled meanwhile, and of two orders
 * at once the second sees the first. What is sent passes the same fence as any letter.
 */
export class ReminderOrders {
  constructor(private readonly parts: OrderParts) {}

  hold(target: OrderTarget, until: Instant, by: Ordering): Promise<OrderOutcome> {
    return this.#order(by, async (tx, now) => {
      if (until <= now) return refused('REMINDER.HOLD_ENDS_TOO_SOON');
      if ((await this.#holdOf(tx, target)) !== null) return refused('REMINDER.HELD_ALREADY');
      const due = await ('planKey' in target ? this.parts.letters.due(tx, target.planKey, by.taskId) : this.#due(tx, target.delivery, by));
      if ('refusal' in due) return refused(due.refusal);
      const forbidden = forbidsHolding(until, now, due.dueAt);
      if (forbidden !== null) return forbidden;
      if ('delivery' in target) await keep(tx, target.delivery, until);
      return { ok: true, id: await insertOrder(tx, { kind: 'hold', target, until }, by), delivery: null };
    });
  }

  lift(holdId: string, by: Ordering): Promise<OrderOutcome> {
    return this.#order(by, async (tx) => {
      const { rows } = await tx.query<Hold>(`${ACTIVE_HOLD} and h.id = $1`, [holdId]);
      const hold = rows[0];
      if (hold === undefined) return refused('REMINDER.NOT_HELD');
      const target: OrderTarget = hold.plan_key === null ? { delivery: hold.delivery_id ?? '' } : { planKey: hold.plan_key };
      if (!(await this.#concerns(tx, target, by))) return refused('REMINDER.NOT_FOUND');
      if ('delivery' in target) await this.#release(tx, target.delivery);
      return { ok: true, id: await insertOrder(tx, { kind: 'lift', target, holdId }, by), delivery: null };
    });
  }

  sendNow(target: OrderTarget, by: Ordering): Promise<OrderOutcome> {
    return this.#order(by, async (tx, now) => {
      if ('delivery' in target) return this.#hurry(tx, target, by);
      const made = await this.parts.letters.make(tx, target.planKey, by.taskId, now);
      if ('refusal' in made) return refused(made.refusal);
      const [delivery] = made.deliveries;
      const order = { kind: 'send-now' as const, target, ...(delivery === undefined ? {} : { madeDelivery: delivery }) };
      return { ok: true, id: await insertOrder(tx, order, by), delivery: delivery ?? null };
    });
  }

  resend(deliveryId: string, by: Ordering): Promise<OrderOutcome> {
    return this.#order(by, async (tx) => {
      const refusal = await this.#forbidsResending(tx, deliveryId, by);
      if (refusal !== null) return refused(refusal);
      const standing = await this.#standing(tx, deliveryId);
      if (standing.length === 0) return refused('REMINDER.MOVED_ON');
      const delivery = await resent(tx, deliveryId, standing);
      const order = { kind: 'resend' as const, target: { delivery: deliveryId }, madeDelivery: delivery };
      return { ok: true, id: await insertOrder(tx, order, by), delivery };
    });
  }

  #order(by: Ordering, carryOut: (tx: Sql, now: Instant) => Promise<OrderOutcome>): Promise<OrderOutcome> {
    return inTransaction(this.parts.database, async (tx) => {
      await tx.query("select pg_advisory_xact_lock(hashtext('dondoc-reminder-assembly'))");
      const before = await answeredBefore(tx, by);
      if (before !== null) return before;
      const { rows } = await tx.query<{ now: Date }>('select app_now() as now');
      return carryOut(tx, (rows[0]?.now ?? new Date(0)).toISOString() as Instant);
    });
  }

  async #holdOf(tx: Sql, target: OrderTarget): Promise<string | null> {
    const [column, key] = 'planKey' in target ? ['plan_key', target.planKey] : ['delivery_id', target.delivery];
    const { rows } = await tx.query<Hold>(`${ACTIVE_HOLD} and h.${column} = $1`, [key]);
    return rows[0]?.id ?? null;
  }

  /** Whether the order is about that task: one that may be seen by whoever ordered it. */
  async #concerns(tx: Sql, target: OrderTarget, { taskId }: Ordering): Promise<boolean> {
    if ('planKey' in target) return target.planKey.startsWith(`${taskId}|`);
    const { rows } = await tx.query('select 1 from rem.ledger where delivery_id = $1 and task_id = $2 limit 1', [target.delivery, taskId]);
    return rows.length > 0;
  }

  /** When a letter that waits is tried next; nobody sends it meanwhile. */
  async #due(tx: Sql, delivery: string, by: Ordering): Promise<Due> {
    if (!(await this.#concerns(tx, { delivery }, by))) return { refusal: 'REMINDER.NOT_FOUND' };
    const { rows } = await tx.query<{ next_at: Date }>(
      "select next_at from rem.deliveries where id = $1 and status in ('ready', 'retry') for update",
      [delivery],
    );
    return rows[0] === undefined ? { refusal: 'REMINDER.LEFT_ALREADY' } : { dueAt: rows[0].next_at.toISOString() as Instant };
  }

  async #release(tx: Sql, delivery: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `update rem.deliveries set next_at = app_now(), fence = fence + 1, reason = null where id = $1 and status in ('ready', 'retry')`,
      [delivery],
    );
    return rowCount === 1;
  }

  /** A letter that waits for its time is due now; a hold on it ends with that. */
  async #hurry(tx: Sql, target: { readonly delivery: string }, by: Ordering): Promise<OrderOutcome> {
    if (!(await this.#concerns(tx, target, by))) return refused('REMINDER.NOT_FOUND');
    if ((await found(tx, target.delivery))?.paused === true) return refused('REMINDER.CHANNEL_PAUSED');
    if ((await this.#standing(tx, target.delivery)).length === 0) return refused('REMINDER.MOVED_ON');
    const holdId = await this.#holdOf(tx, target);
    if (!(await this.#release(tx, target.delivery))) return refused('REMINDER.LEFT_ALREADY');
    if (holdId !== null) await insertOrder(tx, { kind: 'lift', target, holdId }, { ...by, request: null });
    return { ok: true, id: await insertOrder(tx, { kind: 'send-now', target }, by), delivery: target.delivery };
  }

  async #forbidsResending(tx: Sql, deliveryId: string, by: Ordering): Promise<OrderRefusal | null> {
    const delivery = await found(tx, deliveryId);
    if (delivery === null || !(await this.#concerns(tx, { delivery: deliveryId }, by))) return 'REMINDER.NOT_FOUND';
    if (!RESENT.includes(delivery.status)) return 'REMINDER.NOT_TO_RESEND';
    if (delivery.resent) return 'REMINDER.RESENT_ALREADY';
    if (delivery.paused) return 'REMINDER.CHANNEL_PAUSED';
    return (await this.parts.recipients.lookup(delivery.recipient_key)) === null ? 'REMINDER.NO_RECIPIENT' : null;
  }

  /** Keys of those lines of a letter for which the log still calls. */
  async #standing(tx: Sql, deliveryId: string): Promise<readonly string[]> {
    const lines = (await linesOf(tx, [deliveryId])).get(deliveryId) ?? [];
    const tasks = await this.parts.fence.readMany(lines.map(({ taskId }) => taskId));
    return lines.filter(({ taskId, planKey, dueAt }) => isStillPlanned(tasks.get(taskId), planKey, dueAt)).map(({ rowKey }) => rowKey);
  }
}

/**
 * A letter that waits keeps waiting until then. It leaves the morning's slot, for another may leave on that day; its generation rises,
 * so that the queue's job of before does nothing.
 */
const keep = async (tx: Sql, id: string, until: Instant): Promise<void> => {
  await tx.query(
    `update rem.deliveries set status = 'retry', next_at = $2, fence = fence + 1, kind = 'at-once', slot = null, reason = 'held' where id = $1`,
    [id, until],
  );
};

const found = async (tx: Sql, id: string): Promise<FoundDelivery | null> => {
  const { rows } = await tx.query<FoundDelivery>(
    `select case when d.returned_at is null then d.status else 'returned' end as status, d.recipient_key, d.channel, exists (select 1 from rem.deliveries n where n.again_of = d.id) as resent,
            d.channel in (select name from rem.paused_channels) as paused
       from rem.deliveries d where d.id = $1 for update of d`,
    [id],
  );
  return rows[0] ?? null;
};

/** Another delivery to the same recipient that names the first; its lines have keys of their own. */
const resent = async (tx: Sql, deliveryId: string, rowKeys: readonly string[]): Promise<string> => {
  const { rows } = await tx.query<{ id: string }>(
    `insert into rem.deliveries (recipient_key, channel, kind, again_of)
     select recipient_key, channel, 'at-once', id from rem.deliveries where id = $1 returning id`,
    [deliveryId],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('A delivery was not inserted');
  await tx.query(
    `insert into rem.ledger (row_key, recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency,
                             seat, due_at, policy_id, policy_version, delivery_id, stand_in)
     select row_key || '|resent', recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency, seat,
            due_at, policy_id, policy_version, $3, stand_in
       from rem.ledger where delivery_id = $1 and row_key = any($2)`,
    [deliveryId, rowKeys, id],
  );
  return id;
};
