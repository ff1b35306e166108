import { EventStoreError, UnknownEventType } from './event-store.errors.js';
import type { EventSchema, KnownEventTypes, StoredEvent } from './event-store.port.js';

/** `'any'`: for tools that carry events without reading them (verify, backup) and for tests of the store itself. */
export type KnownOrAny = KnownEventTypes | 'any';

const firstVersion: EventSchema = { version: 1, upcasters: [] };

/**
 * Names what the running code can read. Each source is a list of type names (schema version 1), or type → schema.
 * Throws when two sources name one type.
 */
export const knownEventTypes = (...sources: readonly (readonly string[] | Readonly<Record<string, EventSchema>>)[]): KnownEventTypes => {
  const known = new Map<string, EventSchema>();
  for (const source of sources) {
    const entries: (readonly [string, EventSchema])[] = isList(source)
      ? source.map((type) => [type, firstVersion] as const)
      : Object.entries(source);
    for (const [type, schema] of entries) {
      if (known.has(type)) throw new Error(`Event type ${type} is named twice`);
      known.set(type, schema);
    }
  }
  return known;
};

const isList = (source: readonly string[] | Readonly<Record<string, EventSchema>>): source is readonly string[] => Array.isArray(source);

/** A store does not open with a type whose older versions could not be read: each version but the newest needs its upcaster. */
export const assertUpcasters = (known: KnownOrAny): void => {
  if (known === 'any') return;
  const lacking = [...known].filter(([, { version, upcasters }]) => upcasters.length !== version - 1);
  if (lacking.length === 0) return;
  const told = lacking.map(([type, { version, upcasters }]) => `${type} v${version} has ${upcasters.length} of ${version - 1}`);
  throw new EventStoreError('EVENT_STORE.NO_UPCASTER', `Upcasters are missing: ${told.join(', ')}`);
};

const isKnown = (known: KnownOrAny, type: string, schemaVersion: number): boolean =>
  known === 'any' || schemaVersion <= (known.get(type)?.version ?? 0);

/** Gives every event its newest schema version. Raises at the first one that the running code cannot read. */
export const upcast = (known: KnownOrAny, events: readonly StoredEvent[]): readonly StoredEvent[] => {
  if (known === 'any') return events;
  const stranger = events.find((event) => !isKnown(known, event.type, event.schemaVersion));
  if (stranger !== undefined) throw new UnknownEventType(stranger.type, stranger.schemaVersion, stranger.position);
  const isOld = (event: StoredEvent): boolean => event.schemaVersion < (known.get(event.type) ?? firstVersion).version;
  return events.some(isOld) ? events.map((event) => upcastOne(known.get(event.type) ?? firstVersion, event)) : events;
};

const upcastOne = ({ version, upcasters }: EventSchema, event: StoredEvent): StoredEvent => ({
  ...event,
  schemaVersion: version,
  data: upcasters.slice(event.schemaVersion - 1).reduce<unknown>((data, step) => step(data), event.data),
});

/** Refuses to write what could not be read again. */
export const assertWritable = (known: KnownOrAny, events: readonly { readonly type: string; readonly schemaVersion?: number }[]): void => {
  const stranger = events.find((event) => !isKnown(known, event.type, event.schemaVersion ?? 1));
  if (stranger !== undefined) throw new UnknownEventType(stranger.type, stranger.schemaVersion ?? 1, null);
};
