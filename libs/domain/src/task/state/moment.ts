import type { Instant } from '../../shared/ids.js';

/** When something held and when the system learnt it. */
export interface Moment {
  readonly effective: Instant;
  readonly recorded: Instant;
}
