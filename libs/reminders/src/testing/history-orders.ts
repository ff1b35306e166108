import type { Instant, PersonId, TaskId } from '#domain';
import type { Ordering, OrderOutcome } from '../orders/order.js';
import { ordersIn } from './letters-in.js';
import { planTables, type ReminderWorld } from './reminder-world.js';

/** `hold`, `lift`, `send-now`: of a reminder of the plan; the others of a letter. */
export const ORDERS = ['hold', 'lift', 'send-now', 'hold-letter', 'hurry', 'resend'] as const;
export type HistoryOrder = (typeof ORDERS)[number];

const OFFICER = '0190a000-0000-7000-8000-000000000001' as PersonId;

/** The nth of what stands there, counted round; null: there is none. */
const nthOf = async (world: ReminderWorld, nth: number, question: string, values: readonly unknown[]): Promise<string | null> => {
  const { rows } = await world.database.pool.query<{ id: string }>(question, [...values]);
  return rows[nth % Math.max(1, rows.length)]?.id ?? null;
};

const ROWS = `select key as id from ${planTables.rows} where task_id = $1 order by due_at, rule, subject, seat, agency`;
const HOLDS = `
  select h.id from rem.orders h
   where h.kind = 'hold' and h.task_id = $1 and not exists (select 1 from rem.orders l where l.hold_id = h.id) order by h.ordered_at, h.id`;
const LETTERS = `
  select d.id from rem.deliveries d
   where d.status = any($2) and exists (select 1 from rem.ledger l where l.delivery_id = d.id and l.task_id = $1) order by d.created_at, d.id`;

/** Orders something about a reminder or a letter of the task, if there is one; what is refused does not happen. */
export const orderIn = async (
  world: ReminderWorld,
  task: TaskId,
  { order, nth, until }: { readonly order: HistoryOrder; readonly nth: number; readonly until: Instant },
): Promise<void> => {
  const by: Ordering = { taskId: task, person: OFFICER, reason: 'Theo chỉ đạo', request: null };
  const orders = ordersIn(world);
  const row = (act: (planKey: string) => Promise<OrderOutcome>) => async () => {
    const found = await nthOf(world, nth, ROWS, [task]);
    if (found !== null) await act(found);
  };
  const letter = (statuses: readonly string[], act: (delivery: string) => Promise<OrderOutcome>) => async () => {
    const found = await nthOf(world, nth, LETTERS, [task, statuses]);
    if (found !== null) await act(found);
  };
  const waiting = ['ready', 'retry'];
  const carryOut: Readonly<Record<HistoryOrder, () => Promise<void>>> = {
    hold: row((planKey) => orders.hold({ planKey }, until, by)),
    lift: async () => {
      const found = await nthOf(world, nth, HOLDS, [task]);
      if (found !== null) await orders.lift(found, by);
    },
    'send-now': row((planKey) => orders.sendNow({ planKey }, by)),
    'hold-letter': letter(waiting, (delivery) => orders.hold({ delivery }, until, by)),
    hurry: letter(waiting, (delivery) => orders.sendNow({ delivery }, by)),
    resend: letter(['uncertain', 'refused'], (delivery) => orders.resend(delivery, by)),
  };
  await carryOut[order]();
};
