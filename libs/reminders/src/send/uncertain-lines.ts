import type { Sql } from '#event-store';
import { storedLine, type LineRecord } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';

/**
 * What may or may not have arrived is never sent again by itself; its lines stand once more in the recipient's next digest, each
 * under a key of its own; not what somebody has sent again. Index: deliveries_slot (by recipient), ledger_delivery.
 */
const REPEAT = `
  insert into rem.ledger (row_key, recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency,
                          seat, due_at, policy_id, policy_version, delivery_id, stand_in)
  select l.row_key || '|again', l.recipient_key, l.plan_key, l.task_id, l.plan_id, l.part, l.subject, l.subject_version, l.rule,
         l.occurrence, l.agency, l.seat, l.due_at, l.policy_id, l.policy_version, digest.id, l.stand_in
    from unnest($1::text[], $2::uuid[]) as digest(recipient_key, id)
    join rem.deliveries d on d.recipient_key = digest.recipient_key and d.status = 'uncertain'
    join rem.ledger l on l.delivery_id = d.id and l.outcome is null
   where l.row_key not like '%|again'
     and not exists (select 1 from rem.deliveries n where n.again_of = d.id)
  on conflict (row_key, recipient_key) do nothing`;

/** Puts them into digests that are just being made. */
export const repeatUncertain = async (
  tx: Sql,
  digests: readonly { readonly recipientKey: string; readonly id: string }[],
): Promise<void> => {
  if (digests.length === 0) return;
  await tx.query(REPEAT, [digests.map(({ recipientKey }) => recipientKey), digests.map(({ id }) => id)]);
};

/** The lines that the next digest will repeat, as it will carry them. Writes nothing. */
export const uncertainLines = async (sql: Sql, recipientKey: string): Promise<readonly StoredLine[]> => {
  const { rows } = await sql.query<LineRecord>(
    `select l.row_key || '|again' as row_key, l.plan_key, l.task_id, l.plan_id, l.due_at, l.stand_in
       from rem.deliveries d join rem.ledger l on l.delivery_id = d.id and l.outcome is null
      where d.recipient_key = $1 and d.status = 'uncertain' and l.row_key not like '%|again'
        and not exists (select 1 from rem.deliveries n where n.again_of = d.id)
        and not exists (select 1 from rem.ledger again where again.row_key = l.row_key || '|again' and again.recipient_key = $1)`,
    [recipientKey],
  );
  return rows.map(storedLine);
};
