import type { AgencyId, Instant, PersonId } from './ids.js';

/** Who orders it, on behalf of which agency, when, from where. Time and ids are chosen outside the domain. */
export interface CommandMeta {
  /** The idempotency key. */
  readonly commandId: string;
  /** Null: the system itself (a process manager). */
  readonly actor: PersonId | null;
  readonly onBehalfOf: AgencyId | null;
  readonly now: Instant;
  readonly via: 'web' | 'api' | 'link' | 'cli' | 'system';
  /**
   * When it held, if earlier than `now`: for the Office alone, with the document that proves it.
   * Never before the part's last effective act.
   */
  readonly effectiveAt?: Instant | undefined;
}

/** What the log adds to an event; `evolve` may use it, `decide` cannot choose it. */
export interface Recorded {
  /** 1-based version of the event in its stream. */
  readonly version: number;
  readonly recordedAt: Instant;
  readonly actor: PersonId | null;
  readonly onBehalfOf: AgencyId | null;
}
