import { createHash } from 'node:crypto';
import type { StoredEvent } from '#event-store';

/** Of an empty log. */
export const noEvents = '';

/** The hash after one more event: whoever has the same hash has seen the same events, whole and in the same order. */
export const hashAfter = (before: string, event: StoredEvent): string =>
  createHash('sha256').update(before).update(JSON.stringify(event)).digest('base64');
