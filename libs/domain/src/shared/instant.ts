import type { Instant } from './ids.js';

/** As `toISOString` writes it; two of these stand in the order of their text. */
const isPlain = (instant: Instant): boolean => instant.length === 24 && instant.endsWith('Z');

/** Instants compare as moments, not as text: a client may send an offset other than Z. */
export const isBefore = (one: Instant, other: Instant): boolean =>
  isPlain(one) && isPlain(other) ? one < other : Date.parse(one) < Date.parse(other);

export const laterOf = (one: Instant, other: Instant): Instant => (isBefore(one, other) ? other : one);

export const earlierOf = (one: Instant, other: Instant): Instant => (isBefore(other, one) ? other : one);

/** Never negative. */
export const millisecondsBetween = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));
