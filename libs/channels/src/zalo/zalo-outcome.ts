import type { SendOutcome } from '../channel.port.js';
import { NIGHT, znsClassOf, type ZnsClass } from './zalo-contract.js';

const HOUR_MS = 3_600_000;
const VIETNAM_MS = 7 * HOUR_MS;

/** The next instant at which it is `hour` o'clock in Vietnam. */
export const nextAt = (now: Date, hour: number): string => {
  const local = new Date(now.getTime() + VIETNAM_MS);
  const today = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), hour) - VIETNAM_MS;
  return new Date(today > now.getTime() ? today : today + 24 * HOUR_MS).toISOString();
};

/** Midnight, and a little for clocks that differ. */
const tomorrow = (now: Date): string => new Date(Date.parse(nextAt(now, 0)) + 5 * 60_000).toISOString();

export interface Judged {
  readonly outcome: SendOutcome;
  /** What a person has to mend; null: nothing. */
  readonly alarm: string | null;
}

const BY_CLASS: Readonly<Record<Exclude<ZnsClass, 'token'>, (reason: string, now: Date) => Judged>> = {
  transient: (reason) => ({ outcome: { outcome: 'retry', reason }, alarm: null }),
  night: (reason, now) => ({ outcome: { outcome: 'retry', reason, notBefore: nextAt(now, NIGHT.until) }, alarm: null }),
  'daily-limit': (reason, now) => ({ outcome: { outcome: 'retry', reason, notBefore: tomorrow(now) }, alarm: reason }),
  phone: (reason) => ({ outcome: { outcome: 'refused', reason, isAddress: true }, alarm: null }),
  recipient: (reason) => ({ outcome: { outcome: 'refused', reason }, alarm: null }),
  content: (reason) => ({ outcome: { outcome: 'refused', reason }, alarm: reason }),
  malformed: (reason) => ({ outcome: { outcome: 'refused', reason }, alarm: reason }),
  money: (reason) => ({ outcome: { outcome: 'paused', reason }, alarm: reason }),
  configuration: (reason) => ({ outcome: { outcome: 'paused', reason }, alarm: reason }),
};

/** What an answer with an error means. A token's error comes here only after a new token was refused as well. */
export const judgeZns = (error: number, message: string, now: Date): Judged => {
  const kind = znsClassOf(error);
  const reason = `zalo ${error} (${kind ?? 'unknown'}): ${message}`.slice(0, 500);
  if (kind === null) return { outcome: { outcome: 'retry', reason }, alarm: reason };
  return BY_CLASS[kind === 'token' ? 'configuration' : kind](reason, now);
};
