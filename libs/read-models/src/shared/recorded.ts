import type { AgencyId, Instant, PersonId, Recorded } from '#domain';
import type { StoredEvent } from '#event-store';

const SYSTEM = 'system';

/** What the log adds to an event, as `evolve` reads it. */
export const recordedOf = (event: StoredEvent): Recorded => {
  const onBehalfOf = event.meta['onBehalfOf'];
  return {
    version: event.version,
    recordedAt: event.recordedAt as Instant,
    actor: event.actor === SYSTEM ? null : (event.actor as PersonId),
    onBehalfOf: typeof onBehalfOf === 'string' ? (onBehalfOf as AgencyId) : null,
  };
};
