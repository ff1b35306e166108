import type { SendOutcome } from '../channel.port.js';

export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What nodemailer and the network say of a failure. */
export const describeFailure = (error: unknown): SmtpFailure => {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { message, code, responseCode, command } = error as Readonly<Record<keyof SmtpFailure, unknown>>;
  return {
    message: textIn(message) ?? 'unknown failure',
    code: textIn(code),
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    command: textIn(command),
  };
};

/** Failures that say nothing about the recipient: our set-up (password, sender), or the server's. */
const SETUP_COMMANDS = /^(?:AUTH|MAIL FROM|EHLO|HELO|STARTTLS)/u;
const OUR_FAULT = new Set(['EAUTH', 'ETLS', 'EOAUTH2', 'ENOAUTH']);

/** Refused when it was named, as one that does not exist or is closed: not the message, and not us, is what they will not have. */
const isOfAddress = ({ command, responseCode = 0 }: SmtpFailure): boolean =>
  (command ?? '').startsWith('RCPT TO') && [550, 551, 553, 556].includes(responseCode);

/**
 * What a failed attempt means. A reply of the server is definite at any stage: 4xx may succeed later, 5xx will not for this
 * recipient. Without a reply nothing was taken over before DATA; after it nobody can know, and null is answered.
 */
export const outcomeOfFailure = (error: SmtpFailure, handedOver: boolean): SendOutcome | null => {
  const reason = `${error.code ?? 'ERROR'}: ${error.message}`.slice(0, 500);
  if (OUR_FAULT.has(error.code ?? '') || SETUP_COMMANDS.test(error.command ?? '')) return { outcome: 'retry', reason };
  const reply = error.responseCode ?? 0;
  if (reply >= 500) return { outcome: 'refused', reason, ...(isOfAddress(error) ? { isAddress: true } : {}) };
  if (reply >= 400) return { outcome: 'retry', reason };
  return handedOver ? null : { outcome: 'retry', reason };
};
