import type { MigrationInterface } from 'typeorm';
import { Identity1790000002000 } from './1790000002000-identity.migration.js';

/** Migrations of schema `id`, oldest first. */
export const identityMigrations: readonly (new () => MigrationInterface)[] = [Identity1790000002000];
