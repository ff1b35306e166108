import type { ParsedMail } from 'mailparser';

/** What a mail server reports of a mail that it could not deliver (RFC 3464). */
export interface BounceReport {
  /** The delivery that came back; null where the report does not name one of ours. */
  readonly delivery: string | null;
  readonly recipients: readonly BouncedRecipient[];
}

export interface BouncedRecipient {
  /** The address as we wrote it, and the one at which it ended (a forwarding has another); null where the report does not say. */
  readonly original: string | null;
  readonly final: string | null;
  /** RFC 3463, for example `5.1.1`. */
  readonly status: string;
  /** The server's words, on one line. */
  readonly diagnostic: string;
  /** Nobody is at that address, or it is closed: whatever is sent there will come back. */
  readonly isAddress: boolean;
}

/** Why a message is not read as a bounce. */
export type NotABounce = 'auto-reply' | 'not-a-report' | 'not-final' | 'unreadable';

export type ReadBounce = { readonly bounce: BounceReport } | { readonly ignored: NotABounce };

const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const OWN_ID = new RegExp(`<(${UUID})@`, 'iu');
const WHOLE_ID = new RegExp(`^${UUID}$`, 'iu');
/** The envelope's sender of our mails: `tra-lai+<id>@…`. */
const VERP = new RegExp(`\\+(${UUID})@`, 'iu');

/** Header fields of a block, names in small letters; folded lines are joined. */
const fieldsOf = (block: string): ReadonlyMap<string, string> => {
  const lines = block.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u);
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf(':');
      return at <= 0 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const];
    }),
  );
};

/** `rfc822; a@b.example`, also `utf-8; …`. */
const addressIn = (value: string | undefined): string | null => {
  const address =
    value
      ?.slice(value.indexOf(';') + 1)
      .trim()
      .replace(/^<|>$/gu, '') ?? '';
  return address.includes('@') ? address.toLowerCase() : null;
};

const isOfAddress = (status: string): boolean => /^5\.1\.(?:0|1|2|3|6|10)$|^5\.2\.1$/u.test(status);

const recipientOf = (fields: ReadonlyMap<string, string>): BouncedRecipient | null => {
  if (fields.get('action')?.toLowerCase() !== 'failed') return null;
  const status = /\d\.\d{1,3}\.\d{1,3}/u.exec(fields.get('status') ?? '')?.[0] ?? '5.0.0';
  const said = fields.get('diagnostic-code') ?? '';
  return {
    original: addressIn(fields.get('original-recipient')),
    final: addressIn(fields.get('final-recipient')),
    status,
    diagnostic: said
      .slice(said.indexOf(';') + 1)
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 300),
    isAddress: isOfAddress(status),
  };
};

const partsOf = (mail: ParsedMail, types: readonly string[]): readonly string[] =>
  mail.attachments.filter(({ contentType }) => types.includes(contentType)).map(({ content }) => content.toString('utf8'));

const linesNamed = (mail: ParsedMail, ...names: readonly string[]): readonly string[] =>
  mail.headerLines.filter(({ key }) => names.includes(key)).map(({ line }) => line);

/** By whom it was sent back to, by the name that its envelope had, by the Message-ID of what came back. */
const deliveryOf = (mail: ParsedMail, ofMessage: ReadonlyMap<string, string>): string | null => {
  const [returned = ''] = partsOf(mail, ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers']);
  const [head = ''] = returned.split(/\r?\n\r?\n/u);
  const envelope = ofMessage.get('original-envelope-id') ?? '';
  const verp = linesNamed(mail, 'to', 'delivered-to', 'x-original-to', 'envelope-to').map((line) => VERP.exec(line)?.[1]);
  const found = verp.find((id) => id !== undefined) ?? (WHOLE_ID.test(envelope) ? envelope : undefined);
  return (found ?? OWN_ID.exec(fieldsOf(head).get('message-id') ?? '')?.[1])?.toLowerCase() ?? null;
};

const isAutoReply = (mail: ParsedMail): boolean => linesNamed(mail, 'auto-submitted').some((line) => /:\s*auto-replied/iu.test(line));

/** A report may hold the whole of a large mail; what comes back of ours is small. */
const MOST_BYTES = 5_000_000;

/** Reads one message as it came. Answers of holiday programs, delays and letters by people are ignored, with the reason. */
export const readBounce = async (raw: Buffer): Promise<ReadBounce> => {
  if (raw.length > MOST_BYTES) return { ignored: 'unreadable' };
  const { simpleParser } = await import('mailparser');
  const options = { keepDeliveryStatus: true, ignoreEmbedded: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true };
  const mail = await simpleParser(raw, options).catch(() => null);
  if (mail === null) return { ignored: 'unreadable' };
  const [report] = partsOf(mail, ['message/delivery-status', 'message/global-delivery-status']);
  if (report === undefined) return { ignored: isAutoReply(mail) ? 'auto-reply' : 'not-a-report' };
  const [first = '', ...others] = report.trim().split(/(?:\r?\n[ \t]*){2,}/u);
  const recipients = others.flatMap((block) => recipientOf(fieldsOf(block)) ?? []);
  if (recipients.length === 0) return { ignored: 'not-final' };
  return { bounce: { delivery: deliveryOf(mail, fieldsOf(first)), recipients } };
};
