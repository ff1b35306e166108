import { EventStoreError } from '../event-store.errors.js';
import type { StoredEvent } from '../event-store.port.js';

/** A view cannot fold this event, or cannot write what came of it. */
export class PoisonEvent extends EventStoreError {
  readonly position: number;
  readonly streamId: string;

  constructor(
    view: string,
    event: StoredEvent,
    /** Null: another event of the stream has been set aside before it. */
    cause: unknown,
  ) {
    const told = cause instanceof Error ? cause.message : String(cause);
    const problem = cause === null ? 'an earlier event of its stream is parked' : told;
    super('EVENT_STORE.POISON', `View ${view} cannot take event ${event.position} (${event.type}) of ${event.streamId}: ${problem}`, {
      cause,
    });
    this.position = event.position;
    this.streamId = event.streamId;
    this.problem = problem;
  }

  readonly problem: string;
}
