export type * from './event-store.port.js';
export type * from './projection.port.js';
export { AppendRefused, EventStoreBusy, EventStoreError, LogHole, StreamHole, UnknownEventType } from './event-store.errors.js';
export { fold, type Folded } from './fold.js';
export { knownEventTypes, type KnownOrAny } from './known-event-types.js';
export { InMemoryEventStore, type InMemoryEventStoreOptions } from './memory/in-memory-event-store.js';
export { eventStoreMigrations } from './migrations.js';
export { openEventStorePool, type EventStorePoolOptions } from './postgres/event-store.pool.js';
export { PostgresEventStore, type PostgresEventStoreOptions } from './postgres/postgres-event-store.js';
