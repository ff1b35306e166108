import { pino, destination, type Logger as PinoLogger } from 'pino';
import type { LogLevel } from './config/config.js';

export type Logger = PinoLogger;

/** Fields that never reach a log, wherever they stand (two levels deep). */
const secretFields = [
  'password',
  'passwordHash',
  'token',
  'otp',
  'secret',
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

const phoneNumber = /(?<!\d)(?:\+?84|0)[\s.-]?[35789]\d(?:[\s.-]?\d){7}(?!\d)/gu;
const urlPassword = /(\/\/[^\s:/@]+:)[^\s@]+@/gu;

/** Telephone numbers and passwords of addresses in free text, such as the message of somebody else's error. */
export const withoutSecrets = (text: string): string => text.replace(phoneNumber, '[số điện thoại]').replace(urlPassword, '$1***@');

const cleanError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ''),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: cleanError(error.cause) }),
  };
};

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Default: standard error, so that standard output stays for people and for `--json`. */
  readonly write?: (line: string) => void;
}

/** Structured logs, one JSON object a line. */
export const createLogger = ({ level, write }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[che]' },
      serializers: { err: cleanError, error: cleanError },
      hooks: {
        logMethod(parameters, method) {
          const cleaned = parameters.map((value: unknown) => (typeof value === 'string' ? withoutSecrets(value) : value));
          method.apply(this, cleaned as typeof parameters);
        },
      },
    },
    write === undefined ? destination({ fd: 2, sync: true }) : { write },
  );
