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

/** Events of one kind of stream, grouped by stream, in order. */
export const byStream = (events: readonly StoredEvent[], streamType: string): ReadonlyMap<string, readonly StoredEvent[]> => {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    if (!event.streamId.startsWith(`${streamType}-`)) continue;
    const id = event.streamId.slice(streamType.length + 1);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [event]);
    else group.push(event);
  }
  return groups;
};
