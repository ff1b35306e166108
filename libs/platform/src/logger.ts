import { pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino';
import type { LogLevel } from './config/config.js';

export type Logger = PinoLogger;

/** Fields that never reach a log, wherever they stand (two levels deep). */
const secretFields = [
  'password',
  'passwordHash',
  'token',
  'otp',
  'secret',
  'bounceSecret',
  'masterKey',
  'authorization',
  'cookie',
  'phone',
  'zaloId',
  'databaseUrl',
  'redisUrl',
  'smtpUrl',
];

const redactedPaths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

const phoneNumber = /(?<![\w-])(?:\+?84|0)[\s.-]?[35789]\d(?:[\s.-]?\d){7}(?![\w-])/gu;
const urlPassword = /(\/\/[^\s:/@]+:)[^\s@]+@/gu;

/** Telephone numbers and passwords of addresses in free text, such as the message of somebody else's error. */
export const withoutSecrets = (text: string): string => text.replace(phoneNumber, '[số điện thoại]').replace(urlPassword, '$1***@');

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Default: standard error, so that standard output stays for people and for `--json`. */
  readonly write?: (line: string) => void;
}

/** An error's own words and nothing that hangs on it: libraries hang whole connections there. */
const plainError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    stack,
    ...('code' in error ? { code: error.code } : {}),
    ...(cause === undefined ? {} : { cause: plainError(cause) }),
  };
};

const waiting: string[] = [];

const writeWaiting = (): void => {
  if (waiting.length > 0) process.stderr.write(waiting.splice(0).join(''));
};

/** The lines of one turn of the event loop are written together: under load each write would cost more than the line's own making. */
const toStandardError = (line: string): void => {
  const count = waiting.push(line);
  if (count === 1) setImmediate(writeWaiting);
};

// Whoever ends the process still gets its last words out: the write is synchronous.
process.once('exit', writeWaiting);

/** Structured logs, one JSON object a line; each line is cleaned once more as a whole, for what stands in somebody else's text. */
export const createLogger = ({ level, write = toStandardError }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: plainError, error: plainError },
      redact: { paths: redactedPaths, censor: '[che]' },
    },
    { write: (line: string) => write(withoutSecrets(line)) },
  );
