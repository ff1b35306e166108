import type { MigrationInterface } from 'typeorm';
import { Subjects1790000007000 } from './1790000007000-subjects.migration.js';

/** Migrations of this library, oldest first; they need those of the event store and of identity. */
export const personalDataMigrations: readonly (new () => MigrationInterface)[] = [Subjects1790000007000];
