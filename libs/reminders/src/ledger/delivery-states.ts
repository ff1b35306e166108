import type { Instant } from '#domain';
import type { Sql } from '#event-store';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import { excludeMarking, lookAgain } from '../plan/plan-marks.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import type { StoredLine } from './ledger-line.js';

export interface ClaimedDelivery {
  readonly id: string;
  readonly fence: number;
  readonly attempts: number;
  readonly recipientKey: string;
  readonly channel: string;
  readonly kind: 'at-once' | 'scheduled';
  readonly late: boolean;
  /** ISO instant by the database's clock. */
  readonly now: Instant;
  readonly createdAt: Instant;
}

const LEASE = "interval '2 minutes'";

/**
 * Takes a delivery that is due, or whose claim has lapsed. The update is the lock: of two workers one gets the row. The fence
 * rises, so that whoever held it before can record nothing any more.
 */
export const claim = async (sql: Sql, id: string): Promise<ClaimedDelivery | null> => {
  const { rows } = await sql.query<{
    fence: number;
    attempts: number;
    recipient_key: string;
    channel: string;
    kind: ClaimedDelivery['kind'];
    late: boolean;
    now: Date;
    created_at: Date;
  }>(
    `update rem.deliveries
        set status = 'claimed', fence = fence + 1, attempts = attempts + 1, lease_until = app_now() + ${LEASE}
      where id = $1 and channel not in (select name from rem.paused_channels)
        and ((status in ('ready', 'retry') and next_at <= app_now()) or (status = 'claimed' and lease_until < app_now()))
      returning fence, attempts, recipient_key, channel, kind, late, app_now() as now, created_at`,
    [id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { fence, attempts, channel, kind, late } = row;
  return {
    id,
    fence,
    attempts,
    channel,
    recipientKey: row.recipient_key,
    kind,
    late,
    now: row.now.toISOString() as Instant,
    createdAt: row.created_at.toISOString() as Instant,
  };
};

/** What stands in the row after the last attempt is told there; the ones before it are kept, the newest hundred. */
const triedBefore = (reason: string): string =>
  `(case when jsonb_array_length(tries) < 100 then tries else tries - 0 end) || jsonb_build_object('at', app_now(), 'reason', ${reason})`;

type Held = Pick<ClaimedDelivery, 'id' | 'fence'>;

/** False where the claim was lost meanwhile. `heads`: the version at which each task's stream stood, held, when it was begun. */
export const startHandingOver = async (tx: Sql, { id, fence }: Held, heads: ReadonlyMap<string, number>): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `update rem.deliveries set status = 'handing-over', lease_until = app_now() + ${LEASE}, heads = $3::jsonb
      where id = $1 and fence = $2 and status = 'claimed' and lease_until > app_now()`,
    [id, fence, JSON.stringify(Object.fromEntries(heads))],
  );
  return rowCount === 1;
};

type Settlement =
  { readonly status: 'sent'; readonly reference: string } | { readonly status: 'refused' | 'uncertain' | 'void'; readonly reason: string };

/** `sent` is true whatever happened to the lease in between: it also corrects an `uncertain` of the same fence. */
export const settle = async (sql: Sql, { id, fence }: Held, settlement: Settlement): Promise<void> => {
  const reference = settlement.status === 'sent' ? settlement.reference : null;
  const reason = settlement.status === 'sent' ? null : settlement.reason;
  await sql.query(
    `update rem.deliveries
        set status = $3, reference = $4, reason = $5, settled_at = app_now(), lease_until = null
      where id = $1 and fence = $2 and (status in ('claimed', 'handing-over') or (status = 'uncertain' and $3 = 'sent'))`,
    [id, fence, settlement.status, reference, reason],
  );
};

/** Back to waiting; `seconds` 0: at once. */
export const postpone = async (sql: Sql, { id, fence }: Held, seconds: number, reason: string): Promise<void> => {
  await sql.query(
    `update rem.deliveries
        set status = 'retry', next_at = app_now() + make_interval(secs => $3), reason = $4, lease_until = null,
            tries = ${triedBefore('$4::text')}
      where id = $1 and fence = $2 and status in ('claimed', 'handing-over')`,
    [id, fence, seconds, reason],
  );
};

/** Back to waiting without having been tried. */
export const rest = async (sql: Sql, { id, fence }: Held, seconds: number, reason: string): Promise<void> => {
  await sql.query(
    `update rem.deliveries
        set status = 'retry', next_at = app_now() + make_interval(secs => $3), reason = $4, lease_until = null, attempts = attempts - 1
      where id = $1 and fence = $2 and status = 'claimed'`,
    [id, fence, seconds, reason],
  );
};

/**
 * Leases that ran out: what was only claimed is tried again; what was being handed over may have arrived, and is never resent by
 * itself.
 */
export const lapse = async (sql: Sql): Promise<void> => {
  await sql.query(
    `update rem.deliveries
        set status = case status when 'claimed' then 'retry' else 'uncertain' end,
            reason = case status when 'claimed' then 'lapsed while claimed' else 'lapsed while handing over' end,
            next_at = app_now(),
            settled_at = case status when 'claimed' then null else app_now() end,
            lease_until = null,
            tries = case status when 'claimed' then ${triedBefore("'lapsed while claimed'")} else tries end
      where status in ('claimed', 'handing-over') and lease_until < app_now()`,
  );
};

export interface LineRecord {
  readonly row_key: string;
  readonly plan_key: string;
  readonly task_id: string;
  readonly plan_id: string | null;
  readonly due_at: Date;
  readonly stand_in: string | null;
}

export const storedLine = (row: LineRecord): StoredLine => ({
  rowKey: row.row_key,
  planKey: row.plan_key,
  taskId: row.task_id,
  planId: row.plan_id,
  dueAt: row.due_at.toISOString() as Instant,
  standIn: row.stand_in,
});

/** The lines that the delivery still carries, oldest first. */
export const linesOf = async (sql: Sql, deliveryId: string): Promise<readonly StoredLine[]> => {
  const { rows } = await sql.query<LineRecord>(
    `select row_key, plan_key, task_id, plan_id, due_at, stand_in from rem.ledger
      where delivery_id = $1 and outcome is null order by due_at, row_key collate "C"`,
    [deliveryId],
  );
  return rows.map(storedLine);
};

/** The work moved on: the lines are void, and their rows are looked at again, for the work may come back. */
export const voidLines = async (
  database: Database,
  tables: PlanTables,
  deliveryId: string,
  lines: readonly StoredLine[],
): Promise<void> => {
  if (lines.length === 0) return;
  await inTransaction(database, async (tx) => {
    await excludeMarking(tx);
    await tx.query(
      `update rem.ledger set outcome = 'void', reason = 'moved-on', recorded_at = app_now()
        where delivery_id = $1 and row_key = any($2) and outcome is null`,
      [deliveryId, lines.map(({ rowKey }) => rowKey)],
    );
    await lookAgain(
      tx,
      tables,
      lines.map(({ planKey }) => planKey),
    );
  });
};
