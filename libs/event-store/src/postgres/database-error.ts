import { AppendRefused, EventStoreBusy } from '../event-store.errors.js';

interface DatabaseError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly constraint?: string;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';

/** The request's answer stands in the log: the append was refused by the unique key of requests. */
export const isKeyInLog = (error: unknown): boolean =>
  isDatabaseError(error) && error.code === '23505' && error.constraint === 'events_request_key';

/**
 * Classes of SQLSTATE in which the database or the way to it is in trouble: connection, rollback, resources, an object not in the
 * needed state (a lock), the operator's intervention, the system.
 */
const busyClasses = new Set(['08', '40', '53', '55', '57', '58']);
/** read_only_sql_transaction: a standby that has not taken over yet; and the network's own. */
const busyCodes = new Set([
  '25006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const isBusyCode = (code: string): boolean => busyCodes.has(code) || (code.length === 5 && busyClasses.has(code.slice(0, 2)));
/** The driver and its pool give no code for these. */
const busyMessage = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/u;
/**
 * untranslatable_character and invalid_text_representation: `\u0000`, half of a surrogate pair; numeric_value_out_of_range;
 * statement_too_complex and program_limit_exceeded: too deep, too large
 */
const refused = new Set(['22P05', '22P02', '22021', '22003', '54001', '54000']);

/** Gives the driver's error the store's own name where it has one; anything else passes as it is. */
export const translated = (error: unknown): unknown => {
  if (busyMessage.test(messageOf(error))) return new EventStoreBusy({ cause: error });
  if (!isDatabaseError(error)) return error;
  if (isBusyCode(error.code)) return new EventStoreBusy({ cause: error });
  if (refused.has(error.code)) {
    const told = [error.message, error.detail ?? ''].filter((text) => text !== '').join(': ');
    return new AppendRefused(`The database cannot hold this: ${told}`, { cause: error });
  }
  return error;
};

/** The database or the way to it is in trouble; what was asked of it is not to blame. */
export const isPassing = (error: unknown): boolean => translated(error) instanceof EventStoreBusy;
