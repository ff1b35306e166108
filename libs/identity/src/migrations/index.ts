import type { MigrationInterface } from 'typeorm';
import { Identity1790000002000 } from './1790000002000-identity.migration.js';
import { ZaloLinks1790000002001 } from './1790000002001-zalo.migration.js';
import { ReminderWishes1790000002002 } from './1790000002002-reminder-wishes.migration.js';
import { StandIns1790000002003 } from './1790000002003-stand-ins.migration.js';
import { WishesByLink1790000002004 } from './1790000002004-wishes-by-link.migration.js';

/** Migrations of schema `id`, oldest first. */
export const identityMigrations: readonly (new () => MigrationInterface)[] = [
  Identity1790000002000,
  ZaloLinks1790000002001,
  ReminderWishes1790000002002,
  StandIns1790000002003,
  WishesByLink1790000002004,
];
