import type { Sql } from '#event-store';

export interface ReturnedMail {
  readonly deliveryId: string;
  /** In the words of the server that had it. */
  readonly reason: string;
}

export type RecordedReturn =
  | { readonly outcome: 'recorded' | 'known'; readonly recipientKey: string }
  /** No mail of this system, or one that never left. */
  | { readonly outcome: 'unknown' };

const RECORD = `
  update rem.deliveries set returned_at = app_now(), return_reason = $2
   where id = $1 and returned_at is null and channel = 'email' and status in ('sent', 'uncertain', 'handing-over')
  returning recipient_key`;

/**
 * A mail came back: it is not sent again by itself; its lines go by the next channel, once. The same report twice is one.
 * A report may be here before the worker has recorded that it sent the mail.
 */
export const recordReturn = async (sql: Sql, { deliveryId, reason }: ReturnedMail): Promise<RecordedReturn> => {
  const { rows } = await sql.query<{ recipient_key: string }>(RECORD, [deliveryId, reason.slice(0, 500)]);
  if (rows[0] !== undefined) return { outcome: 'recorded', recipientKey: rows[0].recipient_key };
  const known = await sql.query<{ recipient_key: string }>(
    'select recipient_key from rem.deliveries where id = $1 and returned_at is not null',
    [deliveryId],
  );
  return known.rows[0] === undefined ? { outcome: 'unknown' } : { outcome: 'known', recipientKey: known.rows[0].recipient_key };
};
