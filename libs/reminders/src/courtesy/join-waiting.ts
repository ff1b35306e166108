import type { Sql } from '#event-store';

/** Messages to one telephone that have not left, where they are more than one. Locked: none of them is claimed meanwhile. Index: deliveries_zalo. */
const SEVERAL = `
  select id, recipient_key from rem.deliveries d
   where channel = 'zalo' and status in ('ready', 'retry')
     and exists (select 1 from rem.deliveries o where o.recipient_key = d.recipient_key and o.channel = 'zalo'
                    and o.status in ('ready', 'retry') and o.id <> d.id)
   order by recipient_key, created_at, id limit 2000 for update skip locked`;
const MOVE = 'update rem.ledger set delivery_id = $1 where delivery_id = any($2) and outcome is null';
const EMPTIED = "update rem.deliveries set status = 'void', reason = 'joined', settled_at = app_now() where id = any($1)";
const HAS_URGENT = `
  update rem.deliveries set next_at = least(next_at, app_now())
   where id = $1 and exists (select 1 from rem.ledger where delivery_id = $1 and outcome is null and rule = 'urged-urgently')`;

/**
 * What waits for one telephone becomes one message, the oldest, which tells of all: limits of a day and a week then hold nothing back
 * for ever.
 */
export const joinWaiting = async (tx: Sql): Promise<void> => {
  const { rows } = await tx.query<{ id: string; recipient_key: string }>(SEVERAL);
  const byRecipient = new Map<string, string[]>();
  for (const { id, recipient_key: key } of rows) byRecipient.set(key, [...(byRecipient.get(key) ?? []), id]);
  for (const [first, ...others] of byRecipient.values()) {
    if (first === undefined || others.length === 0) continue;
    await tx.query(MOVE, [first, others]);
    await tx.query(EMPTIED, [others]);
    await tx.query(HAS_URGENT, [first]);
  }
};
