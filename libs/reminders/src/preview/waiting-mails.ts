import type { Instant } from '#domain';
import type { Sql } from '#event-store';
import { linesOf } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';

/** A scheduled mail that is made, and waits for the hour that its reader wishes. */
export interface WaitingMail {
  readonly recipientKey: string;
  readonly at: Instant;
  readonly late: boolean;
  readonly lines: readonly StoredLine[];
}

/** Of today, those that have not been tried yet, in the order in which they leave. Index: deliveries_open. */
export const waitingMails = async (sql: Sql, now: Instant): Promise<readonly WaitingMail[]> => {
  const { rows } = await sql.query<{ id: string; recipient_key: string; next_at: Date; late: boolean }>(
    `select id, recipient_key, next_at, late from rem.deliveries
      where status = 'ready' and kind = 'scheduled' and channel = 'email' and next_at > $1 order by next_at, id`,
    [now],
  );
  const lines = await linesOf(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, recipient_key, next_at, late }) => ({
    ...{ recipientKey: recipient_key, at: next_at.toISOString() as Instant, late },
    lines: lines.get(id) ?? [],
  }));
};
