import type { Sql } from '#event-store';
import type { PlanTables } from '../plan/reminder-plan.projection.js';

/**
 * What became of a delivery, or of a reminder that none was made for. `waiting`: not yet handed over; `returned`: it had left
 * and came back; `void`: the work moved on before; `silent`: not sent on purpose; `nobody`: nobody was found to send it to.
 */
export type DeliveryOutcome = 'sent' | 'returned' | 'waiting' | 'refused' | 'uncertain' | 'void' | 'silent' | 'nobody';

/** Where a list goes on: the row that was shown last. */
export interface AfterRow {
  readonly at: string;
  readonly key: string;
}

export interface DeliveryFilter {
  /** ISO instants: made from the first on, before the second. */
  readonly from: string;
  readonly to: string;
  readonly outcome?: DeliveryOutcome | undefined;
  readonly channel?: string | undefined;
  readonly agency?: string | undefined;
  /** A person's id. */
  readonly person?: string | undefined;
  readonly plan?: string | undefined;
  readonly after?: AfterRow | undefined;
  readonly limit: number;
}

/** A mail or message, or (without a channel) one reminder that nothing was made for. Instants in ISO 8601. */
export interface DeliveryRow {
  /** `d:<delivery id>`, or the line's key. */
  readonly key: string;
  readonly deliveryId: string | null;
  readonly madeAt: string;
  readonly outcome: DeliveryOutcome;
  readonly channel: string | null;
  readonly recipientKey: string | null;
  readonly kind: 'at-once' | 'scheduled' | null;
  readonly late: boolean;
  readonly attempts: number;
  readonly reason: string | null;
  readonly settledAt: string | null;
  /** When the report came that it could not be delivered. */
  readonly returnedAt: string | null;
  /** Of what waits: when it is tried next. */
  readonly nextAt: string | null;
  /** Reminders that it carries. */
  readonly lines: number;
  /** The oldest of them. */
  readonly first: DeliveryLine | null;
}

/** One reminder of a delivery. */
export interface DeliveryLine {
  readonly about: { readonly kind: 'task' | 'indicator'; readonly id: string; readonly ordinal: string | null; readonly title: string };
  readonly rule: string;
  readonly agency: string;
  readonly seat: string;
  readonly dueAt: string;
  /** Null: as its delivery. */
  readonly outcome: 'suppressed' | 'refused' | 'void' | null;
  readonly reason: string | null;
}

export interface DeliveryDetail extends DeliveryRow {
  /** Attempts that came to nothing, oldest first; the last one is the delivery's own outcome. */
  readonly tries: readonly { readonly at: string; readonly reason: string }[];
  readonly carried: readonly DeliveryLine[];
}

/** What it is about, from the plan's own fold: a title costs no other view. */
const ABOUT = `
  jsonb_build_object(
    'kind', case when t.state ? 'indicator' then 'indicator' else 'task' end, 'id', l.task_id,
    'ordinal', coalesce(t.state -> 'task' ->> 'ordinal', t.state -> 'indicator' ->> 'ordinal'),
    'title', coalesce(t.state -> 'task' ->> 'title', t.state -> 'indicator' ->> 'name', ''))`;
const LINE = `
  jsonb_build_object('about', ${ABOUT}, 'rule', l.rule, 'agency', l.agency, 'seat', l.seat, 'dueAt', l.due_at, 'outcome', l.outcome, 'reason', l.reason)`;

/** The ledger keeps what was sent as sent, with its return beside it; whoever reads is told that it came back. Of deliveries `d`. */
export const STATUS_OUTCOME = `
  case when d.returned_at is not null then 'returned' when d.status in ('ready', 'claimed', 'handing-over', 'retry') then 'waiting' else d.status end`;

const DELIVERY = `
  'd:' || d.id as key, d.id as "deliveryId", date_trunc('milliseconds', d.created_at) as "madeAt", ${STATUS_OUTCOME} as outcome, d.channel, d.recipient_key as "recipientKey",
  d.kind, d.late, d.attempts, coalesce('returned: ' || d.return_reason, d.reason) as reason, d.settled_at as "settledAt",
  d.returned_at as "returnedAt", case when d.status in ('ready', 'retry') then d.next_at end as "nextAt"`;

/**
 * Deliveries, and lines without one, newest first; times to the millisecond, as clients hold them. Index: deliveries_made, ledger_made (the range of days); ledger_delivery (a delivery's
 * lines), plan_tasks (titles, for the rows shown alone).
 */
const listOf = ({ tasks }: Pick<PlanTables, 'tasks'>): string => `
  with made as (
    select ${DELIVERY}, null::text as line_of
      from rem.deliveries d
     where d.created_at >= $1 and d.created_at < $2
       and ($3::text is null or ${STATUS_OUTCOME} = $3) and ($4::text is null or d.channel = $4)
       and ($6::text[] is null or d.recipient_key = any($6))
       and (($5::text is null and $7::uuid is null)
            or exists (select 1 from rem.ledger l where l.delivery_id = d.id and ($5::text is null or l.agency = $5) and ($7::uuid is null or l.plan_id = $7)))
    union all
    select l.row_key, null, date_trunc('milliseconds', l.recorded_at), case l.outcome when 'refused' then 'nobody' else 'silent' end, null, null,
           null, false, 0, l.reason, l.recorded_at, null, null, l.recipient_key
      from rem.ledger l
     where l.delivery_id is null and l.recorded_at >= $1 and l.recorded_at < $2
       and ($3::text is null or case l.outcome when 'refused' then 'nobody' else 'silent' end = $3) and $4::text is null
       and ($5::text is null or l.agency = $5) and $6::text[] is null and ($7::uuid is null or l.plan_id = $7)
  ), page as (
    select * from made where $8::timestamptz is null or ("madeAt", key collate "C") < ($8, $9)
     order by "madeAt" desc, key collate "C" desc limit $10
  )
  select page.*, carried.lines, carried.first
    from page
    cross join lateral (
      select count(*)::int as lines, (array_agg(${LINE} order by l.due_at, l.row_key))[1] as first
        from rem.ledger l left join ${tasks} t on t.task_id = l.task_id
       where l.delivery_id = page."deliveryId" or (l.row_key = page.key and l.recipient_key = page.line_of)) carried
   order by page."madeAt" desc, page.key collate "C" desc`;

const oneOf = ({ tasks }: Pick<PlanTables, 'tasks'>): string => `
  select ${DELIVERY}, d.tries,
         (select coalesce(jsonb_agg(${LINE} order by l.due_at, l.row_key), '[]') from rem.ledger l left join ${tasks} t on t.task_id = l.task_id
           where l.delivery_id = d.id) as carried
    from rem.deliveries d where d.id = $1`;

type Instants = 'madeAt' | 'settledAt' | 'returnedAt' | 'nextAt';
type Stored<Row extends DeliveryRow> = Omit<Row, Instants> & {
  readonly madeAt: Date;
  readonly settledAt: Date | null;
  readonly returnedAt: Date | null;
  readonly nextAt: Date | null;
  readonly first?: DeliveryLine | null;
};

const iso = (instant: string): string => new Date(instant).toISOString();
const lineOf = (line: DeliveryLine): DeliveryLine => ({ ...line, dueAt: iso(line.dueAt) });

const rowOf = (row: Stored<DeliveryRow>): DeliveryRow => ({
  key: row.key,
  deliveryId: row.deliveryId,
  madeAt: row.madeAt.toISOString(),
  outcome: row.outcome,
  channel: row.channel,
  recipientKey: row.recipientKey,
  kind: row.kind,
  late: row.late,
  attempts: row.attempts,
  reason: row.reason,
  settledAt: row.settledAt?.toISOString() ?? null,
  returnedAt: row.returnedAt?.toISOString() ?? null,
  nextAt: row.nextAt?.toISOString() ?? null,
  lines: row.lines,
  first: row.first == null ? null : lineOf(row.first),
});

/** Reads what was sent, what waits and what was not sent. */
export class DeliveryBook {
  constructor(
    private readonly sql: Sql,
    private readonly plan: Pick<PlanTables, 'tasks'>,
  ) {}

  /** Newest first. */
  async list({ from, to, outcome, channel, agency, person, plan, after, limit }: DeliveryFilter): Promise<readonly DeliveryRow[]> {
    const keys = person === undefined ? null : [`person:${person}`, `zalo:${person}`];
    const { rows } = await this.sql.query<Stored<DeliveryRow>>(listOf(this.plan), [
      ...[from, to, outcome ?? null, channel ?? null, agency ?? null, keys, plan ?? null],
      ...[after?.at ?? null, after?.key ?? null, limit],
    ]);
    return rows.map(rowOf);
  }

  async one(id: string): Promise<DeliveryDetail | null> {
    const { rows } = await this.sql.query<Stored<DeliveryDetail>>(oneOf(this.plan), [id]);
    const row = rows[0];
    if (row === undefined) return null;
    const carried = row.carried.map(lineOf);
    const tries = row.tries.map(({ at, reason }) => ({ at: iso(at), reason }));
    return { ...rowOf({ ...row, lines: carried.length, first: carried[0] ?? null }), tries, carried };
  }
}
