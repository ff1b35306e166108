import type { MigrationInterface } from 'typeorm';
import { EventLog1790000001000 } from './migrations/1790000001000-event-log.migration.js';
import { HashedLog1790000001001 } from './migrations/1790000001001-hashed-log.migration.js';
import { HeldStreams1790000001023 } from './migrations/1790000001023-held-streams.migration.js';
import { SnapshotPlaces1790000001021 } from './migrations/1790000001021-snapshot-places.migration.js';
import { ViewEditions1790000001020 } from './migrations/1790000001020-view-editions.migration.js';

/** Migrations of schema `es`, oldest first. They need the platform's clock when they are used, not to run. */
export const eventStoreMigrations: readonly (new () => MigrationInterface)[] = [
  EventLog1790000001000,
  HashedLog1790000001001,
  ViewEditions1790000001020,
  SnapshotPlaces1790000001021,
  HeldStreams1790000001023,
];
