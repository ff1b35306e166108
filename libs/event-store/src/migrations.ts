import type { MigrationInterface } from 'typeorm';
import { EventLog1790000001000 } from './migrations/1790000001000-event-log.migration.js';

/** Migrations of schema `es`, oldest first. They need `app_now()` of the platform's migration when they are used, not to run. */
export const eventStoreMigrations: readonly (new () => MigrationInterface)[] = [EventLog1790000001000];
