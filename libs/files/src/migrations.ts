import type { MigrationInterface } from 'typeorm';
import { Files1790000003000 } from './migrations/1790000003000-files.migration.js';
import { Uploads1790000003001 } from './migrations/1790000003001-uploads.migration.js';
import { PlacesAndScans1790000003002 } from './migrations/1790000003002-places-and-scans.migration.js';

/** Migrations of schema `files`, oldest first. They need `app_now()` of the platform's migration. */
export const filesMigrations: readonly (new () => MigrationInterface)[] = [
  Files1790000003000,
  Uploads1790000003001,
  PlacesAndScans1790000003002,
];
