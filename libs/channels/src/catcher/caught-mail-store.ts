import type { ParsedMail, SimpleParserOptions } from 'mailparser';
import type pg from 'pg';

/** The parser is read when the first mail comes, not at every start. */
const parse = async (raw: Buffer, options: SimpleParserOptions): Promise<ParsedMail> => {
  const { simpleParser } = await import('mailparser');
  return simpleParser(raw, options);
};

export interface CaughtMailSummary {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** ISO instant. */
  readonly receivedAt: string;
}
export interface CaughtMail extends CaughtMailSummary {
  readonly html: string | null;
  readonly text: string;
  readonly messageId: string | null;
}

interface SummaryRow {
  readonly id: string;
  readonly sender: string;
  readonly recipients: string[];
  readonly subject: string;
  readonly received_at: Date;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;

const summary = (row: SummaryRow): CaughtMailSummary => ({
  id: row.id,
  from: row.sender,
  to: row.recipients,
  subject: row.subject,
  receivedAt: row.received_at.toISOString(),
});

/** "Hộp thư chạy thử": it holds other people's links, so only the administrator and the Office may read it. */
export class CaughtMailStore {
  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  async add(raw: Buffer, envelope: { readonly from: string; readonly to: readonly string[] }): Promise<void> {
    const parsed = await parse(raw, { skipImageLinks: true });
    await this.sql.query('insert into channels.caught_mail (sender, recipients, subject, message_id, raw) values ($1, $2, $3, $4, $5)', [
      parsed.from?.text ?? envelope.from,
      [...envelope.to],
      parsed.subject ?? '',
      parsed.messageId ?? null,
      raw,
    ]);
  }

  /** Newest first. `to`: only mail to this address. */
  async list(options: { readonly limit?: number; readonly to?: string } = {}): Promise<readonly CaughtMailSummary[]> {
    const { rows } = await this.sql.query<SummaryRow>(
      `select id, sender, recipients, subject, received_at from channels.caught_mail
        where $2::text is null or $2 = any(recipients) order by received_at desc, id desc limit $1`,
      [options.limit ?? 200, options.to ?? null],
    );
    return rows.map(summary);
  }

  /** Takes away what was sent to an address. */
  async forget(address: string): Promise<void> {
    await this.sql.query('delete from channels.caught_mail where $1 = any(recipients)', [address]);
  }

  async get(id: string): Promise<CaughtMail | null> {
    if (!UUID.test(id)) return null;
    const { rows } = await this.sql.query<SummaryRow & { message_id: string | null; raw: Buffer }>(
      'select id, sender, recipients, subject, received_at, message_id, raw from channels.caught_mail where id = $1',
      [id],
    );
    const row = rows[0];
    if (row === undefined) return null;
    const parsed = await parse(row.raw, { skipImageLinks: true, skipTextToHtml: true });
    return {
      ...summary(row),
      html: typeof parsed.html === 'string' ? parsed.html : null,
      text: parsed.text ?? '',
      messageId: row.message_id,
    };
  }
}
