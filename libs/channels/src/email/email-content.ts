import { encode, wrap } from 'nodemailer/lib/base64';
import MimeNode from 'nodemailer/lib/mime-node';
import type { OutgoingMessage } from '../channel.port.js';

export interface Sender {
  readonly address: string;
  readonly name: string;
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/u;

/** A header that holds a line break could add headers of its own: such a message is refused, not repaired. */
export const unsafeHeader = (message: OutgoingMessage): string | null => {
  const headers = {
    address: message.to.address,
    name: message.to.name,
    subject: message.subject,
    id: message.id,
    thread: message.thread ?? '',
    unsubscribe: message.unsubscribe ?? '',
  };
  const bad = Object.entries(headers).find(([, value]) => CONTROL.test(value));
  return bad === undefined ? null : bad[0];
};

const domainOf = ({ address }: Sender): string => address.slice(address.lastIndexOf('@') + 1);

export const messageId = (message: OutgoingMessage, sender: Sender): string => `<${message.id}@${domainOf(sender)}>`;

/** The envelope's sender: a report of failure comes back to it, and tells by it which mail it is about. */
export const returnPath = (message: OutgoingMessage, sender: Sender, returnTo: string | null | undefined): string =>
  returnTo === null || returnTo === undefined ? sender.address : returnTo.replace('@', `+${message.id}@`);

/** A mail that answers none, but hangs with the others about its task. */
const threadOf = ({ thread }: OutgoingMessage, sender: Sender): readonly { readonly key: string; readonly value: string }[] => {
  if (thread === null) return [];
  const root = `<task-${thread}@${domainOf(sender)}>`;
  return [
    { key: 'In-Reply-To', value: root },
    { key: 'References', value: root },
  ];
};

/** RFC 2369, and RFC 8058 where the address is an https one, as it demands. Not to be folded: some readers take the first line alone. */
const unsubscribing = (url: string | null): readonly { readonly key: string; readonly value: { prepared: true; value: string } }[] => {
  if (url === null) return [];
  const by = (key: string, value: string) => ({ key, value: { prepared: true, value } }) as const;
  const oneClick = url.startsWith('https:') ? [by('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click')] : [];
  return [by('List-Unsubscribe', `<${url}>`), ...oneClick];
};

const partOf = (type: 'text/plain' | 'text/html', content: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrap(encode(content))}\r\n`;

/**
 * The MIME message: text and HTML, nothing fetched from disk or network, the same Message-ID on every attempt. The head is nodemailer's; the
 * two parts are put together here in one go, for its streams take longer than all else of a letter.
 */
export const buildMime = (message: OutgoingMessage, sender: Sender): Buffer => {
  const head = new MimeNode('multipart/alternative').setHeader([
    { key: 'From', value: { address: sender.address, name: sender.name } },
    { key: 'To', value: { address: message.to.address, name: message.to.name } },
    { key: 'Subject', value: message.subject },
    { key: 'Message-ID', value: messageId(message, sender) },
    ...threadOf(message, sender),
    ...(message.at === undefined ? [] : [{ key: 'Date', value: new Date(message.at) }]),
    { key: 'Auto-Submitted', value: 'auto-generated' },
    { key: 'X-Auto-Response-Suppress', value: 'All' },
    { key: 'Content-Language', value: 'vi' },
    ...unsubscribing(message.unsubscribe),
  ]);
  const headers = head.buildHeaders();
  const line = `--${String(head.boundary)}`;
  const [text, html] = [partOf('text/plain', message.text), partOf('text/html', message.html)];
  return Buffer.from(`${headers}\r\n\r\n${line}\r\n${text}${line}\r\n${html}${line}--\r\n`);
};
