import type { Sql } from '#event-store';

/** The channel rests until a person resumes it: what goes by it waits, and nothing is lost. */
export const pauseChannel = async (sql: Sql, channel: string, reason: string): Promise<void> => {
  await sql.query('insert into rem.paused_channels (name, reason) values ($1, $2) on conflict (name) do nothing', [channel, reason]);
};
