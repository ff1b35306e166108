import type { SendOutcome } from '../channel.port.js';
import type { MailTrouble } from './mail-trouble.js';
import { NotConnected } from './smtp-connections.js';

export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  /** What the system said, where `code` is nodemailer's. */
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  /** No session came about. */
  readonly isBeforeSession: boolean;
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What nodemailer and the network say of a failure. */
export const describeFailure = (error: unknown): SmtpFailure => {
  if (error instanceof NotConnected) return { ...describeFailure(error.cause), isBeforeSession: true };
  if (typeof error !== 'object' || error === null) return { message: String(error), isBeforeSession: false };
  const said = error as Readonly<Record<keyof SmtpFailure, unknown>>;
  return {
    message: textIn(said.message) ?? 'unknown failure',
    code: textIn(said.code),
    originalCode: textIn(said.originalCode),
    responseCode: typeof said.responseCode === 'number' ? said.responseCode : undefined,
    response: textIn(said.response),
    command: textIn(said.command),
    isBeforeSession: false,
  };
};

/** RFC 3463: class.subject.detail after the reply code. */
const enhancedCode = ({ response = '' }: SmtpFailure): string => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response)?.[1] ?? '';

/** Node's names for what is wrong with a certificate. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS_CERT|HOSTNAME_MISMATCH/u;

/** A failure with nothing left out. */
interface Said {
  readonly code: string;
  readonly originalCode: string;
  readonly command: string;
  readonly response: string;
  readonly reply: number;
  readonly isBeforeSession: boolean;
}
type Rule = (said: Said) => boolean;

const isLogin: Rule = ({ code, reply }) => code === 'EAUTH' || code === 'ENOAUTH' || [530, 534, 535, 538].includes(reply);
/** 552: the mail is too large. */
const isOurSender: Rule = ({ command, reply }) => command.startsWith('MAIL FROM') && reply >= 400 && reply !== 552;
const isForNow = (reply: number): boolean => reply >= 400 && reply < 500;

/** The first that holds says what it is. */
const RULES: readonly (readonly [MailTrouble, Rule])[] = [
  ['untrusted-certificate', ({ code, originalCode }) => CERTIFICATE.test(originalCode) || CERTIFICATE.test(code)],
  ['no-encryption', ({ code, command }) => code === 'ETLS' || command.startsWith('STARTTLS')],
  ['busy', (failure) => isLogin(failure) && isForNow(failure.reply)],
  ['login', isLogin],
  ['relaying-denied', ({ reply, response }) => reply >= 400 && /\brelay/iu.test(response)],
  ['busy', ({ isBeforeSession, reply }) => isBeforeSession && reply >= 400],
  ['unreachable', ({ isBeforeSession }) => isBeforeSession],
  ['busy', (failure) => isOurSender(failure) && isForNow(failure.reply)],
  ['sender-refused', isOurSender],
];

/** What a person has to mend, or what is to be waited for, before anything can be sent to anybody; null: it is about this mail alone. */
export const troubleOf = (failure: SmtpFailure): MailTrouble | null => {
  const { code = '', originalCode = '', command = '', response = '', responseCode: reply = 0, isBeforeSession } = failure;
  const said = { code, originalCode, command, response, reply, isBeforeSession };
  return RULES.find(([, holds]) => holds(said))?.[0] ?? null;
};

/** Refused when it was named, as one that does not exist or is closed: not the message, and not us, is what they will not have. */
const isOfAddress = (failure: SmtpFailure): boolean => {
  const code = enhancedCode(failure);
  return (
    (failure.command ?? '').startsWith('RCPT TO') &&
    [550, 551, 553, 556].includes(failure.responseCode ?? 0) &&
    (code === '' || /^5\.1\.|^5\.2\.1$/u.test(code))
  );
};

/** A full or locked mailbox is its owner's, and a greylist asks each recipient's mail to come again; whatever else is put off is put off for the whole domain. */
const isOfDomain = (failure: SmtpFailure): boolean =>
  [421, 450, 451, 452].includes(failure.responseCode ?? 0)
    ? !/^4\.[12]\./u.test(enhancedCode(failure)) && !/gr[ae]y-?list/iu.test(failure.response ?? '')
    : failure.code === 'ETIMEDOUT';

/** A mail that no server would take as it is. */
const isUnsendable = ({ code, responseCode }: SmtpFailure): boolean =>
  responseCode === undefined && (code === 'EMESSAGE' || code === 'EENVELOPE');

/** The server's words are somebody else's: enough of them to understand, on one line. */
const reasonOf = ({ code, originalCode, message }: SmtpFailure): string =>
  `${originalCode ?? code ?? 'ERROR'}: ${message}`.replace(/\s+/gu, ' ').slice(0, 500);

/**
 * What a failed attempt means. A reply of the server is definite at any stage: 4xx may succeed later, 5xx will not for this
 * recipient. Without a reply nothing was taken over before DATA; after it nobody can know, and null is answered.
 */
export const outcomeOfFailure = (failure: SmtpFailure, handedOver: boolean): SendOutcome | null => {
  const reason = reasonOf(failure);
  const reply = failure.responseCode ?? 0;
  if (handedOver && reply === 0) return null;
  const trouble = troubleOf(failure);
  if (trouble === 'relaying-denied') return { outcome: 'retry', reason, holds: 'destination' };
  if (trouble !== null) return { outcome: 'retry', reason, holds: 'channel' };
  if (isUnsendable(failure)) return { outcome: 'refused', reason };
  if (reply >= 500) return { outcome: 'refused', reason, ...(isOfAddress(failure) ? { isAddress: true } : {}) };
  return { outcome: 'retry', reason, ...(isOfDomain(failure) ? { holds: 'destination' as const } : {}) };
};
