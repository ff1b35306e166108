import type { Instant } from '#domain';

/** Time as the whole system sees it. */
export interface Clock {
  now(): Instant;
}

/** A `Date` as the domain writes instants. */
export const toInstant = (date: Date): Instant => date.toISOString() as Instant;

/** The machine's own time. */
export const systemClock: Clock = { now: () => toInstant(new Date()) };
