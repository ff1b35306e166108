import type { Instant, PolicyBook } from '#domain';
import type { Sql } from '#event-store';
import type { ChannelName } from '../recipients/channel.port.js';
import type { LedgerLine } from './ledger-line.js';

export interface NewDelivery {
  readonly recipientKey: string;
  readonly channel: ChannelName;
  readonly kind: 'at-once' | 'scheduled';
  readonly slot: string | null;
  readonly late: boolean;
  /** Not before; null: at once. */
  readonly leavesAt: Instant | null;
}

/** Raises where a recipient's slot is taken: a second mail of that slot cannot be made. Answers the ids, in the order given. */
export const insertDeliveries = async (tx: Sql, deliveries: readonly NewDelivery[]): Promise<readonly string[]> => {
  if (deliveries.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>('select uuidv7() as id from generate_series(1, $1::int)', [deliveries.length]);
  const ids = rows.map(({ id }) => id);
  await tx.query(
    `insert into rem.deliveries (id, recipient_key, channel, kind, slot, late, next_at)
     select id, recipient_key, channel, kind, slot, late, greatest(app_now(), leaves_at)
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[])
            as d(id, recipient_key, channel, kind, slot, late, leaves_at)`,
    [
      ids,
      deliveries.map(({ recipientKey }) => recipientKey),
      deliveries.map(({ channel }) => channel),
      deliveries.map(({ kind }) => kind),
      deliveries.map(({ slot }) => slot),
      deliveries.map(({ late }) => late),
      deliveries.map(({ leavesAt }) => leavesAt),
    ],
  );
  return ids;
};

const record = (line: LedgerLine, policies: PolicyBook): object => {
  const { row, key, occurrence, dueAt } = line.occurrence;
  const policy = policies.ruling(row.planId);
  return {
    row_key: key,
    recipient_key: line.recipientKey,
    plan_key: row.key,
    task_id: row.taskId,
    plan_id: row.planId,
    part: row.part,
    subject: row.subject,
    subject_version: row.subjectVersion,
    rule: row.rule,
    occurrence,
    agency: row.agency,
    seat: row.seat,
    due_at: dueAt,
    policy_id: policy.id,
    policy_version: policy.version,
    delivery_id: line.deliveryId,
    outcome: line.outcome,
    reason: line.reason,
    stand_in: line.standIn ?? null,
  };
};

/** A line whose work moved on may come again when the work comes back; any other stands for ever. */
const INSERT_LINES = `
  insert into rem.ledger (row_key, recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency,
                          seat, due_at, policy_id, policy_version, delivery_id, outcome, reason, stand_in)
  select * from jsonb_to_recordset($1::jsonb) as l(
    row_key text, recipient_key text, plan_key text, task_id uuid, plan_id uuid, part text, subject text, subject_version text,
    rule text, occurrence text, agency text, seat text, due_at timestamptz, policy_id text, policy_version integer, delivery_id uuid, outcome text,
    reason text, stand_in uuid)
  on conflict (row_key, recipient_key) do update
     set delivery_id = excluded.delivery_id, stand_in = excluded.stand_in, outcome = excluded.outcome, reason = excluded.reason, recorded_at = app_now()
   where rem.ledger.outcome = 'void'`;

export const insertLines = async (tx: Sql, lines: readonly LedgerLine[], policies: PolicyBook): Promise<void> => {
  if (lines.length > 0) await tx.query(INSERT_LINES, [JSON.stringify(lines.map((line) => record(line, policies)))]);
};
