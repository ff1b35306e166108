import { UnknownEventType } from './event-store.errors.js';
import type { KnownEventTypes, StoredEvent } from './event-store.port.js';

/** `'any'`: for tools that carry events without reading them (verify, backup) and for tests of the store itself. */
export type KnownOrAny = KnownEventTypes | 'any';

/**
 * Names what the running code can read. Each source is a list of type names (schema version 1), or type → newest version.
 * Throws when two sources name one type.
 */
export const knownEventTypes = (...sources: readonly (readonly string[] | Readonly<Record<string, number>>)[]): KnownEventTypes => {
  const known = new Map<string, number>();
  for (const source of sources) {
    const entries: (readonly [string, number])[] = isList(source) ? source.map((type) => [type, 1] as const) : Object.entries(source);
    for (const [type, version] of entries) {
      if (known.has(type)) throw new Error(`Event type ${type} is named twice`);
      known.set(type, version);
    }
  }
  return known;
};

const isList = (source: readonly string[] | Readonly<Record<string, number>>): source is readonly string[] => Array.isArray(source);

const isKnown = (known: KnownOrAny, type: string, schemaVersion: number): boolean =>
  known === 'any' || schemaVersion <= (known.get(type) ?? 0);

/** Raises at the first event that the running code cannot read. */
export const assertReadable = (known: KnownOrAny, events: readonly StoredEvent[]): void => {
  const stranger = events.find((event) => !isKnown(known, event.type, event.schemaVersion));
  if (stranger !== undefined) throw new UnknownEventType(stranger.type, stranger.schemaVersion, stranger.position);
};

/** Refuses to write what could not be read again. */
export const assertWritable = (known: KnownOrAny, events: readonly { readonly type: string; readonly schemaVersion?: number }[]): void => {
  const stranger = events.find((event) => !isKnown(known, event.type, event.schemaVersion ?? 1));
  if (stranger !== undefined) throw new UnknownEventType(stranger.type, stranger.schemaVersion ?? 1, null);
};
