import { AppClock1790000000001 } from './app-clock.migration.js';
import { MasterKeyMark1790000000002 } from './master-key-mark.migration.js';
import type { Migration } from './migrate.js';
import { UuidV7Function1790000000003 } from './uuid-v7.migration.js';

export const platformMigrations: readonly Migration[] = [AppClock1790000000001, MasterKeyMark1790000000002, UuidV7Function1790000000003];
