import { channelsMigrations } from '#channels';
import { eventStoreMigrations } from '#event-store';
import { evidenceMigrations } from '#evidence';
import { filesMigrations } from '#files';
import { identityMigrations } from '#identity';
import { personalDataMigrations } from '#personal-data';
import { platformMigrations, type Migration } from '#platform';
import { remindersMigrations } from '#reminders';

/** Every library's migrations; the tables of read models are made by their projections instead. */
export const allMigrations: readonly Migration[] = [
  ...platformMigrations,
  ...eventStoreMigrations,
  ...identityMigrations,
  ...filesMigrations,
  ...remindersMigrations,
  ...channelsMigrations,
  ...evidenceMigrations,
  ...personalDataMigrations,
];

export { refuseUnreadableEvents } from './golden-samples.js';
export { allTables } from './tables.js';
export { allViews, everyProjection, reminderPlan, viewsBy } from './views.js';
export { foldFingerprint } from './fold-fingerprint.js';
