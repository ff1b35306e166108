import type { Sql } from '#event-store';
import { holdsOf, type Hold } from '../holds/holds.js';

/** A provider tells that a message came to its phone: what nobody could know until then is known to be sent. */
export const recordReceipt = async (sql: Sql, deliveryId: string, reference: string): Promise<void> => {
  await sql.query(
    `update rem.deliveries set status = 'sent', reference = $2, reason = null, settled_at = app_now(), lease_until = null
      where id = $1 and channel = 'zalo' and status = 'uncertain'`,
    [deliveryId, reference],
  );
};

/** How a channel stands. ISO instants. */
export interface ChannelState {
  readonly paused: { readonly reason: string; readonly at: string } | null;
  /** Destinations that put messages off; `*`: the whole channel does. */
  readonly holds: readonly Hold[];
  /** Deliveries that have not left. */
  readonly waiting: number;
  /** Of the last seven days, by what became of them. */
  readonly lastWeek: { readonly sent: number; readonly returned: number; readonly refused: number; readonly uncertain: number };
}

/**
 * What has not left: index deliveries_open. What was settled in a week was made in the two months before, but where a channel rested for
 * longer: index deliveries_made.
 */
const COUNTS = `
  select (select count(*)::int from rem.deliveries
           where channel = $1 and status in ('ready', 'claimed', 'handing-over', 'retry')) as waiting,
         count(*) filter (where status = 'sent' and returned_at is null)::int as sent,
         count(*) filter (where returned_at is not null)::int as returned,
         count(*) filter (where status = 'refused')::int as refused,
         count(*) filter (where status = 'uncertain' and returned_at is null)::int as uncertain
    from rem.deliveries
   where channel = $1 and created_at > app_now() - interval '60 days' and settled_at > app_now() - interval '7 days'`;

export const channelState = async (sql: Sql, channel: string): Promise<ChannelState> => {
  const { rows: paused } = await sql.query<{ reason: string; paused_at: Date }>(
    'select reason, paused_at from rem.paused_channels where name = $1',
    [channel],
  );
  const { rows: counts } = await sql.query<ChannelState['lastWeek'] & { waiting: number }>(COUNTS, [channel]);
  const { waiting, ...lastWeek } = counts[0] ?? { waiting: 0, sent: 0, returned: 0, refused: 0, uncertain: 0 };
  const pause = paused[0];
  const holds = await holdsOf(sql, channel);
  return { holds, paused: pause === undefined ? null : { reason: pause.reason, at: pause.paused_at.toISOString() }, waiting, lastWeek };
};

export const resumeChannel = async (sql: Sql, channel: string): Promise<void> => {
  await sql.query('delete from rem.paused_channels where name = $1', [channel]);
};
