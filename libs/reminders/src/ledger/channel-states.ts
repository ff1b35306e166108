import type { Sql } from '#event-store';

/** The channel rests until a person resumes it: what goes by it waits, and nothing is lost. */
export const pauseChannel = async (sql: Sql, channel: string, reason: string): Promise<void> => {
  await sql.query('insert into rem.paused_channels (name, reason) values ($1, $2) on conflict (name) do nothing', [channel, reason]);
};

/** What a channel has before it. */
export interface ChannelLoad {
  readonly channel: string;
  readonly isPaused: boolean;
  /** Deliveries that have not left, those that rest until a later hour included. */
  readonly waiting: number;
  /** How long the oldest of those that are due has been so; 0: none is. */
  readonly oldestDueSeconds: number;
}

/** Index: deliveries_open. */
const LOADS = `
  select name as channel, exists (select 1 from rem.paused_channels p where p.name = channel.name) as "isPaused",
         count(d.id)::int as waiting, greatest(0, coalesce(extract(epoch from app_now() - min(d.next_at)), 0))::float8 as "oldestDueSeconds"
    from (values ('email'), ('zalo')) channel(name)
    left join rem.deliveries d on d.channel = channel.name and d.status in ('ready', 'claimed', 'handing-over', 'retry')
   group by name`;

export const channelLoads = async (sql: Sql): Promise<readonly ChannelLoad[]> => (await sql.query<ChannelLoad>(LOADS)).rows;
