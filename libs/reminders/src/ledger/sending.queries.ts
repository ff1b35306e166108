import type { Sql } from '#event-store';
import { channelState, type ChannelState } from '../courtesy/receipts.js';
import { STATUS_OUTCOME, type DeliveryOutcome } from './delivery-list.queries.js';

const CHANNELS = ['email', 'zalo'] as const;

/** How a channel stands, from what the ledger saw of it in the last fourteen days. ISO instants. */
export interface ChannelHealth extends ChannelState {
  readonly channel: (typeof CHANNELS)[number];
  readonly lastSentAt: string | null;
  /** The newest that was refused, whose outcome is unknown, or that waits for another attempt. */
  readonly lastTrouble: { readonly at: string; readonly reason: string; readonly outcome: 'refused' | 'uncertain' | 'waiting' } | null;
  /** Since when the oldest of those that could have left by now has waited; null: none has. */
  readonly dueSince: string | null;
}

/** A look back that the ranges of days in `deliveries_made` keep short. */
const RECENT = "created_at > app_now() - interval '14 days'";

/** Index: deliveries_made, deliveries_open. */
const HEALTH = `
  select (select max(settled_at) from rem.deliveries where ${RECENT} and channel = $1 and status = 'sent') as sent_at,
         (select min(next_at) from rem.deliveries where channel = $1 and status in ('ready', 'claimed', 'handing-over', 'retry') and next_at <= app_now()) as due_since`;
const TROUBLE = `
  select coalesce(settled_at, (tries -> -1 ->> 'at')::timestamptz, created_at) as at, coalesce(reason, '') as reason,
         case status when 'retry' then 'waiting' else status end as outcome
    from rem.deliveries
   where ${RECENT} and channel = $1 and status in ('refused', 'uncertain', 'retry') and reason is distinct from 'no-recipient'
   order by 1 desc limit 1`;

const healthOf = async (sql: Sql, channel: ChannelHealth['channel']): Promise<ChannelHealth> => {
  const [state, { rows: health }, { rows: trouble }] = await Promise.all([
    channelState(sql, channel),
    sql.query<{ sent_at: Date | null; due_since: Date | null }>(HEALTH, [channel]),
    sql.query<{ at: Date; reason: string; outcome: 'refused' | 'uncertain' | 'waiting' }>(TROUBLE, [channel]),
  ]);
  const last = trouble[0];
  return {
    ...state,
    channel,
    lastSentAt: health[0]?.sent_at?.toISOString() ?? null,
    lastTrouble: last === undefined ? null : { ...last, at: last.at.toISOString() },
    dueSince: health[0]?.due_since?.toISOString() ?? null,
  };
};

export const channelsHealth = (sql: Sql): Promise<readonly ChannelHealth[]> =>
  Promise.all(CHANNELS.map((channel) => healthOf(sql, channel)));

/** What was made in a span of time, by what became of it: deliveries, and reminders that none was made for. */
export interface OutcomeCount {
  readonly outcome: DeliveryOutcome;
  /** Of what was not sent: why. */
  readonly reason: string | null;
  readonly count: number;
}

/** Index: deliveries_made, ledger_made. */
const COUNTS = `
  select ${STATUS_OUTCOME} as outcome, null as reason, count(*)::int as count
    from rem.deliveries d where created_at >= $1 and created_at < $2 group by 1
  union all
  select case outcome when 'refused' then 'nobody' else 'silent' end, reason, count(*)::int
    from rem.ledger where delivery_id is null and recorded_at >= $1 and recorded_at < $2 group by 1, 2
  order by 1, 3 desc, 2`;

/** Between two ISO instants. */
export const outcomeCounts = async (sql: Sql, from: string, to: string): Promise<readonly OutcomeCount[]> =>
  (await sql.query<OutcomeCount>(COUNTS, [from, to])).rows;
