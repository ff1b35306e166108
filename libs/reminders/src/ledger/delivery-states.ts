import type { Instant } from '#domain';
import { heldStreams, type Sql, type Statement } from '#event-store';
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

interface ClaimedRow {
  readonly id: string;
  readonly fence: number;
  readonly attempts: number;
  readonly recipient_key: string;
  readonly channel: string;
  readonly kind: ClaimedDelivery['kind'];
  readonly late: boolean;
  readonly now: Date;
  readonly created_at: Date;
}

const CLAIM: Statement = {
  name: 'rem_claim',
  text: `
  with free as (
    select id from rem.deliveries
     where id = any($1::uuid[]) and channel not in (select name from rem.paused_channels)
       and ((status in ('ready', 'retry') and next_at <= app_now()) or (status = 'claimed' and lease_until < app_now()))
     order by id for update skip locked)
  update rem.deliveries d
     set status = 'claimed', fence = d.fence + 1, attempts = d.attempts + 1, lease_until = app_now() + ${LEASE}
    from free where d.id = free.id
  returning d.id, d.fence, d.attempts, d.recipient_key, d.channel, d.kind, d.late, app_now() as now, d.created_at`,
};

/**
 * Takes those deliveries that are due, or whose claim has lapsed. The row's lock decides: of two workers one gets it, the other passes it
 * by. The fence rises, so that whoever held it before can record nothing any more. In the order given.
 */
export const claim = async (sql: Sql, ids: readonly string[]): Promise<readonly ClaimedDelivery[]> => {
  const { rows } = await sql.query<ClaimedRow>(CLAIM, [ids]);
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows
    .map(({ recipient_key, created_at, now, ...row }) => ({
      ...row,
      recipientKey: recipient_key,
      now: now.toISOString() as Instant,
      createdAt: created_at.toISOString() as Instant,
    }))
    .sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
};

/** What stands in the row after the last attempt is told there; the ones before it are kept, the newest hundred. */
const triedBefore = (reason: string): string =>
  `(case when jsonb_array_length(tries) < 100 then tries else tries - 0 end) || jsonb_build_object('at', app_now(), 'reason', ${reason})`;

type Held = Pick<ClaimedDelivery, 'id' | 'fence'>;

export interface Beginning {
  readonly delivery: Held;
  /** The version at which each task's stream stood, held, when it was begun. */
  readonly heads: ReadonlyMap<string, number>;
}

/** Answers the ids of those that are begun; the claim of the others was lost meanwhile. */
export const startHandingOver = async (tx: Sql, beginnings: readonly Beginning[]): Promise<ReadonlySet<string>> => {
  if (beginnings.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string }>(
    `update rem.deliveries d set status = 'handing-over', lease_until = app_now() + ${LEASE}, heads = b.heads
       from unnest($1::uuid[], $2::integer[], $3::jsonb[]) as b(id, fence, heads)
      where d.id = b.id and d.fence = b.fence and d.status = 'claimed' and d.lease_until > app_now()
     returning d.id`,
    [
      beginnings.map(({ delivery }) => delivery.id),
      beginnings.map(({ delivery }) => delivery.fence),
      beginnings.map(({ heads }) => JSON.stringify(Object.fromEntries(heads))),
    ],
  );
  return new Set(rows.map(({ id }) => id));
};

/** A stream as it was read. */
export interface ReadHead {
  readonly taskId: string;
  readonly stream: string;
  readonly version: number;
}

const BEGIN_UNCHANGED: Statement = {
  name: 'rem_begin_unchanged',
  text: `
  with held as materialized (select stream_id, version from ${heldStreams('$3')}),
       unchanged as (
         select read.nth, jsonb_object_agg(read.task, read.version) as heads
           from unnest($4::integer[], $5::text[], $6::text[], $7::integer[]) as read(nth, task, stream, version)
           join held on held.stream_id = read.stream
          group by read.nth
         having bool_and(held.version = read.version))
  update rem.deliveries d set status = 'handing-over', lease_until = app_now() + ${LEASE}, heads = unchanged.heads
    from unnest($1::uuid[], $2::integer[]) with ordinality as b(id, fence, nth) join unchanged on unchanged.nth = b.nth
   where d.id = b.id and d.fence = b.fence and d.status = 'claimed' and d.lease_until > app_now()
  returning d.id`,
};

/**
 * Begins those whose streams all stand where they were read, in one statement that holds them until it has committed. Answers their
 * ids; of the others a stream has grown, or the claim was lost.
 */
export const beginUnchanged = async (
  sql: Sql,
  begun: readonly { readonly delivery: Held; readonly heads: readonly ReadHead[] }[],
): Promise<ReadonlySet<string>> => {
  const read = begun.flatMap(({ heads }, index) => heads.map((head) => ({ ...head, nth: index + 1 })));
  const { rows } = await sql.query<{ id: string }>(BEGIN_UNCHANGED, [
    begun.map(({ delivery }) => delivery.id),
    begun.map(({ delivery }) => delivery.fence),
    [...new Set(read.map(({ stream }) => stream))],
    read.map(({ nth }) => nth),
    read.map(({ taskId }) => taskId),
    read.map(({ stream }) => stream),
    read.map(({ version }) => version),
  ]);
  return new Set(rows.map(({ id }) => id));
};

export type Settlement =
  { readonly status: 'sent'; readonly reference: string } | { readonly status: 'refused' | 'uncertain' | 'void'; readonly reason: string };

export interface Settled {
  readonly delivery: Held;
  readonly settlement: Settlement;
}

const SETTLE: Statement = {
  name: 'rem_settle',
  text: `
  with outcome as (
    select o.* from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[]) as o(id, fence, status, reference, reason)),
  held as (select d.id from rem.deliveries d where d.id in (select id from outcome) order by d.id for update)
  update rem.deliveries d
     set status = o.status, reference = o.reference, reason = o.reason, settled_at = app_now(), lease_until = null
    from outcome o, held
   where d.id = o.id and held.id = o.id and d.fence = o.fence
     and (d.status in ('claimed', 'handing-over') or (d.status = 'uncertain' and o.status = 'sent'))`,
};

/** `sent` is true whatever happened to the lease in between: it also corrects an `uncertain` of the same fence. */
export const settle = async (sql: Sql, settled: readonly Settled[]): Promise<void> => {
  await sql.query(SETTLE, [
    settled.map(({ delivery }) => delivery.id),
    settled.map(({ delivery }) => delivery.fence),
    settled.map(({ settlement }) => settlement.status),
    settled.map(({ settlement }) => (settlement.status === 'sent' ? settlement.reference : null)),
    settled.map(({ settlement }) => (settlement.status === 'sent' ? null : settlement.reason)),
  ]);
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
      where id in (select id from rem.deliveries
                    where status in ('claimed', 'handing-over') and lease_until < app_now() order by id for update skip locked)`,
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

const LINES: Statement = {
  name: 'rem_lines',
  text: `
  select delivery_id, row_key, plan_key, task_id, plan_id, due_at, stand_in from rem.ledger
   where delivery_id = any($1::uuid[]) and outcome is null order by due_at, row_key collate "C"`,
};

/** The lines that deliveries still carry, by delivery, oldest first. */
export const linesOf = async (sql: Sql, deliveryIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredLine[]>> => {
  const { rows } = await sql.query<LineRecord & { delivery_id: string }>(LINES, [deliveryIds]);
  const lines = new Map<string, StoredLine[]>(deliveryIds.map((id) => [id, []]));
  for (const row of rows) lines.get(row.delivery_id)?.push(storedLine(row));
  return lines;
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
