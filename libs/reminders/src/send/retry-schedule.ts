/** Seconds before the nth attempt's successor; later ones wait as long as the last. */
const DELAYS = [15, 30, 60, 120, 300, 600, 900];
/** Long enough for the longest holiday with nobody to mend the mail server. */
const GIVE_UP_AFTER_DAYS = 14;

export const retryDelay = (attempts: number): number => DELAYS[Math.min(attempts, DELAYS.length) - 1] ?? 15;

export const hasGivenUp = (createdAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(createdAt) > GIVE_UP_AFTER_DAYS * 86_400_000;
