import MailComposer from 'nodemailer/lib/mail-composer';
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

const thread = (root: string): { readonly references: string; readonly inReplyTo: string } => ({ references: root, inReplyTo: root });

/** RFC 2369, and RFC 8058 where the address is an https one, as it demands. Not to be folded: some readers take the first line alone. */
const unsubscribing = (url: string | null): Readonly<Record<string, { prepared: true; value: string }>> => {
  if (url === null) return {};
  const by = (value: string) => ({ prepared: true, value }) as const;
  const oneClick = url.startsWith('https:') ? { 'List-Unsubscribe-Post': by('List-Unsubscribe=One-Click') } : {};
  return { 'List-Unsubscribe': by(`<${url}>`), ...oneClick };
};

/** The MIME message: text and HTML, nothing fetched from disk or network, the same Message-ID on every attempt. */
export const buildMime = (message: OutgoingMessage, sender: Sender): Promise<Buffer> =>
  new MailComposer({
    from: { address: sender.address, name: sender.name },
    to: { address: message.to.address, name: message.to.name },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: messageId(message, sender),
    ...(message.at === undefined ? {} : { date: new Date(message.at) }),
    // A mail that answers none, but hangs with the others about its task.
    ...(message.thread === null ? {} : thread(`<task-${message.thread}@${domainOf(sender)}>`)),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'vi',
      ...unsubscribing(message.unsubscribe),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
